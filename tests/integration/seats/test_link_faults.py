"""The link against peers that fall, fall silent, lie and flood."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from cases.events import LinkLost, LinkRestored, SeatHealed
from seats.actions import ExchangeAway
from seats.ami_text import MAX_PACK
from seats.states import LinkChanged
from seats.steps import CloseMissed, Ended
from tests.fakes.ami_peer import AmiPeer, until
from tests.fakes.ami_scenes import CALLER, SEAT, events, packs
from tests.integration.seats.link_world import CALM, QUICK, Watched, watching

READY = b"\r\n\r\n".join([*packs("registers"), *packs("ready-pause-ready"), b""])


def test_a_cut_in_the_middle_of_an_event_loses_the_event_and_nothing_else() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                told = b"\r\n\r\n".join([*packs("registers"), *packs("answered")])
                peer.reader().send(told[: len(told) // 2])
                await watched.until(lambda: "Rang" in watched.kinds())
                (call,) = watched.link.snapshot().calls
                peer.reader().cut()
                await watched.until(lambda: LinkRestored(calls=0) in watched.facts)
                assert watched.link.connected
                ended = [step for step in watched.steps if isinstance(step, Ended)]
                assert [(step.call.call_id, step.outcome) for step in ended] == [(call.call_id, "lost")]

    asyncio.run(run())


def test_a_call_that_goes_on_through_a_cut_keeps_its_answer() -> None:
    async def run() -> None:
        with AmiPeer("lists-talking") as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                (before,) = watched.link.snapshot().calls
                peer.reader().cut()
                await watched.until(lambda: LinkRestored(calls=1) in watched.facts)
                assert watched.link.snapshot().calls == (before,)
                assert [fact.kind for fact in watched.facts] == ["LinkLost", "LinkRestored"]
                assert not any(isinstance(step, Ended) for step in watched.steps)

    asyncio.run(run())


def test_loss_and_return_are_told_in_order() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                peer.reader().cut()
                await watched.until(lambda: watched.facts[1:])
                assert watched.facts == [LinkLost(reason="closed"), LinkRestored(calls=0)]
                assert [change for change in watched.changes if isinstance(change, LinkChanged)] == [
                    LinkChanged(True),
                    LinkChanged(False),
                    LinkChanged(True),
                ]

    asyncio.run(run())


def test_a_half_open_connection_is_found_and_opened_anew() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                peer.deaf = True
                await watched.until(lambda: LinkChanged(False) in watched.changes)
                assert not watched.link.connected
                (lost,) = [fact for fact in watched.facts if isinstance(fact, LinkLost)]
                assert lost.reason in ("silent", "no_answer")
                peer.deaf = False
                await watched.until(lambda: watched.link.connected)

    asyncio.run(run())


def test_silence_alone_tells_that_nobody_is_there() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, replace(CALM, quiet=0.05, dead_after=0.15)) as watched:
                await watched.connected()
                peer.deaf = True
                await watched.until(lambda: LinkLost(reason="silent") in watched.facts)

    asyncio.run(run())


def test_an_action_whose_connection_falls_is_told_at_once() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, replace(CALM, answer=60.0)) as watched:
                await watched.connected()
                peer.deaf = True
                asked = asyncio.create_task(watched.link.ready(SEAT))
                await watched.until(lambda: peer.heard("QueuePause"))
                next(talk for talk in peer.talks if talk.user == "actor").cut()
                with pytest.raises(ExchangeAway):
                    await asyncio.wait_for(asked, 10)

    asyncio.run(run())


def test_a_quiet_exchange_that_answers_is_not_taken_for_dead() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                await watched.until(lambda: len(peer.heard("Ping")) > 5)
                assert watched.link.counts.connects == 1

    asyncio.run(run())


def test_a_wrong_password_says_what_to_do_and_is_tried_again() -> None:
    async def run() -> None:
        with AmiPeer() as peer, capture_logs() as logs:
            async with watching(peer.port, CALM, "wrong") as watched:
                await watched.until(lambda: len([k for k in peer.actions if k.get("Username") == "reader"]) > 1)
                assert not watched.link.connected
            said = [entry for entry in logs if entry["log_level"] == "error"]
            assert "manager.conf" in said[0]["event"] and said[0]["user"] == "reader"
            assert "wrong" not in repr(logs)

    asyncio.run(run())


@pytest.mark.parametrize(
    "greeting", [b"SSH-2.0-OpenSSH\r\n", b"\x00" * 5000, b"HTTP/1.1 400 Bad Request\r\n\r\n", b"Asterisk Call"]
)
def test_a_peer_that_is_no_asterisk_is_left_and_tried_again(greeting: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seats.ami_client.CONNECT_S", 0.2)

    async def run() -> None:
        with AmiPeer() as peer:
            right, peer.greeting = peer.greeting, greeting
            async with watching(peer.port) as watched:
                await watched.until(lambda: len(peer.talks) > 2)
                assert not watched.link.connected
                peer.greeting = right
                await watched.connected()

    asyncio.run(run())


def test_an_exchange_that_comes_up_later_is_found() -> None:
    async def run() -> None:
        with AmiPeer() as gone:
            port = gone.port
        async with watching(port) as watched:
            await asyncio.sleep(0)
            assert not watched.link.connected
            with AmiPeer(port=port):
                await watched.connected()
                assert watched.facts == []

    asyncio.run(run())


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\xff\xfe garbage",
        b": : :\r\n:\r\nEvent",
        b"Event",
        b"Event: \r\nX: 1",
        b"Event: AgentCalled\r\n" + b"X: " + b"y" * 1_000_000,
        b"z" * (MAX_PACK + 1000),
        b"Response: Success\r\nActionID: 999999",
        b"Event: QueueMember\r\nActionID: 999999",
        b"Event: AgentCalled\r\nMemberName: " + "张三".encode("gbk"),
        b"\r\n\r\n\r\n",
    ],
)
def test_garbage_costs_nothing_that_follows(garbage: bytes) -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                peer.reader().send(garbage + b"\r\n\r\n" + READY)
                await watched.until(lambda: watched.states()[-1:] == ["ready"])
                assert watched.link.counts.connects == 1

    asyncio.run(run())


def test_a_callers_name_cannot_take_the_place_of_the_number() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                ring = next(pack for pack in packs("answered") if pack.startswith(b"Event: AgentCalled"))
                evil = "CallerIDName: x\u2028CallerIDNum: 110\x85CallerIDNum: 110\r\nCallerIDNum: 110".encode()
                peer.tell("registers", ring.replace(b"CallerIDName: <unknown>", evil, 1))
                await watched.until(lambda: watched.link.snapshot().calls)
                (call,) = watched.link.snapshot().calls
                assert call.caller == CALLER

    asyncio.run(run())


def test_a_storm_is_taken_whole_and_in_order() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                peer.tell("registers")
                flip = packs("ready-pause-ready")
                storm = b"\r\n\r\n".join([*(flip * 3_000), *packs("answered"), b""])
                threading.Thread(target=peer.reader().send, args=(storm,), daemon=True).start()
                wanted = [event for event in events("answered") if event.name in watched.link.picture.wanted]
                await watched.until(lambda: watched.link.counts.events == 1 + 9_000 + len(wanted))
                assert watched.kinds()[-1] == "Ended"
                assert len([fact for fact in watched.facts if fact.kind == "SeatPaused"]) == 3_000
                assert watched.states()[-1] == "wrap_up"
                assert watched.link.counts.faults == 0

    asyncio.run(run())


def test_other_work_of_the_loop_goes_on_in_a_storm() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                storm = b"\r\n\r\n".join([*packs("registers"), *(packs("ready-pause-ready") * 3_000), b""])
                before = watched.link.counts.events
                threading.Thread(target=peer.reader().send, args=(storm,), daemon=True).start()
                turns = 0
                while watched.link.counts.events - before < 9_001:
                    await asyncio.sleep(0)
                    turns += 1
                assert turns > 9_001 / 200 - 1

    asyncio.run(run())


def test_what_no_event_told_is_healed_by_comparison() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                peer.scene = "lists-talking"
                await watched.until(lambda: any(isinstance(fact, SeatHealed) for fact in watched.facts))
                assert watched.states() == ["talking"]
                peer.scene = "lists-idle"
                await watched.until(lambda: watched.kinds().count("Ended"))
                assert [(f.seat, f.was, f.now) for f in watched.facts if isinstance(f, SeatHealed)] == [
                    (SEAT, "offline", "talking"),
                    (SEAT, "talking", "offline"),
                ]
                assert watched.link.counts.connects == 1

    asyncio.run(run())


def test_a_ring_does_not_wait_behind_the_lists_of_a_comparison() -> None:
    """They fill a megabyte: the other connection carries them."""

    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                before = len(peer.heard("QueueStatus", "reader"))
                await watched.until(lambda: len(peer.heard("QueueStatus")) > 2)
                assert len(peer.heard("QueueStatus", "reader")) == before

    asyncio.run(run())


def test_lists_that_never_come_make_both_connections_anew() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, replace(QUICK, dead_after=60.0, snapshot=0.2)) as watched:
                await watched.connected()
                connections = [watched.link._reader.connection, watched.link._actor.connection]
                right, peer.lists = peer.lists, lambda action, action_id: b""  # type: ignore[method-assign]
                await watched.until(lambda: LinkLost(reason="no_answer") in watched.facts)
                peer.lists = right  # type: ignore[method-assign]
                await watched.connected()
                assert watched.link._reader.connection not in connections
                assert watched.link._actor.connection not in connections

    asyncio.run(run())


def test_each_comparison_closes_what_the_rows_still_have_open() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.until(lambda: watched.kinds().count("CloseMissed") > 2)
                assert all(step.live == frozenset() for step in watched.steps if isinstance(step, CloseMissed))

    asyncio.run(run())


def test_no_thread_outlives_the_link() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                assert len(_readers()) == 2
            assert _readers() == []
            until(lambda: all(talk.ended for talk in peer.talks))

    asyncio.run(run())


def _readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "ami"]


def test_nothing_of_the_caller_is_logged_when_all_goes_wrong() -> None:
    async def run() -> list[object]:
        with AmiPeer() as peer, capture_logs() as logs:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                _break_everything(watched)
                peer.tell("registers", *packs("answered"))
                await watched.until(lambda: watched.link.counts.faults > 5)
                peer.reader().cut()
                await watched.until(lambda: LinkChanged(False) in watched.changes)
        return list(logs)

    logs = asyncio.run(run())
    assert logs
    assert CALLER not in repr(logs)


def _break_everything(watched: Watched) -> None:
    def fail(*what: object) -> None:
        raise ValueError(what)

    watched.link._tell.insert(0, fail)
    watched.link.picture._handlers = {**watched.link.picture._handlers, "AgentCalled": fail}


ROUNDS = {"heal": "_heal", "tick": "_actions.make_up", "see to": "_wrap_ups.see_to"}


@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_that_fails_is_told_without_a_name_and_the_link_lives_on(name: str) -> None:
    """What it failed at holds a caller's number: the line says the kind of the fault, and no more."""
    tries: list[str] = []

    async def fails(*_: object) -> None:
        tries.append(name)
        raise KeyError(CALLER)

    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                *path, last = ROUNDS[name].split(".")
                target: object = watched.link
                for step in path:
                    target = getattr(target, step)
                setattr(target, last, fails)
                await watched.until(lambda: len(tries) >= 3)
                assert watched.link.connected and watched.link.counts.faults >= 2

    with capture_logs() as lines:
        asyncio.run(run())
    told = [line for line in lines if line.get("round") == name]
    assert len(told) >= 2 and all(line["error"] == "KeyError" for line in told)
    assert CALLER not in str(lines)
