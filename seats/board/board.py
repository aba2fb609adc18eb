"""The board of one service: what it shows, who looks at it, and the beat in which it is sent."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from seats.board.feed import Feed
from seats.board.groups import Groups
from seats.board.names import Names
from seats.board.picture import LivePicture
from seats.board.sheet import Sheet
from seats.caller import Places
from seats.hub import Exchange
from seats.outbox import SIGNED_OUT
from seats.states import Change
from store.unit_of_work import Store

BATCH_S = 0.05
ALIVE_EVERY_S = 15.0
"""The browser takes a longer silence for a dead line."""


class Board:
    """Lives in the event loop. What happens within a batch goes out together, a seat that changed twice once."""

    def __init__(self, exchange: Exchange, places: Places, store: Store) -> None:
        self.sheet = Sheet()
        self._groups = Groups(self.sheet, store.clock)
        self._names = Names(store)
        self.picture = LivePicture(exchange, self.sheet, places, self._names.ask)
        self._names.on_name(self.picture.named)
        self._due: asyncio.TimerHandle | None = None
        self.sheet.on_change(self._soon)

    def changed(self, change: Change) -> None:
        """For `Link.on_change`."""
        self.picture.changed(change)

    def join(self, units: frozenset[str], session: str) -> Feed:
        return self._groups.join(units, session)

    def leave(self, feed: Feed) -> None:
        self._groups.leave(feed)

    def send(self) -> None:
        """What has changed, now: the timer calls it."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._groups.send()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._names.start()
            await asyncio.sleep(ALIVE_EVERY_S)
            self._groups.alive()

    def end_session(self, session: str) -> None:
        for feed in self._groups.feeds():
            if feed.session == session:
                feed.close(SIGNED_OUT)

    def close_all(self, code: int) -> None:
        for feed in self._groups.feeds():
            feed.close(code)

    def _soon(self) -> None:
        if self._due is None:
            with suppress(RuntimeError):  # before the loop runs nobody looks yet
                self._due = asyncio.get_running_loop().call_later(BATCH_S, self.send)
