"""溢出: whether a unit's callers get to the levels above, as the last order says; made true again at the exchange.

Asterisk keeps it in a global of its own, so it holds while this service is away, and not over a restart of Asterisk.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from seats.actions import NotDone
from seats.dispatch.due import Due
from store.unit_of_work import Store


class SetsOverflow(Protocol):
    async def set_overflow(self, unit: str, state: str) -> None: ...


class Overflow(Due):
    def __init__(self, store: Store, exchange: SetsOverflow) -> None:
        super().__init__()
        self._store, self._exchange = store, exchange

    def states(self, units: Collection[str], without: int = 0) -> dict[str, str]:
        """`open`, `closed` or empty (the normal rule), of those units that ever had an order. `without`: as if this
        order were undone."""
        with self._store.reading() as work:
            return {unit: state for unit, state in work.dispatches.overflow(without=without).items() if unit in units}

    async def apply(self, unit: str) -> None:
        """What the unit's last order says. Raises NotDone; then it is due."""
        async with self._turn:
            states = await run_in_threadpool(self.states, (unit,))
            try:
                await self._exchange.set_overflow(unit, states.get(unit, ""))
            except NotDone:
                self.is_due()
                raise

    async def lift(self, unit: str, dispatch: int, mark: Callable[[], Awaitable[None]]) -> None:
        """An order is undone: at the exchange, then in its row. Raises NotDone; then it holds on."""
        async with self._lifting():
            states = await run_in_threadpool(self.states, (unit,), dispatch)
            await self._exchange.set_overflow(unit, states.get(unit, ""))
            await mark()

    async def _apply_all(self) -> None:
        for unit in await run_in_threadpool(self._ordered):
            await self.apply(unit)

    def _ordered(self) -> list[str]:
        with self._store.reading() as work:
            return list(work.dispatches.overflow())
