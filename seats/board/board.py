"""The board of one service: what it shows, who looks at it, and the beat in which it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from redis import Redis

from cases.units import Directory
from seats.board.alarms import AlarmRows
from seats.board.closed import ClosedCalls
from seats.board.feed import Feed
from seats.board.figures import TodaysFigures
from seats.board.groups import Groups
from seats.board.ledger import Ledger, Subject
from seats.board.names import Names
from seats.board.picture import LivePicture
from seats.board.sheet import Body, Sheet
from seats.board.watch import Watch, WatchPlan
from seats.caller import Places
from seats.hub import Exchange
from seats.matters.hand_up import HandsUp
from seats.outbox import SIGNED_OUT
from seats.states import Change
from store.unit_of_work import Store

BATCH_S = 0.05
ALIVE_EVERY_S = 15.0
"""The browser takes a longer silence for a dead line."""


class Board:
    """Lives in the event loop. What happens within a batch goes out together, a seat that changed twice once."""

    def __init__(
        self, exchange: Exchange, places: Places, directory: Directory, store: Store, redis: Redis, plan: WatchPlan
    ) -> None:
        self._store, self._redis, self._directory = store, redis, directory
        self.sheet = Sheet()
        self._groups = Groups(self.sheet, store.clock)
        self._names = Names(store)
        self.picture = LivePicture(exchange, self.sheet, places, self._names.ask, directory)
        self._names.on_name(self.picture.named)
        self.watch = Watch(exchange, self.picture, directory, store, plan)
        self._due: asyncio.TimerHandle | None = None
        self.sheet.on_change(self._soon)

    def changed(self, change: Change) -> None:
        """For `Link.on_change`."""
        self.picture.changed(change)

    def join(self, units: frozenset[str], session: str, marks: frozenset[str]) -> Feed:
        return self._groups.join(units, session, marks)

    def join_wall(self, units: frozenset[str], session: str, head: dict[str, Any]) -> Feed:
        """For a screen that nobody is signed in at: no personal data. `head`: what its snapshot tells besides."""
        return self._groups.join_wall(units, session, head)

    def sessions(self) -> frozenset[str]:
        """Of those who look now."""
        return frozenset(feed.session for feed in self._groups.feeds())

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
        ledger = Ledger(self._store, self._redis, self._subjects(asyncio.get_running_loop()))
        ledger.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._beat())
                tasks.create_task(self.watch.run())
        finally:
            ledger.stop()

    async def _beat(self) -> None:
        while True:
            self._names.start()
            await asyncio.sleep(ALIVE_EVERY_S)
            self._groups.alive()

    def _subjects(self, loop: asyncio.AbstractEventLoop) -> list[Subject]:
        """They run in the ledger's thread; what they show is put on the sheet in the loop."""

        def in_loop(show: Callable[..., None]) -> Callable[..., None]:
            def shown(*what: Any) -> None:
                with suppress(RuntimeError):  # the loop closed while the thread was reading
                    loop.call_soon_threadsafe(show, *what)

            return shown

        clock, ministry = self._store.clock, self._directory.ministry.code
        return [
            TodaysFigures(clock, in_loop(self._show_figures)),
            AlarmRows(self._store, clock, ministry, in_loop(self._show_alarm)),
            ClosedCalls(clock, in_loop(self.picture.close)),
            HandsUp(self._store, self._directory),
        ]

    def _show_figures(self, units: dict[str, Body]) -> None:
        for unit, body in units.items():
            self.sheet.put("units", unit, unit, body)
        for unit in set(self.sheet.keys("units")) - units.keys():
            self.sheet.drop("units", unit)

    def _show_alarm(self, alarm: int, unit: str, body: Body | None, closed: frozenset[str], bare: Body | None) -> None:
        if body is None:
            self.sheet.drop("alarms", str(alarm))
        else:
            self.sheet.put("alarms", str(alarm), unit, body, closed, bare)

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
