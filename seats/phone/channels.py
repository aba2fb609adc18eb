"""What is asked of the exchange about the channels of one call."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from asterisk.ami import Response

from seats.actions import Actions, RefusedByExchange
from seats.phone.faults import CallHasMoved, NotTheMoment
from seats.phone.legs import ROOM, Leg
from seats.phone.reunions import Way
from seats.picture import Picture
from seats.states import LiveCall

LOOK_AGAIN_S, COMES_WITHIN_LOOKS = 0.05, 60
TRY_AGAIN_S, BROUGHT_WITHIN_TRIES = 0.2, 10


class Channels:
    """Raises CallHasMoved when the exchange knows a channel no longer, or cannot do it to one."""

    def __init__(self, actions: Actions, picture: Picture) -> None:
        self._actions, self._picture = actions, picture

    async def remember(self, caller: Leg, own: Leg) -> None:
        """Who comes back to the caller, and where the caller goes back to: by the exchange's own name of the phone."""
        endpoint = own.channel.partition("/")[2].rpartition("-")[0]
        await self.act("Setvar", Channel=caller.channel, Variable="HOTLINE_SEAT", Value=endpoint)

    async def move(self, one: Way, other: Way | None = None) -> None:
        keys = {"Channel": one[0], "Context": one[1], "Exten": one[2], "Priority": "1"}
        if other is not None:
            keys |= {"ExtraChannel": other[0], "ExtraContext": other[1], "ExtraExten": other[2], "ExtraPriority": "1"}
        await self.act("Redirect", **keys)

    async def bring(self, caller: Leg, call: LiveCall) -> None:
        """The caller after the seats, who cannot be sent back: a busy exchange may refuse it for a moment, and nobody
        is left with music for that."""
        for _ in range(BROUGHT_WITHIN_TRIES):
            with suppress(CallHasMoved):
                await self.move((caller.channel, ROOM, call.unit))
                return
            if self._picture.moves.legs.get(caller.uniqueid) is None:
                break
            await asyncio.sleep(TRY_AGAIN_S)
        raise CallHasMoved

    async def hang_up(self, channel: str) -> None:
        await self.act("Hangup", Channel=channel, Cause="16")

    async def until_in_room(self, call: LiveCall, caller: Leg) -> None:
        """Caller and seat. Raises CallHasMoved, NotTheMoment."""
        await self._until(call, caller, f"CONFBRIDGE_INFO(parties,{call.call_id})", "坐席与来电人还没有接通")

    async def until_both_there(self, call: LiveCall, caller: Leg) -> None:
        """Two seats in the room of the call, which is named as the call."""
        await self._until(call, caller, f"CONFBRIDGE_INFO(marked,{call.call_id})", "对方坐席还没有接通")

    async def _until(self, call: LiveCall, caller: Leg, two: str, else_told: str) -> None:
        for _ in range(COMES_WITHIN_LOOKS):
            asked = {"Channel": caller.channel, "Variable": two}
            if (await self.act("Getvar", **asked)).keys.get("Value", "") not in ("", "0", "1"):
                return
            await asyncio.sleep(LOOK_AGAIN_S)
        raise NotTheMoment(else_told)

    async def act(self, name: str, **keys: str) -> Response:
        try:
            return await self._actions.act(name, **keys)
        except RefusedByExchange:
            raise CallHasMoved from None
