"""Whether somebody is there for a unit's callers, as the exchange is told by AMI."""

from __future__ import annotations

import asyncio

import pytest

from seats.attendance import is_there
from seats.pauses import EMPTY, SAT_DOWN, SUPERVISOR, WRAP_UP, PauseReason
from seats.seat_view import FREE, OFFLINE, SeatView
from seats.snapshot import MemberSeen
from tests.fakes.ami_peer import AmiPeer
from tests.fakes.ami_scenes import AT, SEAT, UNIT, directory
from tests.integration.seats.link_world import Watched, watching

MINISTRY, PROVINCE = "000000", "370000"


def told(peer: AmiPeer) -> list[tuple[str, str]]:
    sets = [sent for sent in peer.heard("Setvar") if sent["Variable"].startswith("NOBODY_")]
    return [(sent["Variable"].removeprefix("NOBODY_"), sent.get("Value", "")) for sent in sets]


def member(status: int = FREE, reason: str = "", penalty: str = "1", queue: str = UNIT) -> bytes:
    keys = {
        "Event": "QueueMemberPause", "Queue": f"unit-{queue}", "MemberName": SEAT, "Interface": f"PJSIP/{SEAT}",
        "Penalty": penalty, "Paused": "1" if reason else "0", "PausedReason": reason, "Status": str(status),
    }  # fmt: skip
    return "\r\n".join(f"{key}: {value}" for key, value in keys.items()).encode()


async def quiet(watched: Watched, peer: AmiPeer) -> None:
    await watched.connected()
    await watched.until(lambda: {unit for unit, _ in told(peer)} == {MINISTRY, PROVINCE, UNIT})


@pytest.mark.parametrize(
    ("status", "reason", "there"),
    [
        (FREE, "", True),
        (2, "", True),
        (FREE, WRAP_UP, True),
        (FREE, PauseReason.BREAK, True),
        (FREE, PauseReason.MEAL, False),
        (FREE, PauseReason.AWAY, False),
        (2, PauseReason.MEETING, False),
        (FREE, EMPTY, False),
        (FREE, SAT_DOWN, False),
        (FREE, SUPERVISOR, False),
        (OFFLINE[-1], "", False),
        (OFFLINE[-1], WRAP_UP, False),
    ],
)
def test_a_caller_waits_for_who_is_back_in_a_moment(status: int, reason: str, there: bool) -> None:
    view = SeatView(directory().seat(SEAT), AT)
    view.take(MemberSeen(view.interface, status, bool(reason), reason, 0))
    view.show(AT)
    assert is_there(view) is there


def test_every_unit_is_told_of_after_a_connect_and_then_what_changes() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await quiet(watched, peer)
                assert dict(told(peer)) == {MINISTRY: "1", PROVINCE: "1", UNIT: "1"}
                peer.tell(member())
                await watched.until(lambda: told(peer)[3:] == [(UNIT, "")])
                peer.tell(member(reason=WRAP_UP))
                peer.tell(member(reason=EMPTY))
                await watched.until(lambda: told(peer)[4:] == [(UNIT, "1")])

    asyncio.run(story())


def test_an_exchange_that_started_anew_is_told_again() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await quiet(watched, peer)
                peer.reader().cut()
                await watched.until(lambda: len(told(peer)) == 6)

    asyncio.run(story())


def test_who_was_moved_is_there_for_the_callers_of_the_other_unit() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await quiet(watched, peer)
                peer.tell(member(), member(queue=PROVINCE), member(penalty="9"))
                await watched.until(lambda: dict(told(peer)) == {MINISTRY: "1", PROVINCE: "", UNIT: "1"})

    asyncio.run(story())


def test_what_the_exchange_refused_is_told_again() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            peer.refuses["Setvar"] = "Permission denied"
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.until(lambda: len(told(peer)) > 1)
                assert not watched.link.unattended(MINISTRY)
                peer.refuses.clear()
                await watched.until(lambda: watched.link.unattended(MINISTRY))

    asyncio.run(story())
