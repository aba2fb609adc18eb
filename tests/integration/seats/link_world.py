"""A link of the service's own making, facing a peer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from cases.clock import clock
from cases.events import Fact
from seats.line import Timings
from seats.link import Link, LinkPlan
from seats.states import Change, SeatChanged
from seats.steps import Step, Told
from tests.fakes.ami_peer import SECRETS, WITHIN_S
from tests.fakes.ami_scenes import SEAT, UNIT, WRAP_UP_S, directory

QUICK = Timings(
    first_pause=0.01, longest_pause=0.05, quiet=0.1, dead_after=0.3, answer=0.5, snapshot=1.0, heal_every=0.2,
    settle=0.01, tick=0.02,
)  # fmt: skip
CALM = Timings(first_pause=0.01, longest_pause=0.05, heal_every=600.0, settle=0.01, tick=0.02)


class Watched:
    """A link, and all that it told."""

    def __init__(self, port: int, timings: Timings = CALM, reader_secret: str = SECRETS["reader"]) -> None:
        plan = LinkPlan("127.0.0.1", port, reader_secret, SECRETS["actor"], UNIT, WRAP_UP_S, timings)
        self.steps: list[Step] = []
        self.changes: list[Change] = []
        self.link = Link(plan, directory(), clock(), self.steps.append)
        self.link.on_change(self.changes.append)

    @property
    def facts(self) -> list[Fact]:
        return [step.fact for step in list(self.steps) if isinstance(step, Told)]

    def kinds(self) -> list[str]:
        return [type(step).__name__ for step in list(self.steps)]

    def states(self, seat: str = SEAT) -> list[str]:
        return [c.seat.state for c in list(self.changes) if isinstance(c, SeatChanged) and c.seat.number == seat]

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(WITHIN_S):
            while not true():
                await asyncio.sleep(0.005)

    async def connected(self) -> None:
        await self.until(lambda: self.link.connected and self.link._actor.connection)


@asynccontextmanager
async def watching(port: int, timings: Timings = CALM, secret: str = SECRETS["reader"]) -> AsyncIterator[Watched]:
    """Without waiting for the connection."""
    watched = Watched(port, timings, secret)
    running = asyncio.create_task(watched.link.run())
    try:
        yield watched
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
