"""调配: seats that serve other queues, as the orders in the rows say; made true again at the exchange.

The link keeps what was last ordered and compares; Asterisk forgets it when it starts anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from cases.postings import Penalties, penalties
from cases.units import Directory
from seats.dispatch.due import Due
from store.unit_of_work import Store


class PostsSeats(Protocol):
    async def post(self, wanted: Mapping[str, Penalties]) -> None: ...


class Postings(Due):
    def __init__(self, store: Store, directory: Directory, exchange: PostsSeats) -> None:
        super().__init__()
        self._store, self._directory, self._exchange = store, directory, exchange
        self.is_due()

    async def apply(self) -> None:
        """What holds. Raises NotDone; the exchange follows when it is back."""
        async with self._turn:
            await self._exchange.post(await run_in_threadpool(self._wanted, 0))

    async def lift(self, dispatch: int, mark: Callable[[], Awaitable[None]]) -> None:
        """An order is undone: at the exchange, then in its row. Raises NotDone; then it holds on."""
        async with self._lifting():
            await self._exchange.post(await run_in_threadpool(self._wanted, dispatch))
            await mark()

    async def _apply_all(self) -> None:
        await self.apply()

    def _wanted(self, without: int) -> dict[str, Penalties]:
        with self._store.reading() as work:
            return penalties(work.dispatches.postings(without), self._directory)
