"""The time after a call: a pause of ours, so that the person can end it early or make it longer.

app_queue's own wrap-up can do neither; its two seconds (queues.conf) only bridge the moment until our pause is there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from cases.events import WrapUpExtended
from seats.actions import Actions, NotDone
from seats.pauses import WRAP_UP
from seats.phone.faults import NotTheMoment
from seats.picture import News, Picture
from seats.seat_view import SeatView
from seats.steps import Told

LONGEST = timedelta(minutes=30)
"""From now: who needs longer is busy with something else, and says with what."""


class WrapUps:
    def __init__(self, actions: Actions, picture: Picture, tell: Callable[[News], None]) -> None:
        self._actions, self._picture, self._tell = actions, picture, tell

    def due(self, at: datetime) -> tuple[list[str], list[str]]:
        """The seats to pause, and those whose time is over."""
        begun = [view.seat.number for view in self._in_wrap_up() if not view.paused and view.wraps_up(at)]
        over = [view.seat.number for view in self._in_wrap_up() if view.paused and not view.wraps_up(at)]
        return begun, over

    async def see_to(self, at: datetime) -> None:
        begun, over = self.due(at)
        # Each answer takes its time: what a person chose meanwhile stays.
        for seat in begun:
            if seat in self.due(at)[0]:
                await self._try(self._actions.pause(seat, WRAP_UP))
        for seat in over:
            if seat in self.due(at)[1]:
                await self._try(self._actions.ready(seat))

    async def extend(self, seat: str, by_s: int, at: datetime) -> None:
        """Raises NotDone."""
        view = self._of(seat)
        if not view.paused:
            await self._actions.pause(seat, WRAP_UP)
        self._picture.wrap_up(view, min(max(view.wrap_until, at) + timedelta(seconds=by_s), at + LONGEST))
        fact = WrapUpExtended(unit=view.seat.unit, seat=seat, by_s=by_s)
        self._tell(News(list(view.show(at)), [Told(fact, at)]))

    async def end(self, seat: str) -> None:
        """Raises NotDone."""
        self._of(seat)
        await self._actions.ready(seat)

    def _of(self, seat: str) -> SeatView:
        view = self._picture.seats[seat]
        if view.shown.state != "wrap_up":
            raise NotTheMoment("当前不在整理状态")
        return view

    def _in_wrap_up(self) -> list[SeatView]:
        return [view for view in self._picture.seats.values() if view.shown.state == "wrap_up"]

    async def _try(self, asked: Awaitable[None]) -> None:
        with suppress(NotDone):
            await asked
