"""What a seat does with its call, by AMI Redirect between the places of extensions.conf.

Every move of two channels is one action: both go or none does. `Originate` is in nobody's hands.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from cases.seats import BROWSER
from cases.units import Directory
from seats.actions import Actions, NotDone
from seats.phone.channels import Channels
from seats.phone.faults import CallHasMoved, NoCall, NotTheMoment, StillAtIt
from seats.phone.legs import (
    ALONE,
    COLLEAGUE,
    CONSULT,
    GONE,
    HELD,
    LOST,
    PARKED,
    ROOM,
    SEAT_ASIDE,
    SEAT_IN_ROOM,
    SIDE,
    TRANSFER,
    Leg,
)
from seats.phone.mutes import MUTED
from seats.phone.reunions import Move
from seats.phone.targets import target
from seats.picture import Picture
from seats.seat_view import SeatView
from seats.states import LiveCall

PAUSE_BETWEEN_KEYS_S = 0.25


class CallControl:
    def __init__(self, actions: Actions, picture: Picture, directory: Directory) -> None:
        self._picture, self._directory = picture, directory
        self._channels = Channels(actions, picture)
        self._busy: set[str] = set()

    async def hold(self, seat: str) -> None:
        async with self._at(seat) as (call, own, caller):
            _must(_speaks_with_caller(own, self._others(call, own)), "通话中才能保持")
            await self._channels.remember(caller, own)
            await self._channels.move((own.channel, HELD, ALONE), (caller.channel, PARKED, call.unit))

    async def resume(self, seat: str) -> None:
        async with self._at(seat) as (call, own, caller):
            _must(own.place == HELD, "通话没有由本系统保持，请在话机上取消保持")
            await self._channels.move((own.channel, ROOM, SEAT_IN_ROOM), (caller.channel, ROOM, call.unit))

    async def rejoin(self, seat: str) -> None:
        """Its phone lost the sound (a page that was loaded anew): it is rung once more for its caller; without an
        answer the caller goes to the unit's queue, before all who wait there."""
        async with self._at(seat) as (call, own, caller):
            _must(_has_caller_alone(own, self._others(call, own)), "通话中或保持中才能接回声音")
            await self._channels.remember(caller, own)
            await self._channels.move((own.channel, GONE, ALONE), (caller.channel, LOST, call.unit))

    async def transfer(self, seat: str, to: str) -> None:
        """Blind. A seat that does not answer gives the caller back: to this seat, then to the unit's queue."""
        where = self._target(seat, to)
        async with self._at(seat) as (call, own, caller):
            _must(_has_caller_alone(own, self._others(call, own)), "通话中或保持中才能转接")
            await self._channels.remember(caller, own)
            await self._channels.move((own.channel, GONE, ALONE), (caller.channel, TRANSFER, where))

    async def consult(self, seat: str, to: str) -> None:
        where = self._target(seat, to)
        async with self._at(seat) as (call, own, caller):
            _must(_has_caller_alone(own, self._others(call, own)), "通话中或保持中才能咨询")
            await self._channels.remember(caller, own)
            await self._channels.move((own.channel, CONSULT, where), (caller.channel, PARKED, call.unit))

    async def complete(self, seat: str) -> None:
        """The colleague has the caller from now on."""
        async with self._at(seat) as (call, own, caller):
            if self._together(call, own):
                await self._channels.move((own.channel, GONE, ALONE))
                return
            colleague = self._colleague(call, own)
            if own.place == ROOM:
                # The room ends for its caller with its last seat: the one may go only when the other is there.
                await self._channels.move((colleague.channel, ROOM, SEAT_IN_ROOM))
                await self._channels.until_both_there(call, caller)
                await self._channels.move((own.channel, GONE, ALONE))
                return
            await self._channels.move((own.channel, GONE, ALONE), (colleague.channel, ROOM, SEAT_IN_ROOM))
            await self._channels.bring(caller, call)

    async def cancel(self, seat: str) -> None:
        """Also while the colleague's phone still rings, and out of a conference. The dialplan leads the seat back to
        the caller."""
        async with self._at(seat) as (call, own, caller):
            asked = [leg for leg in self._others(call, own) if leg.asked]
            if not asked and (asked := self._together(call, own)):
                _must(call.seat == seat, "只有接听来电的坐席可以请对方退出")
            _must(own.place == CONSULT or asked, "没有正在进行的咨询")
            if own.place != ROOM:
                await self._channels.move((own.channel, ROOM, SEAT_IN_ROOM), (caller.channel, ROOM, call.unit))
            for leg in asked:
                with suppress(CallHasMoved):  # it ended with the seat's Dial
                    await self._channels.hang_up(leg.channel)

    async def conference(self, seat: str) -> None:
        async with self._at(seat) as (call, own, caller):
            colleague = self._colleague(call, own)
            if own.place == ROOM:  # with the caller: only the colleague is still to come
                await self._channels.move((colleague.channel, ROOM, SEAT_IN_ROOM))
                return
            await self._channels.move((own.channel, ROOM, SEAT_IN_ROOM), (colleague.channel, ROOM, SEAT_IN_ROOM))
            await self._channels.bring(caller, call)

    async def swap(self, seat: str) -> None:
        """From the colleague to the caller, and back: the other one hears music."""
        async with self._at(seat) as (call, own, caller):
            colleague = self._colleague(call, own)
            if own.place in (CONSULT, SIDE):
                await self._channels.move((own.channel, ROOM, SEAT_IN_ROOM), (colleague.channel, SIDE, COLLEAGUE))
                await self._channels.bring(caller, call)
            else:
                await self._channels.remember(caller, own)
                await self._channels.move((own.channel, SIDE, SEAT_ASIDE), (caller.channel, PARKED, call.unit))

    def parties(self, seat: str) -> tuple[LiveCall, Leg, Leg]:
        """The seat's call, its channel and the caller's. Raises NotDone."""
        call, own = self._call_of(self._picture.seats[seat])
        caller = self._picture.moves.legs.caller(call.call_id)
        if caller is None:
            raise NoCall
        _must(_speaks_with_caller(own, self._others(call, own)), "坐席正与来电人通话时才能加入")
        return call, own, caller

    async def together(self, call: LiveCall, own: Leg, caller: Leg) -> None:
        """Seat and caller into the room, where others can join them."""
        if own.place != ROOM or caller.place != ROOM:
            await self._channels.remember(caller, own)
            await self._channels.move((own.channel, ROOM, SEAT_IN_ROOM), (caller.channel, ROOM, call.unit))

    async def until_in_room(self, call: LiveCall, caller: Leg) -> None:
        """Caller and seat. Raises CallHasMoved, NotTheMoment."""
        await self._channels.until_in_room(call, caller)

    async def leave_to_others(self, seat: str) -> None:
        """Out of a room that others stay in with the caller."""
        async with self._at(seat) as (_, own, _caller):
            _must(own.place == ROOM, "三方通话中才能离开")
            await self._channels.move((own.channel, GONE, ALONE))

    async def keypad(self, seat: str, digits: str) -> None:
        """To the caller's end."""
        async with self._at(seat) as (call, own, caller):
            _must(_speaks_with_caller(own, self._others(call, own)), "通话中才能按键")
            for digit in digits:
                await self._channels.act("PlayDTMF", Channel=caller.channel, Digit=digit)
                await asyncio.sleep(PAUSE_BETWEEN_KEYS_S)

    async def hang_up(self, seat: str) -> None:
        """What the seat does ends: the ring, a consultation, its part in a conference, else the call."""
        view = self._picture.seats[seat]
        if view.talks and view.mode == "consulting" and self._has_caller(view):
            await self.cancel(seat)
        elif view.talks and view.mode == "held":
            async with self._at(seat) as (_, _, caller):
                await self._channels.hang_up(caller.channel)
        else:
            await self._hang_up_own(view)

    async def mute(self, seat: str, on: bool) -> str:
        """Of the phone on the table, whoever it speaks with. The id of its channel."""
        view = self._picture.seats[seat]
        names = {uid: self._name(uid) for uid in (*view.talks, *view.chats)}
        channel, name = next(((uid, name) for uid, name in names.items() if name), ("", ""))
        if not channel:
            raise NoCall
        # The action MuteAudio asks for the right `system`, which also loads modules and rewrites the configuration.
        await self._channels.act("Setvar", Channel=name, Variable="MUTEAUDIO(in)", Value="on" if on else "off")
        await self._channels.act("Setvar", Channel=name, Variable=MUTED, Value="1" if on else "")
        return channel

    def dials(self, seat: str, to: str) -> str:
        """What the browser's phone of this seat dials to reach a colleague. Raises NotDone."""
        view = self._picture.seats[seat]
        _must(not view.talks and not view.rings and not view.chats, "通话中请用咨询")
        where = self._target(seat, to)
        _must(where not in self._directory, "只能呼叫坐席，不能呼叫单位")
        _must(view.device == BROWSER, f"您使用的是桌面话机，请在话机上拨 {where}")
        return where

    async def follow(self, moves: list[Move]) -> None:
        """What `Reunions` found. The channel may have gone meanwhile: then there is nothing to do."""
        for move in moves:
            try:
                if move.ways:
                    await self._channels.move(*move.ways)
                else:
                    await self._channels.hang_up(move.channel)
            except NotDone:
                continue

    # --- the parts of it

    @asynccontextmanager
    async def _at(self, seat: str) -> AsyncIterator[tuple[LiveCall, Leg, Leg]]:
        """The seat's call, its channel and the caller's; one action of a seat at a time."""
        if seat in self._busy:
            raise StillAtIt
        call, own = self._call_of(self._picture.seats[seat])
        caller = self._picture.moves.legs.caller(call.call_id)
        if caller is None:
            raise NoCall
        self._busy.add(seat)
        try:
            yield call, own, caller
        finally:
            self._busy.discard(seat)

    def _call_of(self, view: SeatView) -> tuple[LiveCall, Leg]:
        for channel, key in view.talks.items():
            call, leg = self._picture.calls.get(key), self._picture.moves.legs.get(channel)
            if call is not None and leg is not None:
                # Who was only asked has no say in where the caller goes.
                _must(not leg.asked, "来电由对方坐席接听")
                return call, leg
        raise NoCall

    def _has_caller(self, view: SeatView) -> bool:
        legs = [self._picture.moves.legs.get(channel) for channel in view.talks]
        return any(leg is not None and not leg.asked for leg in legs)

    def _others(self, call: LiveCall, own: Leg) -> list[Leg]:
        return [leg for leg in self._picture.moves.legs.seats(call.call_id) if leg is not own]

    def _together(self, call: LiveCall, own: Leg) -> list[Leg]:
        """Who else is with the caller: a conference."""
        return [leg for leg in self._others(call, own) if own.place == leg.place == ROOM and not leg.asked]

    def _colleague(self, call: LiveCall, own: Leg) -> Leg:
        for leg in self._others(call, own):
            if leg.asked and leg.uniqueid in self._picture.seats[leg.seat].talks:
                return leg
        raise NotTheMoment("对方坐席还没有接听")

    def _target(self, seat: str, to: str) -> str:
        return target(self._directory, self._picture.seats, seat, to)

    async def _hang_up_own(self, view: SeatView) -> None:
        names = [name for uid in (*view.talks, *view.rings, *view.chats) if (name := self._name(uid))]
        if listening := self._picture.spies.of(view.seat.number):
            names.append(listening.channel)
        if not names:
            raise NoCall
        for name in dict.fromkeys(names):
            await self._channels.hang_up(name)

    def _name(self, channel: str) -> str:
        """Empty when it is known no more."""
        leg = self._picture.moves.legs.get(channel)
        return leg.channel if leg is not None else self._picture.moves.name(channel)


def _must(true: object, needs: str) -> None:
    if not true:
        raise NotTheMoment(needs)


def _speaks_with_caller(own: Leg, others: list[Leg]) -> bool:
    return own.place in ("", ROOM) or (own.place == SIDE and not others)


def _has_caller_alone(own: Leg, others: list[Leg]) -> bool:
    return own.place in ("", ROOM, HELD) and not any(leg.asked or leg.place for leg in others)
