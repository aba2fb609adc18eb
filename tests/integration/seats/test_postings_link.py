"""What moving a seat asks of the exchange by AMI, and how the link keeps it so."""

from __future__ import annotations

import asyncio

import pytest

from cases.postings import ASIDE, FIRST
from seats.actions import ExchangeAway, RefusedByExchange
from tests.fakes.ami_peer import AmiPeer
from tests.fakes.ami_scenes import PROVINCE_SEAT, SEAT, UNIT
from tests.integration.seats.link_world import CALM, QUICK, Watched, watching

PROVINCE = "370000"
ACTIONS = ("QueueAdd", "QueueRemove", "QueuePenalty", "QueuePause")


def heard(peer: AmiPeer) -> list[tuple[str, str, str, str]]:
    return [
        (sent["Action"], sent["Interface"], sent.get("Queue", ""), sent.get("Penalty", sent.get("Paused", "")))
        for sent in peer.actions
        if sent.get("Action") in ACTIONS and sent.get("Queue")
    ]


def member(interface: str, queue: str, penalty: int, event: str = "QueueMemberAdded", paused: str = "0") -> bytes:
    keys = {
        "Event": event, "Queue": queue, "MemberName": interface[6:11], "Interface": interface, "Penalty": str(penalty),
        "Paused": paused, "Status": "1", "LastCall": "0",
    }  # fmt: skip
    return "\r\n".join(f"{key}: {value}" for key, value in keys.items()).encode()


def queues(watched: Watched, seat: str = SEAT) -> tuple[str, ...]:
    return watched.link.picture.seats[seat].shown.queues


def test_a_seat_is_added_where_it_is_no_member_and_steps_aside_where_it_stays_one() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.dispatch.post({SEAT: {PROVINCE: FIRST, UNIT: ASIDE}})
                assert heard(peer) == [
                    ("QueueAdd", f"PJSIP/{SEAT}", "unit-370000", "1"),
                    ("QueuePenalty", f"PJSIP/{SEAT}", "unit-370900", "9"),
                    ("QueueAdd", f"PJSIP/{SEAT}w", "unit-370000", "1"),
                    ("QueuePenalty", f"PJSIP/{SEAT}w", "unit-370900", "9"),
                ]
                adds = peer.heard("QueueAdd")
                assert [(add["MemberName"], add["Paused"]) for add in adds] == [(SEAT, "true")] * 2
                assert queues(watched) == (PROVINCE,)
                await watched.link.dispatch.post({})
                assert heard(peer)[4:] == [
                    ("QueueRemove", f"PJSIP/{SEAT}", "unit-370000", ""),
                    ("QueuePenalty", f"PJSIP/{SEAT}", "unit-370900", "1"),
                    ("QueueRemove", f"PJSIP/{SEAT}w", "unit-370000", ""),
                    ("QueuePenalty", f"PJSIP/{SEAT}w", "unit-370900", "1"),
                ]
                assert queues(watched) == ()

    asyncio.run(story())


def test_a_seat_above_comes_to_the_first_line_by_its_penalty_and_goes_back_to_its_level() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.dispatch.post({PROVINCE_SEAT: {UNIT: FIRST}})
                await watched.link.dispatch.post({})
                assert [one for one in heard(peer) if not one[1].endswith("w")] == [
                    ("QueuePenalty", f"PJSIP/{PROVINCE_SEAT}", "unit-370900", "1"),
                    ("QueuePenalty", f"PJSIP/{PROVINCE_SEAT}", "unit-370900", "2"),
                ]

    asyncio.run(story())


def test_what_the_exchange_lost_is_made_up_for_by_comparison() -> None:
    """The lists of the peer never have the membership: as after each new start of Asterisk."""

    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, QUICK) as watched:
                await watched.connected()
                await watched.link.dispatch.post({SEAT: {PROVINCE: FIRST}})
                adds = len(peer.heard("QueueAdd"))
                await watched.until(lambda: len(peer.heard("QueueAdd")) > adds)

    asyncio.run(story())


def test_a_new_connection_brings_the_seat_back_to_the_other_queue() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port, CALM) as watched:
                await watched.connected()
                await watched.link.dispatch.post({SEAT: {PROVINCE: FIRST}})
                peer.reader().cut()
                await watched.until(lambda: len(peer.heard("QueueAdd")) == 4)

    asyncio.run(story())


def test_what_somebody_else_changed_is_put_back() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.dispatch.post({})
                peer.tell(member(f"PJSIP/{SEAT}", "unit-370000", 5))
                await watched.until(lambda: heard(peer) == [("QueueRemove", f"PJSIP/{SEAT}", "unit-370000", "")])
                peer.tell(member(f"PJSIP/{SEAT}", "unit-370900", 7, "QueueMemberPenalty"))
                await watched.until(lambda: heard(peer)[1:] == [("QueuePenalty", f"PJSIP/{SEAT}", "unit-370900", "1")])

    asyncio.run(story())


def test_until_the_orders_are_known_a_seat_stays_where_it_was_moved() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                peer.tell(member(f"PJSIP/{SEAT}", "unit-370000", 1))
                await watched.until(lambda: queues(watched) == (UNIT, PROVINCE))
                assert watched.link._members.due() == []

    asyncio.run(story())


def test_a_member_that_was_added_while_its_seat_paused_is_paused_too() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                await watched.link.dispatch.post({SEAT: {PROVINCE: FIRST}})
                peer.tell(member(f"PJSIP/{SEAT}", "unit-370000", 1, "QueueMemberPause"))
                await watched.until(lambda: ("QueuePause", f"PJSIP/{SEAT}", "unit-370000", "true") in heard(peer))

    asyncio.run(story())


def test_what_cannot_be_done_now_is_told_and_followed_when_it_can() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                with pytest.raises(ExchangeAway):
                    await watched.link.dispatch.post({SEAT: {PROVINCE: FIRST}})
                await watched.until(lambda: len(peer.heard("QueueAdd")) == 2)
                peer.refuses["QueuePenalty"] = "Permission denied"
                with pytest.raises(RefusedByExchange):
                    await watched.link.dispatch.post({PROVINCE_SEAT: {UNIT: FIRST}})

    asyncio.run(story())
