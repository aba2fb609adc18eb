"""A unit sees itself and what is below it."""

from __future__ import annotations

import pytest

from cases.access import (
    Role,
    Viewer,
    may_pass_to,
    may_see,
    may_sit,
    passable_units,
    reachable_units,
    visible_units,
)
from config.load import load_directory
from config.settings import PROJECT

DIRECTORY = load_directory(PROJECT / "config" / "units.csv")
TAIAN, JINAN, SHANDONG, HENAN, MINISTRY = "370900", "370100", "370000", "410000", "000000"


def viewer(role: Role, unit: str) -> Viewer:
    return Viewer(1, "王小芳", role, unit)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR])
@pytest.mark.parametrize(
    ("unit", "seen", "hidden"),
    [
        (TAIAN, [TAIAN], [JINAN, SHANDONG, MINISTRY]),
        (SHANDONG, [SHANDONG, TAIAN, JINAN], [HENAN, MINISTRY]),
        (MINISTRY, [MINISTRY, SHANDONG, HENAN, TAIAN], []),
    ],
)
def test_a_unit_sees_itself_and_below(role: Role, unit: str, seen: list[str], hidden: list[str]) -> None:
    who = viewer(role, unit)
    assert all(may_see(who, code, DIRECTORY) for code in seen)
    assert not any(may_see(who, code, DIRECTORY) for code in hidden)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_an_administrator_sees_no_call_and_sits_nowhere(role: Role) -> None:
    who = viewer(role, MINISTRY)
    assert visible_units(who, DIRECTORY) == frozenset()
    assert not may_sit(who, MINISTRY, DIRECTORY)


def test_an_operator_sits_only_in_the_own_unit() -> None:
    who = viewer(Role.OPERATOR, SHANDONG)
    assert may_sit(who, SHANDONG, DIRECTORY)
    assert not may_sit(who, TAIAN, DIRECTORY)


def test_a_supervisor_above_may_take_a_seat_below_and_none_beside() -> None:
    who = viewer(Role.SUPERVISOR, SHANDONG)
    assert may_sit(who, TAIAN, DIRECTORY)
    assert not may_sit(who, HENAN, DIRECTORY)
    assert not may_sit(who, MINISTRY, DIRECTORY)


def test_a_unit_that_is_no_more_sees_nothing() -> None:
    assert visible_units(viewer(Role.SUPERVISOR, "999900"), DIRECTORY) == frozenset()


def test_one_calls_those_above_and_below_and_not_the_neighbours() -> None:
    city, province = (viewer(Role.OPERATOR, unit) for unit in (TAIAN, SHANDONG))
    assert reachable_units(city, DIRECTORY) == {TAIAN, SHANDONG, MINISTRY}
    assert {TAIAN, JINAN, SHANDONG, MINISTRY} <= reachable_units(province, DIRECTORY)
    assert HENAN not in reachable_units(province, DIRECTORY)
    assert reachable_units(viewer(Role.AUDIT_ADMIN, MINISTRY), DIRECTORY) == frozenset()


HENAN_CITY = "410100"
TO = (TAIAN, "37091", SHANDONG, "37001", MINISTRY, "00001", JINAN, "37011", HENAN, "41001", HENAN_CITY, "41011")


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR])
@pytest.mark.parametrize(
    ("unit", "may"),
    [
        # Of a sister city the queue, of another province nobody.
        (TAIAN, (1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0)),
        (SHANDONG, (1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0)),
        (MINISTRY, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
        (HENAN_CITY, (0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1)),
    ],
)
def test_to_whom_a_call_may_be_given(role: Role, unit: str, may: tuple[int, ...]) -> None:
    assert tuple(int(may_pass_to(viewer(role, unit), to, DIRECTORY)) for to in TO) == may


def test_what_is_nobody_is_given_no_call_and_an_administrator_gives_none() -> None:
    for to in ("", "s", "99999", "999999", "37091\r\nAction: Originate"):
        assert not may_pass_to(viewer(Role.OPERATOR, MINISTRY), to, DIRECTORY)
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        assert passable_units(viewer(role, MINISTRY), DIRECTORY) == frozenset()
        assert not any(may_pass_to(viewer(role, TAIAN), to, DIRECTORY) for to in TO)
    assert passable_units(viewer(Role.OPERATOR, "999900"), DIRECTORY) == frozenset()
