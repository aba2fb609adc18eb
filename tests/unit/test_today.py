from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.today import CallToday, Today, UnitFigures, count

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def call(
    call_id: str = "c1", unit: str = "370900", *, answered: float | None = None, gave_up: float | None = None,
    outcome: str = "abandoned", arrived: datetime = NOON, queued: float | None = 2.0,
) -> CallToday:  # fmt: skip
    """Times in seconds after the caller joined the queue."""

    def at(seconds: float | None) -> datetime | None:
        return arrived + timedelta(seconds=seconds + (queued or 0)) if seconds is not None else None

    return CallToday(call_id, unit, arrived, at(0) if queued is not None else None, at(answered), at(gave_up), outcome)


@pytest.mark.parametrize(
    ("one", "counted"),
    [
        (call(answered=15.0), "in_time"),
        (call(answered=15.001), "late"),
        (call(answered=14.0, queued=None), "in_time"),
        (call(gave_up=15.001), "gave_up"),
        (call(gave_up=15.0), None),
        (call(gave_up=40.0, outcome="message"), None),
        (call(gave_up=40.0, outcome="lost"), None),
        (call(), None),
    ],
)
def test_a_call_counts_by_how_long_it_waited(one: CallToday, counted: str | None) -> None:
    assert count(one) == counted


def test_a_call_that_is_told_again_counts_once_and_where_it_was_answered() -> None:
    today = Today(DAY)
    today.take(call(gave_up=20.0))
    today.take(call(gave_up=20.0))
    assert today.figures() == {"370900": UnitFigures(abandoned=1)}
    today.take(call(unit="370000", answered=3.0))
    assert today.figures() == {"370000": UnitFigures(answered=1, in_time=1)}


def test_a_call_of_another_day_in_china_does_not_count() -> None:
    today = Today(DAY)
    today.take(call("late", answered=3.0, arrived=datetime(2026, 11, 21, 15, 59, 59, tzinfo=UTC)))
    today.take(call("early", answered=3.0, arrived=datetime(2026, 11, 21, 16, tzinfo=UTC)))
    today.take(call("tomorrow", answered=3.0, arrived=datetime(2026, 11, 22, 16, tzinfo=UTC)))
    assert today.figures() == {"370900": UnitFigures(answered=1, in_time=1)}
