"""调配: seats that serve other queues, as the orders in the rows say; made true again at the exchange.

The link keeps what was last ordered and compares; Asterisk forgets it when it starts anew.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from cases.postings import Penalties, penalties
from cases.units import Directory
from seats.actions import NotDone
from store.unit_of_work import Store

AGAIN_S = 1.0


class PostsSeats(Protocol):
    async def post(self, wanted: Mapping[str, Penalties]) -> None: ...


class Postings:
    def __init__(self, store: Store, directory: Directory, exchange: PostsSeats) -> None:
        self._store, self._directory, self._exchange = store, directory, exchange
        self._turn = asyncio.Lock()
        self._due = asyncio.Event()
        self._due.set()

    def is_due(self) -> None:
        """The exchange may have been told what does not hold."""
        self._due.set()

    async def apply(self) -> None:
        """What holds. Raises NotDone; the exchange follows when it is back."""
        async with self._turn:
            await self._exchange.post(await run_in_threadpool(self._wanted, 0))

    async def lift(self, dispatch: int, mark: Callable[[], Awaitable[None]]) -> None:
        """An order is undone: at the exchange, then in its row. Raises NotDone; then it holds on."""
        async with self._turn:
            try:
                await self._exchange.post(await run_in_threadpool(self._wanted, dispatch))
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
                await self._apply_in_the_end()

    async def _apply_in_the_end(self) -> None:
        try:
            await self.apply()
        except SQLAlchemyError:
            self.is_due()
            await asyncio.sleep(AGAIN_S)

    def _wanted(self, without: int) -> dict[str, Penalties]:
        with self._store.reading() as work:
            return penalties(work.dispatches.postings(without), self._directory)
