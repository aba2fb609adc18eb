"""What a supervisor's order asks of the exchange. Only seats and units of the directory get into an action."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from seats.actions import Actions, NotDone, RefusedByExchange
from seats.dispatch.members import Members
from seats.dispatch.spies import Listening
from seats.phone.control import CallControl
from seats.phone.faults import CallHasMoved, NotTheMoment
from seats.phone.legs import BARGE, TRANSFER
from seats.phone.targets import target
from seats.picture import Picture
from seats.seat_view import IN_USE, SeatView

RINGS_MS = "20000"
LISTENS_TO = "HOTLINE_CALL"
"""As in asterisk-conf/extensions.conf."""
HANGS_UP_S = 3
TALKS = frozenset({"talking", "held", "consulting", "conference"})


class CannotListen(NotDone):
    """`str()` says why."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What rights were checked for: this call, of this unit, on the phone of whoever sits there."""

    seat: str
    call_id: str
    unit: str
    person: int | None


class DispatchCommands:
    def __init__(self, actions: Actions, picture: Picture, phone: CallControl, members: Members) -> None:
        self._actions, self._picture, self._phone = actions, picture, phone
        self.post = members.post
        self._allowed: dict[str, Allowed] = {}

    def listening(self, own: str) -> Listening | None:
        return self._picture.spies.of(own)

    async def listen(self, own: str, seat: str, how: str) -> None:
        """Calls the own phone, or changes how it listens already. Raises NotDone."""
        view, target = self._picture.seats[own], self._picture.seats[seat]
        now = self.listening(own)
        _check(view, target, now)
        call = target.shown.call_id
        await self._bind(seat, call)
        self._allowed[own] = self._allow(own, seat, call)
        if now is not None:
            await self._actions.act("Setvar", Channel=now.channel, Variable=LISTENS_TO, Value=call)
            await self._actions.act("Redirect", Channel=now.channel, Context=how, Exten=seat, Priority="1")
            return
        # Its channel is no call's: that it rings, and is not busy with something else, nobody tells but we.
        view.summoned = seat
        await self._actions.act(
            "Originate", Channel=view.interface, Context=how, Exten=seat, Priority="1", CallerID=seat,
            Variable=f"{LISTENS_TO}={call}", Timeout=RINGS_MS, Async="true",
        )  # fmt: skip

    async def _bind(self, seat: str, call: str) -> None:
        """The phone that answers in a moment gets to the channels of this call, and to no other call of the seat."""
        legs = [leg for leg in self._picture.moves.legs.seats(call) if leg.seat == seat]
        if not legs:
            raise _no_call(seat)
        for leg in legs:
            try:
                await self._actions.act("Setvar", Channel=leg.channel, Variable="SPYGROUP", Value=call)
            except RefusedByExchange:
                raise _no_call(seat) from None

    def _allow(self, own: str, seat: str, call_id: str) -> Allowed:
        call = self._picture.calls.get(call_id)
        return Allowed(seat, call_id, call.unit if call else "", self._picture.seats[own].person)

    def astray(self) -> list[Listening]:
        """Who listens to what was not allowed: by the time that the phone was answered the call had become another
        unit's, or somebody else sits there."""
        return [one for one in self._picture.spies.all() if one.how != BARGE and self._is_astray(one)]

    def _is_astray(self, one: Listening) -> bool:
        allowed = self._allowed.get(one.by)
        is_over = allowed is None or one.call_id not in self._picture.calls
        return not is_over and self._allow(one.by, one.seat, one.call_id) != allowed

    async def see_to(self) -> None:
        """Raises NotDone."""
        for one in self.astray():
            await self._actions.act("Hangup", Channel=one.channel, Cause="16")

    async def barge(self, own: str, seat: str) -> None:
        """From listening into the room with the two. Raises NotDone."""
        now = self.listening(own)
        if now is None or now.seat != seat or now.how == BARGE:
            raise CannotListen("请先旁听这个坐席，再加入通话。")
        call, leg, caller = self._phone.parties(seat)
        if call.call_id != now.call_id:
            raise CannotListen("坐席已在接另一通来电，请重新旁听后再加入。")
        try:
            await self._phone.together(call, leg, caller)
            await self._phone.until_in_room(call, caller)
        except CallHasMoved:
            raise CannotListen("来电人已经挂断，不能强插。") from None
        await self._actions.act("Setvar", Channel=now.channel, Variable="HOTLINE_ROOM", Value=call.call_id)
        await self._actions.act("Redirect", Channel=now.channel, Context=BARGE, Exten=seat, Priority="1")

    async def take_over(self, own: str, seat: str) -> None:
        """The caller comes to the supervisor's phone; from within the room the seat just leaves. Raises NotDone."""
        now = self.listening(own)
        if now is not None and now.seat == seat and now.how == BARGE:
            await self._phone.leave_to_others(seat)
            return
        if now is not None:
            await self.stop(own)
            await self._until_free(own)
        await self._phone.transfer(seat, own)

    async def move_caller(self, call_id: str, to: str) -> None:
        """A caller who waits: to another unit's queue, or to a seat. Raises NotDone."""
        call, caller = self._picture.calls.get(call_id), self._picture.moves.legs.caller(call_id)
        if call is None or caller is None or call.queued_at is None or call.answered_at is not None:
            raise NotTheMoment("这位来电人已不在排队")
        where = target(self._picture.directory, self._picture.seats, "", to)
        await self._actions.act("Redirect", Channel=caller.channel, Context=TRANSFER, Exten=where, Priority="1")

    async def set_overflow(self, unit: str, state: str) -> None:
        """For callers who come to the queue from now on; empty: the normal rule. Raises NotDone."""
        code = self._picture.directory.unit(unit).code
        await self._actions.act("Setvar", Variable=f"OVERFLOW_{code}", Value=state)

    async def _until_free(self, own: str) -> None:
        for _ in range(HANGS_UP_S * 20):
            if self.listening(own) is None and self._picture.seats[own].status not in IN_USE:
                return
            await asyncio.sleep(0.05)
        raise CannotListen("您的话机没有挂断，请挂断后再接管。")

    async def stop(self, own: str) -> None:
        """Raises NotDone."""
        now = self.listening(own)
        if now is None:
            raise CannotListen("您没有在旁听。")
        await self._actions.act("Hangup", Channel=now.channel, Cause="16")


def _no_call(seat: str) -> CannotListen:
    return CannotListen(f"坐席 {seat} 当前没有通话，无法旁听。")


def _check(own: SeatView, target: SeatView, now: Listening | None) -> None:
    if own is target:
        raise CannotListen("不能旁听自己的坐席。")
    if target.shown.state not in TALKS or not target.shown.call_id:
        raise _no_call(target.seat.number)
    if now is not None and now.how == BARGE:
        raise CannotListen("您已加入通话，请先挂断再旁听。")
    if now is not None:
        return
    if own.shown.state == "offline":
        raise CannotListen("您的话机没有连接，无法旁听：请打开坐席页面的浏览器电话，或检查桌面话机。")
    if own.shown.call_id or own.shown.state in TALKS or own.shown.state == "ringing":
        raise CannotListen("您的话机正在使用，请结束后再旁听。")
