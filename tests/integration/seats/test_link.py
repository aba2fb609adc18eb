"""The link against a peer that behaves."""

from __future__ import annotations

import asyncio

import pytest

from seats.actions import ExchangeAway, NoAnswer, NoSuchLiveCall, NoSuchMember, RefusedByExchange
from seats.states import CallChanged, LinkChanged, SeatChanged
from tests.fakes.ami_peer import AmiPeer
from tests.fakes.ami_scenes import SEAT, packs
from tests.integration.seats.link_world import QUICK, Watched, watching

READY = ("registers", "ready-pause-ready")


async def at_work(peer: AmiPeer, watched: Watched) -> None:
    """Connected, and the seat waits for calls."""
    await watched.connected()
    peer.tell(*READY)
    await watched.until(lambda: watched.states()[-1:] == ["ready"])
    watched.steps.clear()
    watched.changes.clear()


def test_connected_is_told_with_the_whole_picture_behind_it() -> None:
    async def run() -> None:
        with AmiPeer("lists-ringing") as peer:
            async with watching(peer.port) as watched:
                seen: list[str] = []

                def look(change: object) -> None:
                    if change == LinkChanged(True):
                        seen.extend(seat.state for seat in watched.link.snapshot().seats if seat.number == SEAT)

                watched.link.on_change(look)
                await watched.connected()
                assert seen == ["ringing"]
                assert len(watched.link.snapshot().calls) == 1

    asyncio.run(run())


def test_not_connected_before_the_lists_are_there() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            peer.lists = lambda action, action_id: b""  # type: ignore[method-assign]
            async with watching(peer.port) as watched:
                await watched.until(lambda: peer.heard("QueueStatus", "reader"))
                assert not watched.link.connected

    asyncio.run(run())


def test_a_call_is_followed_from_the_ring_to_the_end() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await at_work(peer, watched)
                peer.tell("answered")
                await watched.until(lambda: "Ended" in watched.kinds())
                assert watched.kinds() == ["Seen", "Seen", "Rang", "Seen", "Ended"]
                await watched.until(lambda: "wrap_up" in watched.states())
                assert watched.states()[:3] == ["ringing", "talking", "wrap_up"]

    asyncio.run(run())


def test_wrap_up_ends_by_itself() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                watched.link.picture.wrap_up_s = 0.05
                await at_work(peer, watched)
                peer.tell("answered")
                await watched.until(lambda: watched.states() == ["ringing", "talking", "wrap_up", "ready"])

    asyncio.run(run())


def test_the_ring_reaches_the_desk_before_the_loop_does_anything_else() -> None:
    """What was told in one read arrives in one turn: the pop waits for nothing."""

    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await at_work(peer, watched)
                turns: list[tuple[int, object]] = []
                turn = 0

                def count() -> None:
                    nonlocal turn
                    turn += 1
                    loop.call_soon(count)

                loop = asyncio.get_running_loop()
                loop.call_soon(count)
                watched.link.on_change(lambda change: turns.append((turn, change)))
                ring = [pack for pack in packs("answered") if pack.startswith(b"Event: AgentCalled")]
                peer.tell(*ring)
                await watched.until(lambda: watched.states() == ["ringing"])
                (of_call,) = {t for t, change in turns if isinstance(change, CallChanged)}
                (of_seat,) = {t for t, change in turns if isinstance(change, SeatChanged)}
                assert of_call == of_seat

    asyncio.run(run())


def test_what_happens_while_the_lists_are_made_is_not_lost() -> None:
    async def run() -> None:
        with AmiPeer("lists-ringing") as peer:
            peer.tell_before_lists(*packs("answered"))
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.until(lambda: "Ended" in watched.kinds())
                assert watched.link.snapshot().calls == ()
                assert watched.kinds().count("Ended") == 1

    asyncio.run(run())


def test_a_pause_goes_to_all_queues_of_the_seat_by_the_user_that_acts() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.pause(SEAT, "meal")
                await watched.link.ready(SEAT)
                paused, ready = peer.heard("QueuePause")
                assert (paused["Interface"], paused["Paused"], paused["Reason"]) == ("PJSIP/37091", "true", "meal")
                assert (ready["Interface"], ready["Paused"]) == ("PJSIP/37091", "false")
                assert "Queue" not in paused and "Reason" not in ready
                assert not peer.heard("QueuePause", "reader")

    asyncio.run(run())


def test_the_seat_that_sits_at_a_browser_is_paused_there() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                watched.link.use(SEAT, "browser")
                await watched.link.pause(SEAT, "meal")
                assert peer.heard("QueuePause")[0]["Interface"] == "PJSIP/37091w"
                (shown,) = [seat for seat in watched.link.snapshot().seats if seat.number == SEAT]
                assert shown.device == "browser"

    asyncio.run(run())


def test_a_line_break_in_a_reason_begins_no_other_action() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.pause(SEAT, "meal\r\n\r\nAction: Hangup\r\nChannel: /.*/\r\n\r\n")
                assert len(peer.heard("QueuePause")) == 1
                assert not peer.heard("Hangup")
                assert {keys["user"] for keys in peer.actions} == {"reader", "actor", ""}

    asyncio.run(run())


def test_a_call_is_hung_up_by_its_callers_channel() -> None:
    async def run() -> None:
        with AmiPeer("lists-talking") as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                (call,) = watched.link.snapshot().calls
                await watched.link.hang_up(call.call_id)
                assert peer.heard("Hangup")[0]["Channel"].startswith("PJSIP/trunk-")
                with pytest.raises(NoSuchLiveCall):
                    await watched.link.hang_up("1.1")

    asyncio.run(run())


def test_queues_are_read_again() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.reload_queues()
                assert peer.heard("QueueReload")[0]["Members"] == "yes"

    asyncio.run(run())


def test_a_refusal_is_told_in_the_operators_language() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            peer.refuses["QueuePause"] = "Interface not found"
            async with watching(peer.port) as watched:
                await watched.connected()
                with pytest.raises(RefusedByExchange, match="拒绝") as refused:
                    await watched.link.ready(SEAT)
                assert refused.value.message == "Interface not found"
                with pytest.raises(NoSuchMember, match="没有坐席 99999"):
                    await watched.link.ready("99999")

    asyncio.run(run())


def test_an_exchange_that_does_not_answer_is_not_waited_for() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                peer.deaf = True
                with pytest.raises((NoAnswer, ExchangeAway)):
                    await watched.link.ready(SEAT)

    asyncio.run(run())


def test_a_pause_that_found_the_exchange_away_is_made_up_for() -> None:
    """Nobody's phone may ring at a desk that was left."""

    async def run() -> None:
        with AmiPeer() as first:
            port = first.port
            async with watching(port) as watched:
                await watched.connected()
                first.__exit__(None, None, None)
                await watched.until(lambda: watched.link._actor.connection is None)
                with pytest.raises(ExchangeAway, match="暂时没有连接"):
                    await watched.link.pause(SEAT, "empty")
                with AmiPeer(port=port) as second:
                    await watched.until(lambda: second.heard("QueuePause"))
                    assert second.heard("QueuePause")[0]["Reason"] == "empty"
                    await watched.until(lambda: not watched.link._actions._owed)

    asyncio.run(run())


def test_who_is_ready_again_owes_no_pause() -> None:
    async def run() -> None:
        with AmiPeer() as first:
            port = first.port
            async with watching(port) as watched:
                await watched.connected()
                first.__exit__(None, None, None)
                await watched.until(lambda: watched.link._actor.connection is None)
                for ask in (watched.link.pause(SEAT, "meal"), watched.link.ready(SEAT)):
                    with pytest.raises(ExchangeAway):
                        await ask
                assert watched.link._actions._owed == {}

    asyncio.run(run())


def test_a_desk_that_fails_does_not_stop_the_others() -> None:
    async def run() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                watched.link._tell.insert(0, lambda change: 1 / 0)
                await watched.connected()
                peer.tell(*READY)
                await watched.until(lambda: watched.states()[-1:] == ["ready"])
                assert watched.link.counts.faults > 0

    asyncio.run(run())
