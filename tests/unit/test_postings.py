"""调配: who may move a seat to which queues, and what that makes of its penalties."""

from __future__ import annotations

import pytest

from cases.access import Role, Viewer
from cases.postings import ASIDE, FIRST, Posting, first_of, may_post, penalties, usual
from config.load import load_directory
from config.settings import PROJECT
from tests.unit.test_exchange_plan import a_plan

DIRECTORY = load_directory(PROJECT / "config" / "units.csv")
TAIAN, JINAN, SHANDONG, HENAN, MINISTRY = "370900", "370100", "370000", "410000", "000000"
JINAN_SEAT, SHANDONG_SEAT, MINISTRY_SEAT = "37011", "37001", "00001"


@pytest.mark.parametrize(
    ("unit", "seat", "to", "may"),
    [
        (SHANDONG, JINAN_SEAT, TAIAN, True),
        (SHANDONG, SHANDONG_SEAT, TAIAN, True),
        (SHANDONG, JINAN_SEAT, SHANDONG, True),
        (SHANDONG, JINAN_SEAT, HENAN, False),
        (SHANDONG, MINISTRY_SEAT, SHANDONG, False),
        (MINISTRY, MINISTRY_SEAT, SHANDONG, True),
        (MINISTRY, JINAN_SEAT, HENAN, True),
        (JINAN, JINAN_SEAT, TAIAN, False),
        (TAIAN, JINAN_SEAT, TAIAN, False),
    ],
)
def test_a_seat_is_moved_by_who_looks_after_it_and_after_the_unit_it_helps(
    unit: str, seat: str, to: str, may: bool
) -> None:
    assert may_post(Viewer(1, "赵队", Role.SUPERVISOR, unit), seat, to, DIRECTORY) is may
    for role in set(Role) - {Role.SUPERVISOR}:
        assert not may_post(Viewer(1, "赵队", role, unit), seat, to, DIRECTORY)


def test_in_place_of_the_own_queue_the_seat_steps_aside_there() -> None:
    assert penalties([Posting(JINAN_SEAT, TAIAN, beside=False)], DIRECTORY) == {
        JINAN_SEAT: {TAIAN: FIRST, JINAN: ASIDE}
    }
    assert penalties([Posting(JINAN_SEAT, TAIAN, beside=True)], DIRECTORY) == {JINAN_SEAT: {TAIAN: FIRST}}


def test_several_postings_of_a_seat_add_up() -> None:
    both = [Posting(JINAN_SEAT, TAIAN, beside=True), Posting(JINAN_SEAT, SHANDONG, beside=False)]
    assert penalties(both, DIRECTORY) == {JINAN_SEAT: {TAIAN: FIRST, SHANDONG: FIRST, JINAN: ASIDE}}


def test_what_the_directory_no_longer_has_is_no_posting() -> None:
    gone = [Posting("99991", TAIAN, beside=True), Posting(JINAN_SEAT, "999900", beside=True)]
    assert penalties([*gone, Posting(JINAN_SEAT, JINAN, beside=False)], DIRECTORY) == {}


def test_which_queues_ring_the_seat_at_once() -> None:
    assert first_of(JINAN, {}) == ()
    assert first_of(JINAN, {TAIAN: FIRST}) == (JINAN, TAIAN)
    assert first_of(JINAN, {TAIAN: FIRST, JINAN: ASIDE}) == (TAIAN,)
    assert first_of(SHANDONG, {TAIAN: FIRST, SHANDONG: ASIDE, JINAN: FIRST}) == (JINAN, TAIAN)


def test_the_usual_penalties_are_those_of_the_exchange() -> None:
    plan = a_plan()
    for unit in plan.units:
        for seat, penalty in plan.members(unit):
            assert usual(seat.unit, unit.code, DIRECTORY) == penalty
    assert usual(JINAN, TAIAN, DIRECTORY) is None and usual(TAIAN, SHANDONG, DIRECTORY) is None
