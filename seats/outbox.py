"""What waits to be sent to one browser: bounded, so that a slow one costs itself a new snapshot and nobody memory."""

from __future__ import annotations

import asyncio
from collections import deque

LONGEST = 256
TOO_SLOW, SIGNED_OUT = 4408, 4401
"""Close codes: 4401 asks for a new sign-in, 4408 for a new connection with a new snapshot."""


class Outbox:
    """Each message gets the next number: a gap tells the browser to ask for a new snapshot."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._waiting: deque[str] = deque()
        self._bell = asyncio.Event()
        self._seq = 0
        self._closed = asyncio.Event()
        self._code: int | None = None

    def put(self, body: str) -> None:
        """`body` is a JSON object; its number is put in front."""
        if len(self._waiting) >= self._longest:
            self.close(TOO_SLOW)
        if self._code is None:
            self._seq += 1
            self._waiting.append(f'{{"seq":{self._seq},{body[1:]}')
            self._bell.set()

    def close(self, code: int) -> None:
        """What waits is dropped: the reader gets a snapshot when it comes back."""
        if self._code is None:
            self._code = code
            self._waiting.clear()
            self._closed.set()

    async def until_closed(self) -> int:
        """The code to close with."""
        await self._closed.wait()
        return self._code or 0

    async def get(self) -> str:
        while not self._waiting:
            self._bell.clear()
            await self._bell.wait()
        return self._waiting.popleft()
