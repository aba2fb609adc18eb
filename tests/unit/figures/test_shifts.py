"""Occupancy: no second twice, whatever came late, twice or never."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.figures.shifts import Occupancy, SeatFact, Span, by_stretch, occupancy, seat_fact

DAY = (0.0, 86_400.0)
H = 3600.0


def ready(at: float) -> SeatFact:
    return SeatFact(at, int(at), True)


def away(at: float) -> SeatFact:
    return SeatFact(at, int(at), False)


def test_a_morning_with_a_pause_and_two_talks() -> None:
    facts = [away(8 * H), ready(9 * H), away(10 * H), ready(11 * H), away(12 * H)]
    talks = [(9 * H, 9.5 * H), (11 * H, 11.25 * H)]
    assert occupancy(facts, talks, DAY) == Occupancy(0.75 * H, 2 * H)


def test_a_talk_that_outlasts_a_pause_still_counts() -> None:
    assert occupancy([ready(9 * H), away(10 * H)], [(9.5 * H, 10.5 * H)], DAY) == Occupancy(H, 1.5 * H)


def test_who_was_ready_at_midnight_is_ready_after_it() -> None:
    assert occupancy([ready(-H), away(H)], [(-0.5 * H, 0.5 * H)], DAY) == Occupancy(0.5 * H, H)


def test_a_seat_of_which_nothing_is_heard_for_a_day_was_left() -> None:
    assert occupancy([ready(-23 * H)], [], DAY) == Occupancy(0.0, H)


def test_a_talk_at_a_seat_that_was_never_ready_says_that_facts_were_lost() -> None:
    assert occupancy([], [(9 * H, 10 * H)], DAY) == Occupancy(0.0, 0.0)
    assert occupancy([ready(-30 * H)], [(9 * H, 10 * H)], DAY) == Occupancy(0.0, 0.0)


def test_wrapping_up_lasts_from_the_talk_to_its_end() -> None:
    facts = [ready(9 * H), SeatFact(9.6 * H, 3, True, wrapped_up=True), away(10 * H)]
    assert occupancy(facts, [(9 * H, 9.5 * H)], DAY).busy_s == pytest.approx(0.6 * H)
    assert occupancy([*facts, *facts], [(9 * H, 9.5 * H)], DAY).busy_s == pytest.approx(0.6 * H)
    unseen_talk = [ready(9 * H), SeatFact(12 * H, 3, True, wrapped_up=True), away(13 * H)]
    assert occupancy(unseen_talk, [(9 * H, 9.5 * H)], DAY).busy_s == 0.5 * H
    assert seat_fact(1.0, 1, "WrapUpEnded") == SeatFact(1.0, 1, True, True)


def test_a_seat_put_right_by_comparison_says_what_its_lost_fact_would_have() -> None:
    assert seat_fact(1.0, 1, "SeatHealed", "ready") == SeatFact(1.0, 1, True)
    assert seat_fact(1.0, 1, "SeatHealed", "offline") == SeatFact(1.0, 1, False)
    assert seat_fact(1.0, 1, "SeatHealed", "talking") is None


MOMENTS = st.floats(-80_000, 90_000, allow_nan=False)
FACTS = st.lists(st.builds(SeatFact, MOMENTS, st.integers(1, 99), st.booleans(), st.booleans()), max_size=12)
TALKS = st.lists(st.tuples(MOMENTS, st.floats(0, 9_000)).map(lambda t: (t[0], t[0] + t[1])), max_size=8)


@given(FACTS, TALKS, st.randoms(use_true_random=False), st.data())
def test_late_and_doubled_facts_change_nothing(
    facts: list[SeatFact], talks: list[Span], random: Random, data: st.DataObject
) -> None:
    doubled = [*facts, *(data.draw(st.lists(st.sampled_from(facts), max_size=4)) if facts else [])]
    random.shuffle(doubled)
    assert occupancy(doubled, [*talks, *talks], DAY) == occupancy(facts, talks, DAY)


@given(FACTS, TALKS)
def test_nobody_talks_longer_than_they_were_there(facts: list[SeatFact], talks: list[Span]) -> None:
    found = occupancy(facts, talks, DAY)
    assert -1e-6 <= found.busy_s <= found.present_s + 1e-6 <= 86_400 + 1e-5


@given(FACTS, TALKS)
def test_days_reckoned_together_are_what_each_is_alone(facts: list[SeatFact], talks: list[Span]) -> None:
    edges = [0.0, 20_000.0, 20_001.0, 60_000.0, 86_400.0]
    together = by_stretch(facts, talks, edges)
    for n, found in enumerate(together):
        alone = occupancy(facts, talks, (edges[n], edges[n + 1]))
        assert abs(found.busy_s - alone.busy_s) < 1e-5
        assert abs(found.present_s - alone.present_s) < 1e-5
