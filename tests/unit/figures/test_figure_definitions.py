"""Each figure on calls made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.figures.calls import SETS, Call, Fate, tally
from cases.figures.definitions import BY_KEY, CURVES, FIGURES, ROW_NAMES
from cases.figures.followed import MESSAGE_SETS, REPEAT_SETS, message_sets, repeat_sets

TEN = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
S = timedelta(seconds=1)
WAITING = Call(unit="370900", arrived_at=TEN, queued_at=TEN + 4 * S)


def answered(after_s: float, talk_s: float = 300.0) -> Call:
    at = TEN + 4 * S + after_s * S
    return replace(WAITING, answered_at=at, ended_at=at + talk_s * S, outcome="answered", talk_s=talk_s)


def hung_up(after_s: float) -> Call:
    return replace(WAITING, ended_at=TEN + 4 * S + after_s * S, outcome="abandoned")


DIVERTED = replace(WAITING, ended_at=TEN + 90 * S, outcome="message")
AFTER_HOURS = Call(unit="370900", arrived_at=TEN, action="message", ended_at=TEN + 60 * S, outcome="message")
LOST = replace(WAITING, ended_at=TEN + 9 * S, outcome="lost")


def value(key: str, *calls: Call) -> float | None:
    return BY_KEY[key].value(tally(calls))


@pytest.mark.parametrize(
    ("call", "fate"),
    [
        (answered(3), Fate.ANSWERED), (replace(answered(3), ended_at=None), Fate.ANSWERED),
        (hung_up(3), Fate.ABANDONED), (DIVERTED, Fate.DIVERTED), (AFTER_HOURS, Fate.AFTER_HOURS), (LOST, Fate.LOST),
        (WAITING, Fate.OPEN), (replace(AFTER_HOURS, outcome="lost"), Fate.LOST),
        (replace(WAITING, ended_at=TEN, outcome=""), Fate.LOST),
    ],
)  # fmt: skip
def test_each_call_has_one_fate(call: Call, fate: Fate) -> None:
    assert call.fate is fate


def test_fifteen_seconds_are_still_in_time_and_a_microsecond_more_is_not() -> None:
    late = replace(answered(15), answered_at=TEN + 19 * S + timedelta(microseconds=1))
    assert value("quick", answered(15)) == 1.0
    assert value("quick", late) == 0.0
    assert value("quick", answered(15), late) == 0.5


def test_who_hangs_up_within_five_seconds_counts_and_can_be_told_apart() -> None:
    sums = tally([answered(3), hung_up(5), hung_up(5.000001)])
    assert (sums["abandoned"], sums["short"], sums["asked"]) == (2, 1, 3)
    assert value("connected", answered(3), hung_up(1)) == 0.5


def test_messages_out_of_hours_lost_and_waiting_calls_are_not_held_against_the_seats() -> None:
    assert value("connected", answered(3), AFTER_HOURS, LOST, WAITING) == 1.0
    assert value("connected", answered(3), DIVERTED) == 0.5
    assert value("abandoned", answered(3), DIVERTED, hung_up(20), AFTER_HOURS) == pytest.approx(1 / 3)
    assert value("calls", answered(3), AFTER_HOURS, LOST, WAITING) == 4


def test_means_are_over_what_was_answered_and_what_has_a_length() -> None:
    unseen_end = replace(answered(8, 0.0), ended_at=answered(8).answered_at)
    assert value("wait", answered(4), unseen_end, hung_up(300)) == 6.0
    assert value("talk", answered(4, 100.0), answered(4, 200.0), unseen_end) == 150.0


def test_a_clock_that_disagrees_makes_no_negative_wait() -> None:
    assert value("wait", replace(answered(0), answered_at=TEN)) == 0.0


def test_nothing_to_divide_by_is_no_figure_rather_than_nought() -> None:
    for figure in FIGURES:
        assert figure.value(tally([])) == (0 if figure.kind == "count" else None)
    assert BY_KEY["satisfied"].denominator(tally([answered(1)])) == 0


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("before", "after", "now", "sets"),
    [
        (None, None, 7 * DAY, set()), (None, None, 7 * DAY + S, {"first", "resolved"}),
        (None, DAY, 7 * DAY, set()), (None, 7 * DAY, 8 * DAY, {"first", "again"}),
        (None, 7 * DAY + S, 8 * DAY, {"first", "resolved"}),
        (-7 * DAY, None, 30 * DAY, set()), (-7 * DAY - S, None, 30 * DAY, {"first", "resolved"}),
    ],
)  # fmt: skip
def test_a_call_is_resolved_when_seven_days_brought_no_other(
    before: timedelta | None, after: timedelta | None, now: timedelta, sets: set[str]
) -> None:
    def moment(gap: timedelta | None) -> datetime | None:
        return TEN + gap if gap is not None else None

    assert set(repeat_sets(TEN, moment(before), moment(after), TEN + now)) == sets


@pytest.mark.parametrize(
    ("heard_h", "now_h", "sets"),
    [
        (None, 24.0, {"pending"}), (None, 24.1, {"due", "unheard"}), (24.0, 99.0, {"due", "heard"}),
        (1.0, 2.0, set()), (1.0, 24.1, {"due", "heard"}), (24.1, 99.0, {"due", "unheard"}),
    ],
)  # fmt: skip
def test_a_message_is_due_when_a_day_has_gone(heard_h: float | None, now_h: float, sets: set[str]) -> None:
    heard = TEN + heard_h * 3600 * S if heard_h is not None else None
    assert set(message_sets(TEN, heard, TEN + now_h * 3600 * S)) == {"messages"} | sets


def test_every_figure_says_what_it_means_and_its_rows_have_names() -> None:
    known = {*SETS, *REPEAT_SETS, *MESSAGE_SETS, "seats"}
    for figure in FIGURES:
        assert len(figure.meaning) > 20 and figure.top_name
        assert bool(figure.bottom) == bool(figure.bottom_name) == (figure.kind != "count")
        assert known.issuperset(figure.rows) and set(figure.rows) <= ROW_NAMES.keys()
    assert set(CURVES) <= BY_KEY.keys()
