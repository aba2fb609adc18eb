"""The link on a real exchange: what the scenes of tests/data/ami say still holds, and what no scene can show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from cases.clock import clock
from cases.events import Fact, LinkRestored, SeatPaused, SeatReady
from exchange.phone import Phone
from exchange.plan import ExchangePlan
from seats.line import Timings
from seats.link import Link, LinkPlan
from seats.states import CallChanged, Change, LiveCall, SeatChanged
from seats.steps import CloseMissed, Ended, Step, Told
from tests.e2e.exchanges import wait_until
from tests.e2e.phones import citizen, seat
from tests.fakes.ami_scenes import SEAT, UNIT, directory

pytestmark = pytest.mark.e2e
NUMBER = "05385550177"
CALM, LOOKING = Timings(), Timings(heal_every=0.1, settle=0.1)


class Desk:
    """A link, and what it told."""

    def __init__(self, plan: ExchangePlan, timings: Timings) -> None:
        self.steps: list[Step] = []
        self.changes: list[Change] = []
        secrets = plan.secrets
        told = LinkPlan("127.0.0.1", plan.ports.ami, secrets.reader, secrets.actor, UNIT, plan.tiers.wrap_up_s, timings)
        self.link = Link(told, directory(), clock(), self.steps.append)
        self.link.on_change(self.changes.append)

    def states(self) -> list[str]:
        return [c.seat.state for c in list(self.changes) if isinstance(c, SeatChanged) and c.seat.number == SEAT]

    def kinds(self) -> list[str]:
        return [type(step).__name__ for step in list(self.steps)]

    def ended(self) -> list[Ended]:
        return [step for step in list(self.steps) if isinstance(step, Ended)]

    def facts(self) -> list[Fact]:
        return [step.fact for step in list(self.steps) if isinstance(step, Told)]

    def calls(self) -> tuple[LiveCall, ...]:
        return self.link.snapshot().calls

    async def until(self, what: Callable[[], object], seconds: float = 15) -> None:
        await asyncio.to_thread(wait_until, what, seconds)

    def forget(self) -> None:
        self.steps.clear()
        self.changes.clear()


@asynccontextmanager
async def desk_at(plan: ExchangePlan, timings: Timings = CALM) -> AsyncIterator[Desk]:
    """Connected, with the seat ready."""
    desk = Desk(plan, timings)
    running = asyncio.create_task(desk.link.run())
    try:
        await desk.until(lambda: desk.link.connected and desk.link._actor.connection)
        await desk.link.ready(SEAT)
        await desk.until(lambda: desk.link.picture.seats[SEAT].shown.state == "ready")
        desk.forget()
        yield desk
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def test_an_answered_call_goes_as_the_scene_says(plan: ExchangePlan) -> None:
    async def run(phone: Phone, caller: Phone) -> None:
        async with desk_at(plan) as desk:
            caller.dial("12389")
            await asyncio.to_thread(phone.wait_until_ringing)
            await desk.until(lambda: desk.states() == ["ringing"])
            rung = [c.call for c in desk.changes if isinstance(c, CallChanged)][-1]
            assert (rung.caller, rung.unit, rung.queue, rung.called) == (NUMBER, UNIT, f"unit-{UNIT}", "12389")
            await asyncio.to_thread(phone.accept)
            await desk.until(lambda: desk.states() == ["ringing", "talking"])
            caller.hang_up()
            await desk.until(desk.ended)
            assert desk.kinds() == ["Seen", "Seen", "Rang", "Seen", "Ended"]
            await desk.until(lambda: desk.states() == ["ringing", "talking", "ready"])
            assert desk.link.counts.faults == 0

    with seat(plan, SEAT) as phone, citizen(plan, NUMBER) as caller:
        asyncio.run(run(phone, caller))


def test_a_link_cut_in_mid_call_comes_back_to_the_same_call(plan: ExchangePlan) -> None:
    async def run(phone: Phone, caller: Phone) -> None:
        async with desk_at(plan) as desk:
            caller.dial("12389")
            await asyncio.to_thread(phone.wait_until_ringing)
            await asyncio.to_thread(phone.accept)
            await desk.until(lambda: desk.states()[-1:] == ["talking"])
            (before,) = desk.calls()
            assert desk.link._reader.connection is not None
            desk.link._reader.connection.drop("test")
            await desk.until(lambda: LinkRestored(calls=1) in desk.facts())
            assert desk.calls() == (before,)
            await desk.link.hang_up(before.call_id)
            await desk.until(desk.ended)
            (ended,) = desk.ended()
            assert ended.call == before

    with seat(plan, SEAT) as phone, citizen(plan, NUMBER) as caller:
        asyncio.run(run(phone, caller))


def test_a_call_that_ended_while_the_link_was_away_is_closed(plan: ExchangePlan) -> None:
    async def run(phone: Phone, caller: Phone) -> None:
        async with desk_at(plan) as desk:
            caller.dial("12389")
            await asyncio.to_thread(phone.wait_until_ringing)
            await asyncio.to_thread(phone.accept)
            await desk.until(lambda: desk.states()[-1:] == ["talking"])
            # Deaf, not cut: the events are lost and only the lists can tell.
            assert desk.link._inbox is not None
            desk.link._inbox._held = True
            caller.hang_up()
            await asyncio.to_thread(caller.wait_until_ended)
            assert desk.link._reader.connection is not None
            desk.link._reader.connection.drop("test")
            await desk.until(desk.ended)
            assert desk.calls() == ()
            await desk.until(lambda: desk.link.picture.seats[SEAT].shown.state == "ready")

    with seat(plan, SEAT) as phone, citizen(plan, NUMBER) as caller:
        asyncio.run(run(phone, caller))


def test_looking_all_the_time_finds_no_difference_in_a_call(plan: ExchangePlan) -> None:
    async def run(phone: Phone, caller: Phone) -> None:
        async with desk_at(plan, LOOKING) as desk:
            for _ in range(2):
                caller.dial("12389")
                await asyncio.to_thread(phone.wait_until_ringing)
                await desk.until(lambda: looks(desk) > 2)
                await asyncio.to_thread(phone.accept)
                desk.steps[:] = [step for step in desk.steps if not isinstance(step, CloseMissed)]
                await desk.until(lambda: looks(desk) > 2)
                caller.hang_up()
                await asyncio.to_thread(caller.wait_until_ended)
                desk.steps[:] = [step for step in desk.steps if not isinstance(step, CloseMissed)]
                await desk.until(lambda: looks(desk) > 2)
            assert desk.facts() == []
            assert [step.outcome for step in desk.ended()] == ["abandoned"] * 2
            assert desk.link.counts.connects == 1

    def looks(desk: Desk) -> int:
        return desk.kinds().count("CloseMissed")

    with seat(plan, SEAT) as phone, citizen(plan, NUMBER) as caller:
        asyncio.run(run(phone, caller))


def test_a_pause_survives_that_the_queues_are_read_again(plan: ExchangePlan) -> None:
    async def run() -> None:
        async with desk_at(plan) as desk:
            await desk.link.pause(SEAT, "meal")
            await desk.until(lambda: desk.states() == ["paused"])
            await desk.link.reload_queues()
            await desk.link.ready(SEAT)
            await desk.until(lambda: desk.states() == ["paused", "ready"])
            assert desk.facts() == [SeatPaused(seat=SEAT, unit=UNIT, reason="meal"), SeatReady(seat=SEAT, unit=UNIT)]

    with seat(plan, SEAT):
        asyncio.run(run())


def test_a_callers_name_cannot_lie_about_the_number(plan: ExchangePlan) -> None:
    async def run(phone: Phone, caller: Phone) -> None:
        async with desk_at(plan) as desk:
            caller.dial("12389")
            await asyncio.to_thread(phone.wait_until_ringing)
            await desk.until(lambda: desk.states() == ["ringing"])
            (call,) = desk.calls()
            assert call.caller == NUMBER
            caller.hang_up()
            await desk.until(desk.ended)
            assert desk.ended()[0].outcome == "abandoned"

    with seat(plan, SEAT) as phone, citizen(plan, NUMBER, name="X, CallerIDNum: 110 Event: Hangup") as caller:
        asyncio.run(run(phone, caller))
