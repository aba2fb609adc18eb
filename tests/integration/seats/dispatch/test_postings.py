"""调配 over HTTP: a seat serves other queues by order, its desk and the board show it, and it is taken back."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.desk_world import JINAN, JINAN_SEAT, MINISTRY, SHANDONG, SHANDONG_SEAT, TAIAN, Watched, World

WHY = {"reason": "load"}
HENAN = "410000"


def boss(world: World, unit: str = SHANDONG, role: str = "supervisor") -> dict[str, str]:
    world.person(f"boss-{unit}", unit, role, "赵队")
    return world.sign_in(f"boss-{unit}")


def order(
    world: World, headers: dict[str, str], unit: str = TAIAN, seat: str = JINAN_SEAT, **body: object
) -> httpx.Response:
    return world.client.post(f"/api/dispatch/seats/{seat}/queues", json=WHY | {"unit": unit} | body, headers=headers)


def undo(world: World, headers: dict[str, str], answer: httpx.Response) -> int:
    return world.client.post(f"/api/dispatch/orders/{answer.json()['id']}/undo", headers=headers).status_code


def asked(world: World) -> list[tuple[str, ...]]:
    return [what[1:] for what in world.link.asked if what[0] == "post"]


def told(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    with world.store.reading() as work:
        return [(row.kind, row.seat, row.body) for row in work.log.after(0) if row.kind.startswith("Dispatch")]


def until(true: Callable[[], object]) -> None:
    ends = time.monotonic() + 15
    while not true():
        assert time.monotonic() < ends, "it did not come true"
        time.sleep(0.02)


def shown(board: Watched) -> list[list[dict[str, str]]]:
    """The queues of the seats that the next message is about."""
    return [row["queues"] for row in board.until("changes")["put"].get("seats", [])]


def test_a_seat_serves_another_queue_beside_its_own_or_in_its_place_and_comes_back(world: World) -> None:
    headers = boss(world)
    beside = order(world, headers, beside=True)
    instead = order(world, headers, beside=False)
    assert asked(world) == [(f"{JINAN_SEAT}: {JINAN} {TAIAN}",), (f"{JINAN_SEAT}: {TAIAN}",)]
    assert undo(world, headers, beside) == 409  # the second order took its place
    assert undo(world, headers, instead) == 204 and asked(world)[-1] == ()
    assert undo(world, headers, instead) == 409
    ordered = {"person": world.people[f"boss-{SHANDONG}"], "reason": "load", "to": TAIAN}
    assert [(kind, seat, {**body, "dispatch": 0}) for kind, seat, body in told(world)][:2] == [
        ("DispatchOrdered", JINAN_SEAT, {"dispatch": 0, "act": act, **ordered}) for act in ("share_seat", "move_seat")
    ]
    assert [kind for kind, _, _ in told(world)] == ["DispatchOrdered", "DispatchOrdered", "DispatchUndone"]


def test_several_queues_are_ordered_and_taken_back_one_by_one(world: World) -> None:
    headers = boss(world)
    first = order(world, headers, TAIAN, beside=False)
    order(world, headers, SHANDONG, beside=True)
    assert asked(world)[-1] == (f"{JINAN_SEAT}: {SHANDONG} {TAIAN}",)
    assert undo(world, headers, first) == 204
    assert asked(world)[-1] == (f"{JINAN_SEAT}: {JINAN} {SHANDONG}",)


@pytest.mark.parametrize(
    ("unit", "role", "seat", "to"),
    [
        (JINAN, "supervisor", JINAN_SEAT, TAIAN),
        (TAIAN, "supervisor", JINAN_SEAT, TAIAN),
        (SHANDONG, "supervisor", JINAN_SEAT, HENAN),
        (SHANDONG, "supervisor", "00001", SHANDONG),
        (SHANDONG, "supervisor", "99999", TAIAN),
        (SHANDONG, "supervisor", JINAN_SEAT, "x;y"),
        (SHANDONG, "operator", JINAN_SEAT, TAIAN),
        (MINISTRY, "system_admin", JINAN_SEAT, TAIAN),
    ],
)
def test_nobody_moves_a_seat_who_does_not_look_after_both(
    world: World, unit: str, role: str, seat: str, to: str
) -> None:
    assert order(world, boss(world, unit, role), to, seat).status_code == 403
    assert asked(world) == [] and told(world) == []


def test_its_own_queue_is_nowhere_to_be_moved_to_and_a_reason_is_needed(world: World) -> None:
    headers = boss(world)
    answer = order(world, headers, JINAN)
    assert answer.status_code == 409 and "本来就接听" in answer.json()["message"]
    assert order(world, headers, reason="other").status_code == 422
    assert order(world, headers, SHANDONG, SHANDONG_SEAT).status_code == 409
    assert asked(world) == []


def test_who_looks_after_one_of_the_two_alone_does_not_take_it_back(world: World) -> None:
    moved = order(world, boss(world))
    city = boss(world, JINAN)
    (listed,) = world.client.get("/api/dispatch/orders", headers=city).json()
    assert (listed["act"], listed["to"], listed["undoable"]) == ("share_seat", TAIAN, False)
    assert undo(world, city, moved) == 409 and undo(world, boss(world, TAIAN), moved) == 404
    assert undo(world, boss(world, MINISTRY), moved) == 204


def test_an_order_that_the_exchange_did_not_carry_out_does_not_hold(world: World) -> None:
    headers = boss(world)
    world.link.refuses = True
    assert order(world, headers).status_code == 503
    world.link.refuses = False
    assert [kind for kind, _, _ in told(world)] == ["DispatchOrdered", "DispatchFailed"]
    moved = order(world, headers, SHANDONG)
    assert asked(world) == [(f"{JINAN_SEAT}: {JINAN} {SHANDONG}",)]
    world.link.refuses = True
    assert undo(world, headers, moved) == 503
    world.link.refuses = False
    assert undo(world, headers, moved) == 204


def test_a_unit_that_is_closed_for_the_levels_above_keeps_a_seat(world: World) -> None:
    headers = boss(world)
    world.now(world.link.seat, JINAN_SEAT, "ready")
    close = f"/api/dispatch/units/{JINAN}/close_overflow"
    moved = order(world, headers, beside=False)
    answer = world.client.post(close, json=WHY, headers=headers)
    assert answer.status_code == 409 and "没有就绪的坐席" in answer.json()["message"]
    assert undo(world, headers, moved) == 204
    assert world.client.post(close, json=WHY, headers=headers).status_code == 200
    answer = order(world, headers, beside=False)
    assert answer.status_code == 409 and "已关闭溢出" in answer.json()["message"]
    assert order(world, headers, beside=True).status_code == 200


def test_a_service_that_starts_anew_orders_what_holds(world: World) -> None:
    order(world, boss(world), beside=False)
    world.stop()
    world.link.asked.clear()
    world.link._posted = {}
    world.start_again()
    until(lambda: asked(world) == [(f"{JINAN_SEAT}: {TAIAN}",)])


def test_the_desk_and_the_board_show_which_queues_a_seat_serves(world: World) -> None:
    world.person("lan", JINAN)
    headers = boss(world)
    with world.desk(world.sit("lan", JINAN_SEAT)) as desk, world.desk(headers, "/ws/board") as board:
        assert desk.next()["seat"]["queues"] == []
        board.until("snapshot")
        moved = order(world, headers, beside=True)
        queues = [{"unit": JINAN, "name": "济南"}, {"unit": TAIAN, "name": "泰安"}]
        assert desk.until("seat")["seat"]["queues"] == queues
        assert desk.until("ordered")["act"] == "share_seat"
        assert any(queues in shown(board) for _ in range(20))
        undo(world, headers, moved)
        assert desk.until("seat")["seat"]["queues"] == []


def test_a_neighbours_caller_who_rings_at_the_seat_is_not_on_its_units_board(world: World) -> None:
    """On the wire: the operator needs the caller, the board of the helping city does not."""
    world.person("lan", JINAN)
    city = boss(world, JINAN)
    desk_of = world.sit("lan", JINAN_SEAT)
    order(world, boss(world), beside=True)
    with world.desk(desk_of) as desk, world.desk(city, "/ws/board") as board:
        board.until("snapshot")
        world.now(world.link.arrive, "c1", TAIAN)
        world.now(world.link.ring, JINAN_SEAT, "c1")
        assert desk.until("call")["call"]["unit"] == TAIAN
        assert [row["call"] for row in until_ringing(board)] == [None]


def until_ringing(board: Watched) -> list[dict[str, Any]]:
    for _ in range(20):
        put = board.until("changes")["put"]
        assert "waiting" not in put
        if rows := [row for row in put.get("seats", []) if row["state"] == "ringing"]:
            return rows
    raise AssertionError("the seat does not ring")
