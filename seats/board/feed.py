"""What waits to be sent to one board. Who reads too slowly loses what waits and goes on with a snapshot."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

LONGEST = 60
"""Batches: three seconds of a storm."""


class Feed:
    def __init__(
        self, session: str, snapshot: Callable[[], str], longest: int = LONGEST, marks: frozenset[str] = frozenset()
    ) -> None:
        """`marks`: what closes a call to who looks."""
        self.session, self.marks = session, marks
        self._snapshot, self._longest = snapshot, longest
        self._waiting: deque[str] = deque()
        self._behind = True
        """The next that is sent is a snapshot."""
        self._bell, self._closed = asyncio.Event(), asyncio.Event()
        self._bell.set()
        self._code = 0

    def put(self, text: str) -> None:
        if self._behind:
            return  # the snapshot will have it
        if len(self._waiting) >= self._longest:
            self._waiting.clear()
            self._behind = True
        else:
            self._waiting.append(text)
        self._bell.set()

    async def get(self) -> str:
        while not self._behind and not self._waiting:
            self._bell.clear()
            await self._bell.wait()
        if self._behind:
            self._behind = False
            return self._snapshot()
        return self._waiting.popleft()

    def close(self, code: int) -> None:
        self._code = self._code or code
        self._closed.set()

    async def until_closed(self) -> int:
        """The code to close with."""
        await self._closed.wait()
        return self._code
