"""溢出 over HTTP: closed and opened by order, taken back, and made true again when the exchange is back."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest

from tests.desk_world import JINAN, MINISTRY, SEAT, SHANDONG, TAIAN, World

WHY = {"reason": "load"}


def boss(world: World, unit: str = SHANDONG, role: str = "supervisor") -> dict[str, str]:
    world.person(f"boss-{unit}", unit, role, "赵队")
    return world.sign_in(f"boss-{unit}")


def order(world: World, headers: dict[str, str], act: str, unit: str = TAIAN) -> httpx.Response:
    return world.client.post(f"/api/dispatch/units/{unit}/{act}_overflow", json=WHY, headers=headers)


def undo(world: World, headers: dict[str, str], answer: httpx.Response) -> int:
    return world.client.post(f"/api/dispatch/orders/{answer.json()['id']}/undo", headers=headers).status_code


def states(world: World, headers: dict[str, str]) -> object:
    return world.client.get("/api/dispatch/overflow", headers=headers).json()


def until(true: Callable[[], object]) -> None:
    ends = time.monotonic() + 15
    while not true():
        assert time.monotonic() < ends, "it did not come true"
        time.sleep(0.02)


def asked(world: World) -> list[tuple[str, ...]]:
    return [what for what in world.link.asked if what[0] == "set_overflow"]


def kinds(world: World) -> list[str]:
    with world.store.reading() as work:
        return [row.kind for row in work.log.after(0) if row.kind.startswith("Dispatch")]


def test_overflow_is_closed_opened_and_taken_back(world: World) -> None:
    headers = boss(world)
    world.now(world.link.seat, SEAT, "ready")
    closed = order(world, headers, "close")
    assert closed.status_code == 200 and states(world, headers) == {TAIAN: "closed"}
    opened = order(world, headers, "open")
    assert states(world, headers) == {TAIAN: "open"}
    assert undo(world, headers, closed) == 409  # the second order took its place
    assert undo(world, headers, opened) == 204 and states(world, headers) == {}
    assert asked(world) == [("set_overflow", TAIAN, state) for state in ("closed", "open", "")]
    assert kinds(world) == ["DispatchOrdered", "DispatchOrdered", "DispatchUndone"]
    (last, first) = world.client.get("/api/dispatch/orders", headers=headers).json()
    assert (last["act"], last["reason"], last["undone"], first["undone"]) == ("open_overflow", "话务调配", True, True)


def test_a_unit_where_nobody_is_ready_is_not_closed(world: World) -> None:
    headers = boss(world)
    answer = order(world, headers, "close")
    assert answer.status_code == 409 and "没有就绪的坐席" in answer.json()["message"]
    assert order(world, boss(world, MINISTRY), "open", MINISTRY).status_code == 409
    assert asked(world) == [] and kinds(world) == []
    assert order(world, headers, "open").status_code == 200


@pytest.mark.parametrize(
    ("unit", "role"), [(JINAN, "supervisor"), (TAIAN, "operator"), (MINISTRY, "system_admin")], ids=lambda x: x
)
def test_nobody_else_may(world: World, unit: str, role: str) -> None:
    headers = boss(world, unit, role)
    assert order(world, headers, "open").status_code == 403
    assert asked(world) == [] and kinds(world) == []


def test_no_more_than_a_unit_of_the_directory_is_asked_for(world: World) -> None:
    headers = boss(world, MINISTRY)
    for unit in ("999999", "370900;x", "${x}", "s"):
        assert order(world, headers, "open", unit).status_code == 403
    assert world.client.post(f"/api/dispatch/units/{TAIAN}/pause", json=WHY, headers=headers).status_code == 422
    assert asked(world) == []


def test_an_exchange_that_was_away_or_started_anew_is_told_again(world: World) -> None:
    headers = boss(world)
    opened = order(world, headers, "open")
    world.link.asked.clear()
    world.now(world.link.lose)
    world.now(world.link.restore)
    until(lambda: asked(world) == [("set_overflow", TAIAN, "open")])
    world.link.refuses = True
    assert undo(world, headers, opened) == 503 and states(world, headers) == {TAIAN: "open"}
    world.link.refuses = False
    assert undo(world, headers, opened) == 204 and asked(world)[-1] == ("set_overflow", TAIAN, "")


def test_a_service_that_starts_anew_tells_the_exchange_what_holds(world: World) -> None:
    order(world, boss(world), "open")
    world.link.asked.clear()
    world.stop()
    world.start_again()
    world.now(world.link.restore)
    until(lambda: asked(world) == [("set_overflow", TAIAN, "open")])


def test_an_order_that_failed_does_not_hold(world: World) -> None:
    headers = boss(world)
    opened = order(world, headers, "open")
    world.now(world.link.seat, SEAT, "ready")
    world.link.refuses = True
    assert order(world, headers, "close").status_code == 503
    assert kinds(world)[-1] == "DispatchFailed" and states(world, headers) == {TAIAN: "open"}
    world.link.refuses = False
    until(lambda: asked(world)[-1] == ("set_overflow", TAIAN, "open"))
    assert undo(world, headers, opened) == 204
