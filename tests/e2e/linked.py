"""The service's link on a real exchange, its loop in a thread, and all that it told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from cases.clock import clock
from cases.events import Fact
from cases.organs import Tier, Unit
from cases.units import Directory
from exchange.plan import ExchangePlan
from seats.line import Timings
from seats.link import Link, LinkPlan
from seats.states import Change, LiveCall, SeatChanged
from seats.steps import Step, Told
from tests.e2e.exchanges import wait_until

UNIT = "370900"


def directory() -> Directory:
    """The units of `exchanges.UNITS`."""
    return Directory(
        [
            Unit("000000", "部", "部", Tier.MINISTRY, None, 8, (), "24h"),
            Unit("370000", "山东", "山东", Tier.PROVINCE, "000000", 2, (), "24h"),
            Unit("370900", "泰安", "泰安", Tier.CITY, "370000", 1, ("0538",), "24h"),
            Unit("371000", "威海", "威海", Tier.CITY, "370000", 1, ("0631",), "24h"),
        ]
    )


class Linked:
    def __init__(self, plan: ExchangePlan, timings: Timings, wrap_up_s: float) -> None:
        told = LinkPlan(
            "127.0.0.1", plan.ports.ami, plan.secrets.reader, plan.secrets.actor, UNIT, wrap_up_s, timings,
            {"meal": 1800},
        )  # fmt: skip
        self.steps: list[Step] = []
        self.changes: list[Change] = []
        self.link = Link(told, directory(), clock(), self.steps.append)
        self.link.on_change(self.changes.append)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(self.link.run())
        self._loop.run_until_complete(asyncio.gather(self._task, return_exceptions=True))
        self._loop.close()

    def start(self) -> None:
        self._thread.start()
        wait_until(lambda: self.link.connected and self.link._actor.connection)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Safe to repeat."""
        if not self.alive:
            return
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(10)

    def do(self, asked: Coroutine[Any, Any, object]) -> None:
        asyncio.run_coroutine_threadsafe(asked, self._loop).result(15)

    def state(self, seat: str) -> str:
        return self.link.picture.seats[seat].shown.state

    def peer(self, seat: str) -> str:
        return self.link.picture.seats[seat].shown.peer

    def until(self, seat: str, state: str, seconds: float = 15) -> None:
        def there() -> bool:
            return self.state(seat) == state

        try:
            wait_until(there, seconds)
        except AssertionError:
            raise AssertionError(f"{seat} is {self.state(seat)}, not {state}: {self.facts()}") from None

    def until_told(self, kind: str, seconds: float = 15) -> Fact:
        wait_until(lambda: any(fact.kind == kind for fact in self.facts()), seconds)
        return next(fact for fact in self.facts() if fact.kind == kind)

    def facts(self) -> list[Fact]:
        return [step.fact for step in list(self.steps) if isinstance(step, Told)]

    def told(self) -> list[str]:
        return [fact.kind for fact in self.facts() if fact.kind not in ("SeatPaused", "SeatReady", "WrapUpEnded")]

    def states(self, seat: str) -> list[str]:
        shown = [c.seat.state for c in list(self.changes) if isinstance(c, SeatChanged) and c.seat.number == seat]
        return [state for i, state in enumerate(shown) if i == 0 or shown[i - 1] != state]

    def calls(self) -> tuple[LiveCall, ...]:
        return self.link.snapshot().calls


@contextmanager
def linked(plan: ExchangePlan, timings: Timings | None = None, wrap_up_s: float = 1.0) -> Iterator[Linked]:
    made = Linked(plan, timings or Timings(), wrap_up_s)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def is_quiet(exchange_command: Callable[[str], str]) -> bool:
    return "0 active channels" in exchange_command("core show channels")
