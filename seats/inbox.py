"""From the thread that reads a connection to the event loop, in order, without flooding either."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from seats.ami_text import AmiEvent

A_TURN = 200
"""Events taken in one turn of the loop: a storm must not keep the desks' messages waiting."""
FULL = 200_000
"""So many events behind, and the reader waits; Asterisk then waits or drops us, and we look anew."""


class Inbox:
    """Held until released: what comes before the snapshot is taken in after it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, take: Callable[[AmiEvent], None]) -> None:
        self._loop, self._take = loop, take
        self._events: deque[AmiEvent] = deque()
        self._awake = False
        self._held = True
        self._closed = False

    def __len__(self) -> int:
        return len(self._events)

    def put(self, event: AmiEvent) -> None:
        """In the reader's thread."""
        if self._closed:
            return
        self._events.append(event)
        if not self._awake and not self._held:
            self._awake = True
            self._loop.call_soon_threadsafe(self._drain)
        while len(self._events) > FULL and not self._held and not self._closed:
            time.sleep(0.01)

    def release(self) -> None:
        self._held = False
        self._drain()

    def close(self) -> None:
        """What is still in it belongs to a connection that is gone."""
        self._closed = True
        self._events.clear()

    def _drain(self) -> None:
        self._awake = False
        for _ in range(min(A_TURN, len(self._events))):
            self._take(self._events.popleft())
        if self._events and not self._awake:
            self._awake = True
            self._loop.call_soon(self._drain)
