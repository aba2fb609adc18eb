"""The mute of a phone on the table: its channel keeps it, so a service that starts anew asks the channels."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from asterisk.ami import Action

from seats.ami_client import AmiConnection
from seats.phone.legs import Leg

MUTED = "HOTLINE_MUTED"


async def muted(connection: AmiConnection, legs: Iterable[Leg], within_s: float) -> list[Leg]:
    """Those of `legs` that are. Raises TimeoutError, ConnectionLost."""
    seats = [leg for leg in legs if leg.seat]
    async with asyncio.timeout(within_s):
        return [leg for leg in seats if await _is_muted(connection, leg)]


async def _is_muted(connection: AmiConnection, leg: Leg) -> bool:
    # Sending may block when the other end does not read.
    asked = Action("Getvar", {"Channel": leg.channel, "Variable": MUTED})
    response = await asyncio.wrap_future(await asyncio.to_thread(connection.send_action, asked))
    return bool(response.keys.get("Value"))
