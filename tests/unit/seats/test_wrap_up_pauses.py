"""The pauses after calls are set and ended one after another: what a person chose meanwhile stays."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import cast

from seats.actions import Actions
from seats.pauses import WRAP_UP, PauseReason
from seats.phone.wrap_ups import WrapUps
from seats.picture import Picture
from seats.seat_view import FREE
from tests.fakes.ami_scenes import AT, PROVINCE_SEAT, SEAT, UNIT, directory

LATER = AT + timedelta(seconds=60)


class SlowExchange:
    """While it answers for the first seat, the person at the other one goes to lunch."""

    def __init__(self, picture: Picture) -> None:
        self._picture, self.asked = picture, list[str]()

    async def ready(self, seat: str) -> None:
        self.asked.append(seat)
        for view in self._picture.seats.values():
            if view.seat.number != seat and view.person is not None:
                view.paused, view.reason = True, PauseReason.MEAL
                view.show(LATER)

    async def pause(self, seat: str, _reason: str) -> None:
        await self.ready(seat)


def wrapping(paused: bool) -> Picture:
    picture = Picture(directory(), UNIT, 15.0, AT)
    for person, number in enumerate((SEAT, PROVINCE_SEAT), start=1):
        view = picture.seats[number]
        view.status, view.person = FREE, person
        view.paused, view.reason = paused, WRAP_UP if paused else ""
        picture.wrap_up(view, AT + timedelta(seconds=15))
        view.show(AT)
    return picture


def asked_of(picture: Picture, after_s: float) -> list[str]:
    exchange = SlowExchange(picture)
    ups = WrapUps(cast(Actions, exchange), picture, lambda _: None)
    asyncio.run(ups.see_to(AT + timedelta(seconds=after_s)))
    return exchange.asked


def test_a_pause_chosen_while_others_wrap_ups_end_is_not_ended() -> None:
    assert len(asked_of(wrapping(paused=True), after_s=20)) == 1


def test_a_pause_chosen_while_others_wrap_ups_begin_is_not_turned_into_one() -> None:
    assert len(asked_of(wrapping(paused=False), after_s=1)) == 1
