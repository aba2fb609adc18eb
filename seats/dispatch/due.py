"""What was ordered is made true at the exchange: told again as long as it may not have it."""

from __future__ import annotations

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import SQLAlchemyError

from seats.actions import NotDone

AGAIN_S = 1.0


class Due(ABC):
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._due = asyncio.Event()

    def is_due(self) -> None:
        """The exchange may not have what was ordered, or have what does not hold."""
        self._due.set()

    @abstractmethod
    async def _apply_all(self) -> None:
        """What holds now. Raises NotDone, SQLAlchemyError."""

    @asynccontextmanager
    async def _lifting(self) -> AsyncIterator[None]:
        """An order is undone, at the exchange and then in its row; what fails on the way leaves it in force."""
        async with self._turn:
            try:
                yield
            except BaseException:
                self.is_due()
                raise

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._due.wait()
            self._due.clear()
            try:
                with contextlib.suppress(NotDone):
                    await self._apply_all()
            except SQLAlchemyError:
                self.is_due()
            if self._due.is_set():
                await asyncio.sleep(AGAIN_S)
