from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.figures.calls import Call, tally
from cases.figures.definitions import BY_KEY
from cases.today import Today, UnitFigures

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def call(
    unit: str = "370900", *, answered: float | None = None, gave_up: float | None = None,
    outcome: str = "abandoned", arrived: datetime = NOON,
) -> Call:  # fmt: skip
    """Times in seconds after the caller joined the queue."""

    def at(seconds: float | None) -> datetime | None:
        return arrived + timedelta(seconds=seconds) if seconds is not None else None

    return Call(unit=unit, arrived_at=arrived, queued_at=arrived, answered_at=at(answered), ended_at=at(gave_up),
                outcome=outcome)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "counted"),
    [
        (call(answered=15.0), UnitFigures(asked=1, answered=1, quick=1)),
        (call(answered=15.001), UnitFigures(asked=1, answered=1)),
        (call(gave_up=3.0), UnitFigures(asked=1, abandoned=1)),
        (call(gave_up=40.0, outcome="message"), UnitFigures(asked=1)),
        (call(gave_up=40.0, outcome="lost"), UnitFigures()),
        (call(), UnitFigures()),
    ],
)
def test_a_call_counts_by_what_became_of_it(one: Call, counted: UnitFigures) -> None:
    today = Today(DAY)
    today.take("c1", one)
    assert today.figures() == {"370900": counted}


def test_the_board_and_the_statistics_say_the_same_rate() -> None:
    calls = [call(answered=3.0), call(answered=30.0), call(gave_up=2.0), call(gave_up=60.0, outcome="message")]
    today = Today(DAY)
    for number, one in enumerate(calls):
        today.take(str(number), one)
    shown = today.figures()["370900"]
    assert shown.quick / shown.asked == BY_KEY["quick"].value(tally(calls)) == 0.25


def test_a_call_that_is_told_again_counts_once_and_where_it_was_answered() -> None:
    today = Today(DAY)
    today.take("c1", call(gave_up=20.0))
    today.take("c1", call(gave_up=20.0))
    assert today.figures() == {"370900": UnitFigures(asked=1, abandoned=1)}
    today.take("c1", call(unit="370000", answered=3.0))
    assert today.figures() == {"370000": UnitFigures(asked=1, answered=1, quick=1)}


def test_a_call_of_another_day_in_china_does_not_count() -> None:
    today = Today(DAY)
    today.take("late", call(answered=3.0, arrived=datetime(2026, 11, 21, 15, 59, 59, tzinfo=UTC)))
    today.take("early", call(answered=3.0, arrived=datetime(2026, 11, 21, 16, tzinfo=UTC)))
    today.take("tomorrow", call(answered=3.0, arrived=datetime(2026, 11, 22, 16, tzinfo=UTC)))
    assert today.figures() == {"370900": UnitFigures(asked=1, answered=1, quick=1)}
