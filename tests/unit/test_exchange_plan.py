"""Value objects of the exchange refuse what cannot be served."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exchange.plan import BadPlan, ExchangePlan, Paths, Ports, Seat, Secrets, Tiers, Trunk, Unit

UNITS = (
    Unit("000000", "公安部", "ministry"),
    Unit("370000", "山东省", "province", "000000"),
    Unit("370900", "泰安市", "city", "370000"),
    Unit("371000", "威海市", "city", "370000"),
)
SEATS = (
    Seat("00001", "000000", "secret-a"),
    Seat("37001", "370000", "secret-b"),
    Seat("37091", "370900", "secret-c", "browser"),
    Seat("37101", "371000", "secret-d"),
)


def a_plan(root: Path = Path("/tmp/exchange")) -> ExchangePlan:  # noqa: S108 - nothing is written there
    folders = {name: root / name for name in ("etc", "run", "log", "spool", "sounds", "moh", "prefix")}
    return ExchangePlan(
        UNITS,
        SEATS,
        (Trunk("taian", "127.0.0.2", "370900"),),
        Ports(5060, 4573, 5038, 8088, 10000, 12000),
        Paths(**folders),
        Secrets("reader-secret", "actor-secret"),
    )


def test_a_citys_queue_holds_its_own_seats_its_provinces_and_the_ministrys() -> None:
    members = [(seat.number, penalty) for seat, penalty in a_plan().members(UNITS[2])]
    assert members == [("37091", 1), ("37001", 2), ("00001", 3)]


def test_a_province_is_followed_by_the_ministry_alone_and_the_ministry_by_nobody() -> None:
    plan = a_plan()
    assert [penalty for _, penalty in plan.members(UNITS[1])] == [1, 3]
    assert [penalty for _, penalty in plan.members(UNITS[0])] == [1]


def test_a_browser_seat_is_rung_in_the_browser() -> None:
    assert SEATS[2].interface == "PJSIP/37091w"
    assert SEATS[1].interface == "PJSIP/37001"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"seats": (*SEATS, SEATS[0])}, "坐席号重复"),
        ({"units": (*UNITS, UNITS[0])}, "单位代码重复"),
        ({"seats": (Seat("99991", "999900", "x"),)}, "坐席所属单位不存在"),
        ({"trunks": (Trunk("t", "127.0.0.2", "999900"),)}, "中继所属单位不存在"),
        ({"units": (Unit("370900", "泰安市", "city", "370000"),)}, "不存在"),
        ({"bind": "localhost"}, "监听地址"),
        ({"bind": "127.0.0.2"}, "中继的地址"),
        ({"trunks": (Trunk("a", "127.0.0.2", "370900"), Trunk("b", "127.0.0.2", "370900"))}, "地址相同"),
    ],
)
def test_a_plan_that_contradicts_itself_says_why(change: dict[str, object], reason: str) -> None:
    with pytest.raises(BadPlan, match=reason):
        replace(a_plan(), **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", ["3709", "370911", "3709a", "37091\n", "３７０９１"])
def test_a_seat_has_five_digits(number: str) -> None:
    with pytest.raises(BadPlan, match="五位数字"):
        Seat(number, "370900", "x")


def test_levels_open_one_after_the_other() -> None:
    with pytest.raises(BadPlan, match="递增"):
        Tiers(province_after_s=45, ministry_after_s=15)


def test_ports_outside_the_range_are_refused() -> None:
    with pytest.raises(BadPlan, match="65535"):
        Ports(0, 1, 2, 3, 4, 5)
    with pytest.raises(BadPlan, match="RTP"):
        Ports(1, 2, 3, 4, 6, 5)


def test_the_control_socket_must_fit_its_address() -> None:
    with pytest.raises(BadPlan, match="太长"):
        a_plan(Path("/") / ("x" * 100))


def test_no_password_is_shown_by_repr() -> None:
    shown = repr(a_plan())
    assert "secret-" not in shown
    assert "-secret" not in shown
