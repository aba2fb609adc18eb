"""统一调度 over HTTP: who may, what it asks of the exchange, what is recorded, and how it is undone."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.desk_world import JINAN, JINAN_SEAT, MINISTRY, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, World

WHY = {"reason": "quality"}
ACTS = ("listen", "whisper", "barge", "take_over", "pause", "ready", "sign_out")


def supervisor(world: World, login: str = "boss", unit: str = SHANDONG, seat: str = SHANDONG_SEAT) -> dict[str, str]:
    world.person(login, unit, "supervisor", "赵队")
    return world.sit(login, seat) if seat else world.sign_in(login)


def talking(world: World) -> None:
    world.person("fang")
    world.sit("fang", SEAT)
    world.now(world.link.arrive, "c1")
    world.now(world.link.ring, SEAT, "c1")
    world.now(world.link.answer, SEAT, "c1")
    world.link.asked.clear()


def order(world: World, headers: dict[str, str], path: str, **body: object) -> httpx.Response:
    return world.client.post(f"/api/dispatch/{path}", json=WHY | body, headers=headers)


def told(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    kinds = ("Dispatch", "Broadcast")
    with world.store.reading() as work:
        return [(row.kind, row.seat, row.body) for row in work.log.after(0) if row.kind.startswith(kinds)]


def test_who_listens_is_recorded_with_the_reason_before_the_phone_rings(world: World) -> None:
    talking(world)
    headers = supervisor(world)
    world.link.asked.clear()
    answer = order(world, headers, f"seats/{SEAT}/listen", note="抽查")
    assert answer.status_code == 200, answer.text
    assert world.link.asked == [("listen", SHANDONG_SEAT, SEAT, "listen")]
    ((kind, seat, body),) = told(world)
    expected = {"dispatch": answer.json()["id"], "act": "listen", "person": world.people["boss"],
                "reason": "quality", "to": ""}  # fmt: skip
    assert (kind, seat, body) == ("DispatchOrdered", SEAT, expected)
    (listed,) = world.client.get("/api/dispatch/orders", headers=headers).json()
    assert (listed["by"], listed["reason"], listed["note"], listed["undoable"]) == ("赵队", "质量检查", "抽查", False)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("role", "unit"),
    [("operator", TAIAN), ("operator", SHANDONG), ("supervisor", JINAN), ("system_admin", MINISTRY)],
    ids=["operator", "operator above", "supervisor beside", "administrator"],
)
def test_nobody_else_touches_a_seat(world: World, act: str, role: str, unit: str) -> None:
    talking(world)
    world.person("x", unit, role)
    assert order(world, world.sign_in("x"), f"seats/{SEAT}/{act}").status_code == 403
    assert world.client.post(f"/api/dispatch/seats/{SEAT}/{act}", json=WHY, headers=world.ours).status_code == 401
    assert world.link.asked == [] and told(world) == []


def test_a_seat_above_and_a_seat_that_is_none_look_the_same(world: World) -> None:
    headers = supervisor(world, unit=TAIAN, seat=SEAT)
    answers = [order(world, headers, f"seats/{seat}/pause") for seat in (SHANDONG_SEAT, JINAN_SEAT, "99999", "s;x")]
    assert {(answer.status_code, answer.json()["message"]) for answer in answers} == {
        (403, "不在您的管辖范围内，或没有这个坐席、单位或电话。")
    }


def test_a_reason_of_the_list_is_needed_and_for_other_a_note(world: World) -> None:
    talking(world)
    headers = supervisor(world)
    for body in ({"reason": ""}, {"reason": "x"}, {"reason": "other"}, {"reason": "other", "note": "  "}):
        assert order(world, headers, f"seats/{SEAT}/pause", **body).status_code == 422
    assert order(world, headers, f"seats/{SEAT}/pause", reason="other", note="临时").status_code == 200
    reasons = world.client.get("/api/dispatch/reasons", headers=headers).json()
    assert {"code": "other", "name": "其他"} in reasons


def test_who_sits_nowhere_is_told_that_listening_needs_a_phone(world: World) -> None:
    talking(world)
    answer = order(world, supervisor(world, seat=""), f"seats/{SEAT}/listen")
    assert answer.status_code == 409 and "您还没有坐席" in answer.json()["message"]
    assert told(world) == []


def test_a_pause_is_undone_and_only_once(world: World) -> None:
    world.person("fang")
    world.sit("fang", SEAT)
    world.now(world.link.seat, SEAT, "ready")
    headers = supervisor(world)
    paused = order(world, headers, f"seats/{SEAT}/pause").json()["id"]
    assert world.link.asked[-1] == ("pause", SEAT, "supervisor")
    undo = f"/api/dispatch/orders/{paused}/undo"
    assert world.client.post(undo, headers=headers).status_code == 204
    assert world.link.asked[-1] == ("ready", SEAT)
    assert world.client.post(undo, headers=headers).status_code == 409
    assert [kind for kind, _, _ in told(world)] == ["DispatchOrdered", "DispatchUndone"]
    world.person("y", JINAN, "supervisor")
    for number in (paused, 0, -1, 2**40):
        answer = world.client.post(f"/api/dispatch/orders/{number}/undo", headers=world.sign_in("y"))
        assert answer.status_code == 404


def test_what_the_exchange_did_not_take_back_is_not_told_as_undone(world: World) -> None:
    world.person("fang")
    world.sit("fang", SEAT)
    world.now(world.link.seat, SEAT, "ready")
    headers = supervisor(world)
    undo = f"/api/dispatch/orders/{order(world, headers, f'seats/{SEAT}/pause').json()['id']}/undo"
    world.link.refuses = True
    answer = world.client.post(undo, headers=headers)
    assert answer.status_code == 503 and "操作没有执行" in answer.json()["message"]
    (listed,) = world.client.get("/api/dispatch/orders", headers=headers).json()
    assert (listed["undone"], listed["undoable"]) == (False, True)
    assert [kind for kind, _, _ in told(world)] == ["DispatchOrdered"]
    world.link.refuses = False
    assert world.client.post(undo, headers=headers).status_code == 204
    assert world.link.asked[-1] == ("ready", SEAT)


def test_a_seat_is_signed_out_and_its_pages_know(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    boss = supervisor(world)
    with world.desk(headers) as desk:
        assert desk.next()["sits_at"] == SEAT
        assert order(world, boss, f"seats/{SEAT}/sign_out").status_code == 200
        assert desk.until("snapshot")["sits_at"] == ""
    assert world.link.asked[-1] == ("pause", SEAT, "empty")
    assert order(world, boss, f"seats/{SEAT}/sign_out").status_code == 409


def unread(world: World, headers: dict[str, str]) -> list[tuple[str, str]]:
    return [(one["act"], one["by"]) for one in world.client.get("/api/broadcasts", headers=headers).json()]


@pytest.mark.parametrize("act", ["sign_out", "take_over"])
def test_who_was_away_learns_what_was_done_to_the_seat_until_it_is_read(world: World, act: str) -> None:
    world.person("fang")
    world.person("jin")
    headers, boss = world.sit("fang", SEAT), supervisor(world)
    if act == "take_over":
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        world.now(world.link.answer, SEAT, "c1")
    done = order(world, boss, f"seats/{SEAT}/{act}").json()["id"]
    world.stop()
    world.start_again()
    assert unread(world, headers) == [(act, "赵队")]
    other = world.sign_in("jin")
    assert unread(world, other) == unread(world, boss) == []
    confirm = f"/api/broadcasts/{done}/confirm"
    assert world.client.post(confirm, headers=other).status_code == 404
    assert world.client.post(confirm, headers=headers).status_code == 204
    assert unread(world, headers) == []
    assert world.client.get("/api/dispatch/orders", headers=boss).json()[0]["confirmed"] == 1


def test_what_was_not_carried_out_is_not_told_as_done(world: World) -> None:
    talking(world)
    boss = supervisor(world)
    world.link.refuses = True
    assert order(world, boss, f"seats/{SEAT}/take_over").status_code == 503
    assert unread(world, world.sign_in("fang")) == []


def test_the_desk_that_is_open_is_told_to_look(world: World) -> None:
    talking(world)
    boss = supervisor(world)
    with world.desk(world.sign_in("fang")) as desk:
        desk.next()
        order(world, boss, f"seats/{SEAT}/take_over")
        assert desk.until("broadcast")


def test_nobody_is_signed_out_in_mid_call(world: World) -> None:
    talking(world)
    answer = order(world, supervisor(world), f"seats/{SEAT}/sign_out")
    assert answer.status_code == 409 and "正在通话" in answer.json()["message"]


def test_an_order_that_the_exchange_did_not_carry_out_is_told_as_failed(world: World) -> None:
    talking(world)
    headers = supervisor(world)
    world.link.refuses = True
    answer = order(world, headers, f"seats/{SEAT}/pause")
    assert answer.status_code == 503
    assert [kind for kind, _, _ in told(world)] == ["DispatchOrdered", "DispatchFailed"]
    (listed,) = world.client.get("/api/dispatch/orders", headers=headers).json()
    assert (listed["failed"], listed["undoable"]) == (True, False)


def test_the_seat_sees_that_it_is_listened_to(world: World) -> None:
    talking(world)
    headers = supervisor(world)
    with world.desk(world.sign_in("fang")) as desk:
        assert desk.next()["seat"]["listened"] == ""
        order(world, headers, f"seats/{SEAT}/whisper")
        assert desk.until("seat")["seat"]["listened"] == "whisper"


def test_a_broadcast_reaches_the_desks_below_until_each_has_confirmed(world: World) -> None:
    world.person("fang")
    world.person("jin", JINAN)
    world.person("above", MINISTRY)
    boss = supervisor(world, unit=SHANDONG, seat="")
    fang, jin, above = (world.sign_in(login) for login in ("fang", "jin", "above"))
    with world.desk(fang) as desk, world.desk(above) as upper:
        desk.next()
        upper.next()
        sent = order(world, boss, "broadcasts", text=" 18 时起系统维护，请保存登记。<b>x</b>")
        assert sent.status_code == 200, sent.text
        assert desk.until("broadcast") == {"type": "broadcast", "seq": 2}
    (message,) = world.client.get("/api/broadcasts", headers=fang).json()
    assert (message["by"], message["text"]) == ("赵队", "18 时起系统维护，请保存登记。<b>x</b>")
    assert world.client.get("/api/broadcasts", headers=above).json() == []
    assert world.client.get("/api/broadcasts", headers=boss).json() == []
    confirm = f"/api/broadcasts/{message['id']}/confirm"
    assert [world.client.post(confirm, headers=fang).status_code for _ in range(2)] == [204, 204]
    assert world.client.post(confirm, headers=above).status_code == 404
    assert world.client.get("/api/broadcasts", headers=fang).json() == []
    assert [kind for kind, _, _ in told(world)] == ["DispatchOrdered", "BroadcastConfirmed"]
    (listed,) = world.client.get("/api/dispatch/orders", headers=boss).json()
    assert (listed["confirmed"], listed["undoable"]) == (1, True)
    assert world.client.post(f"/api/dispatch/orders/{message['id']}/undo", headers=boss).status_code == 204
    assert world.client.get("/api/broadcasts", headers=jin).json() == []


def test_a_broadcast_goes_no_further_than_the_jurisdiction(world: World) -> None:
    boss = supervisor(world, unit=TAIAN, seat="")
    for unit in (SHANDONG, JINAN, "999999", "370900;"):
        assert order(world, boss, "broadcasts", text="x", unit=unit).status_code in (403, 422)
    for text in ("", "   ", "x" * 501):
        assert order(world, boss, "broadcasts", text=text).status_code == 422
    world.person("fang")
    assert order(world, world.sign_in("fang"), "broadcasts", text="x").status_code == 403


def test_a_caller_is_moved_within_the_jurisdiction_only(world: World) -> None:
    world.now(world.link.arrive, "c1")
    boss = supervisor(world, seat="")
    moved = order(world, boss, "calls/c1/move", to=JINAN_SEAT)
    assert moved.status_code == 200 and world.link.asked[-1] == ("move_caller", "c1", JINAN_SEAT)
    assert told(world)[-1][2]["to"] == JINAN_SEAT
    city = supervisor(world, "city", unit=TAIAN, seat="")
    for to in (JINAN, JINAN_SEAT, SHANDONG, "99999", "", "s"):
        assert order(world, city, "calls/c1/move", to=to).status_code == 403
    beside = supervisor(world, "beside", unit=JINAN, seat="")
    assert order(world, beside, "calls/c1/move", to=JINAN).status_code == 403
    assert order(world, boss, "calls/none/move", to=JINAN).status_code == 403
    world.person("fang")
    assert order(world, world.sign_in("fang"), "calls/c1/move", to=TAIAN).status_code == 403


def test_a_supervisor_comes_in_and_takes_over_with_the_own_phone(world: World) -> None:
    talking(world)
    headers = supervisor(world)
    for act in ("barge", "take_over"):
        assert order(world, headers, f"seats/{SEAT}/{act}").status_code == 200
    assert world.link.asked[-2:] == [
        ("listen", SHANDONG_SEAT, SEAT, "barge"),
        ("take_over", SHANDONG_SEAT, SEAT),
    ]
