"""溢出: whether a unit's callers get to the levels above, as the last order says; made true again at the exchange.

Asterisk keeps it in a global of its own, so it holds while this service is away, and not over a restart of Asterisk.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from seats.actions import NotDone
from store.unit_of_work import Store

AGAIN_S = 1.0


class SetsOverflow(Protocol):
    async def set_overflow(self, unit: str, state: str) -> None: ...


class Overflow:
    def __init__(self, store: Store, exchange: SetsOverflow) -> None:
        self._store, self._exchange = store, exchange
        self._turn = asyncio.Lock()
        self._due = asyncio.Event()

    def states(self, units: Collection[str], without: int = 0) -> dict[str, str]:
        """`open`, `closed` or empty (the normal rule), of those units that ever had an order. `without`: as if this
        order were undone."""
        with self._store.reading() as work:
            return {unit: state for unit, state in work.dispatches.overflow(without=without).items() if unit in units}

    def is_due(self) -> None:
        """The exchange may not have what was ordered: it is told again until it has."""
        self._due.set()

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
        async with self._turn:
            states = await run_in_threadpool(self.states, (unit,), dispatch)
            try:
                await self._exchange.set_overflow(unit, states.get(unit, ""))
                await mark()
            except BaseException:
                self.is_due()
                raise

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._due.wait()
            self._due.clear()
            with contextlib.suppress(NotDone):
                await self._apply_all()
            if self._due.is_set():
                await asyncio.sleep(AGAIN_S)

    async def _apply_all(self) -> None:
        try:
            units = await run_in_threadpool(self._ordered)
            for unit in units:
                await self.apply(unit)
        except SQLAlchemyError:
            self.is_due()

    def _ordered(self) -> list[str]:
        with self._store.reading() as work:
            return list(work.dispatches.overflow())
