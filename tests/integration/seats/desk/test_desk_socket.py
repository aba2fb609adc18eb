"""The desk's WebSocket: the pop, and who receives what. All on the wire."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from seats.caller import Callers
from seats.outbox import TOO_SLOW
from seats.states import LiveCall
from tests.desk_world import CALLER, JINAN, JINAN_SEAT, SEAT, SHANDONG, SHANDONG_SEAT, TAIAN, Watched, World
from web.sessions import COOKIE


def rings(world: World, call_id: str, seat: str = SEAT, **how: Any) -> None:
    world.now(world.link.arrive, call_id, **how)
    world.now(world.link.ring, seat, call_id)


def hears_nothing_more(world: World, desk: Watched, seat: str) -> None:
    """What the desk gets next is its own seat's: whatever was sent before it was not for this desk."""
    world.now(world.link.seat, seat, "offline")
    message = desk.next()
    assert message["type"] == "seat" and message["seat"]["state"] == "offline", message


def test_the_desk_begins_with_a_snapshot_and_pops_the_ringing_call(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        first = desk.next()
        assert (first["type"], first["seq"], first["connected"]) == ("snapshot", 1, True)
        assert first["seat"]["number"] == SEAT and first["calls"] == []
        rings(world, "c1")
        assert desk.until("seat")["seat"]["state"] == "ringing"
        call = desk.until("call")["call"]
        assert (call["call_id"], call["caller"], call["unit_name"]) == ("c1", CALLER, "泰安市公安局")
        assert call["waited_s"] == pytest.approx(4.0, abs=0.1)


def test_the_pop_comes_also_when_the_ring_is_heard_before_the_call(world: World) -> None:
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        world.now(world.link.ring, SEAT, "c1")
        world.now(world.link.arrive, "c1")
        assert desk.until("call")["call"]["caller"] == CALLER


def test_numbers_rise_by_one_so_that_a_gap_can_be_told(world: World) -> None:
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        for n in range(5):
            rings(world, f"c{n}")
            world.now(world.link.answer, SEAT, f"c{n}")
            world.now(world.link.hang_up, SEAT, f"c{n}")
        world.now(world.link.seat, SEAT, "offline")
        seqs = []
        while True:
            message = desk.next()
            seqs.append(message["seq"])
            if message["type"] == "seat" and message["seat"]["state"] == "offline":
                break
        assert seqs == list(range(1, len(seqs) + 1))


def test_another_citys_operator_gets_nothing_of_the_call(world: World) -> None:
    world.person("fang")
    world.person("lei", JINAN)
    taian, jinan = world.sit("fang", SEAT), world.sit("lei", JINAN_SEAT)
    with world.desk(taian) as ours, world.desk(jinan) as theirs:
        ours.next(), theirs.next()
        rings(world, "c1")
        world.now(world.link.answer, SEAT, "c1")
        world.now(world.link.hang_up, SEAT, "c1")
        ours.until("gone")
        hears_nothing_more(world, theirs, JINAN_SEAT)


def test_a_colleague_at_another_seat_gets_nothing_either(world: World) -> None:
    world.person("hui", SHANDONG)
    world.person("bin", SHANDONG)
    one, two = world.sit("hui", SHANDONG_SEAT), world.sit("bin", "37002")
    with world.desk(one) as first, world.desk(two) as second:
        first.next(), second.next()
        rings(world, "c1", SHANDONG_SEAT, unit=SHANDONG)
        first.until("call")
        hears_nothing_more(world, second, "37002")


def test_a_call_that_goes_up_pops_at_the_province(world: World) -> None:
    world.person("hui", SHANDONG)
    with world.desk(world.sit("hui", SHANDONG_SEAT)) as desk:
        desk.next()
        rings(world, "c1", SHANDONG_SEAT, unit=TAIAN)
        assert desk.until("call")["call"]["unit_name"] == "泰安市公安局"


def test_a_call_answered_elsewhere_leaves_the_desk(world: World) -> None:
    world.person("hui", SHANDONG)
    with world.desk(world.sit("hui", SHANDONG_SEAT)) as desk:
        desk.next()
        rings(world, "c1", SHANDONG_SEAT)
        world.now(world.link.answer, SEAT, "c1")
        world.now(world.link.seat, SHANDONG_SEAT, "ready")
        gone = desk.until("gone")
        assert (gone["call_id"], gone["ours"]) == ("c1", False)


def test_earlier_calls_follow_the_pop_without_those_of_other_cities(world: World) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=3)
    world.call_row("before", at=long_ago)
    world.call_row("elsewhere", JINAN, at=long_ago)
    world.call_row("another", caller="13911112222", at=long_ago)
    with world.store.work() as work:
        row = work.registrations.open("before", TAIAN, work.now)
        work.registrations.keep_draft(row, {"fields": {"category": "服务群众", "accused": [{"unit": "岱岳派出所"}]}})
        work.commit()
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        rings(world, "c1")
        history = desk.until("history")
        assert history["readable"] and [call["call_id"] for call in history["calls"]] == ["before"]
        assert history["calls"][0]["matter"]["about"] == "岱岳派出所"
    with world.desk(world.sign_in("fang")) as again:
        assert again.next()["calls"][0]["call_id"] == "c1"
        assert again.until("history")["calls"]


def test_a_slow_history_delays_neither_the_pop_nor_the_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go = threading.Event()

    def slow(_self: Callers, _call: LiveCall) -> list[dict[str, Any]]:
        may_go.wait(20)
        return []

    monkeypatch.setattr(Callers, "earlier", slow)
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        rings(world, "c1")
        assert desk.until("call")["call"]["answered_at"] is None
        world.now(world.link.answer, SEAT, "c1")
        assert desk.until("call")["call"]["answered_at"] is not None
        may_go.set()
        assert desk.until("history")["calls"] == []


def test_a_history_that_cannot_be_read_is_said_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Callers, _call: LiveCall) -> list[dict[str, Any]]:
        raise OSError("the database is away")

    monkeypatch.setattr(Callers, "earlier", broken)
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        rings(world, "c1")
        assert desk.until("history")["readable"] is False


@pytest.mark.parametrize(
    "caller",
    ["<script>alert(1)</script>\"'", "a\r\nb\x00c", "${EXEC(x)}&;", "\u2028\u202e13800000123", "张" * 8000, ""],
)
def test_whatever_a_caller_sends_as_number_pops_as_short_text(world: World, caller: str) -> None:
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        rings(world, "c1", caller=caller)
        shown = desk.until("call")["call"]["caller"]
        assert 0 < len(shown) <= 40 and shown.isprintable()
        assert desk.until("history")["readable"]


def test_signing_out_closes_the_desk(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        desk.next()
        assert world.client.post("/sign-out", headers=headers).status_code == 303
        assert desk.closed_with() == 4401


def test_a_session_that_ended_by_itself_closes_the_desk_at_the_next_look(world: World) -> None:
    world.service.socket.alive_every_s = 0.05
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        desk.until("alive")
        with world.store.engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql("DELETE FROM sessions")
        assert desk.closed_with() == 4401


def test_a_role_without_calls_gets_no_desk(world: World) -> None:
    world.person("sys", TAIAN, "system_admin")
    with world.desk(world.sign_in("sys")) as desk:
        assert desk.closed_with() == 4403


def test_a_socket_without_an_origin_is_not_ours(world: World) -> None:
    world.person("fang")
    with world.desk({"Cookie": world.sign_in("fang")["Cookie"]}) as desk:
        assert desk.closed_with() == 4403
    with pytest.raises(InvalidStatus), world.desk({"Cookie": f"{COOKIE}=x", "Connection": "close"}):
        pass


def test_a_desk_that_does_not_read_is_let_go_and_comes_back_to_a_snapshot(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as desk:
        desk.next()

        def storm() -> None:
            for n in range(400):
                world.link.seat(SEAT, "paused", reason=f"{n}")

        # In one turn of the loop: as if the browser had not read a word meanwhile.
        world.now(storm)
        assert desk.closed_with() == TOO_SLOW
    with world.desk(headers) as again:
        assert again.next()["seat"]["reason"] == "399"


def test_a_lost_link_is_told_and_its_return_brings_a_new_snapshot(world: World) -> None:
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        assert desk.next()["connected"]
        world.now(world.link.lose)
        assert desk.until("snapshot")["connected"] is False
        assert world.client.get("/health").status_code == 503
        world.now(world.link.restore)
        assert desk.until("snapshot")["connected"] is True
        assert world.client.get("/health").status_code == 200


def test_two_tabs_of_one_person_see_the_same_and_move_together(world: World) -> None:
    world.person("hui", SHANDONG)
    headers = world.sit("hui", SHANDONG_SEAT)
    with world.desk(headers) as one, world.desk(headers) as two:
        one.next(), two.next()
        world.sit("hui", "37002")
        assert one.until("snapshot")["sits_at"] == two.until("snapshot")["sits_at"] == "37002"


def test_what_a_browser_says_is_not_listened_to(world: World) -> None:
    world.person("fang")
    with world.desk(world.sit("fang", SEAT)) as desk:
        desk.next()
        for words in ("{}", "[" * 1000, b"\xff\xfe"):
            desk.connection.send(words)
        rings(world, "c1")
        assert desk.until("call")["call"]["call_id"] == "c1"
