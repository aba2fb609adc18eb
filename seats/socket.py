"""`/ws/desk`: a snapshot, then what changes. The browser says nothing; what it does goes through the API."""

from __future__ import annotations

import asyncio
import json

from fastapi import APIRouter, WebSocket
from starlette.concurrency import run_in_threadpool

from cases.access import visible_units
from cases.units import Directory
from seats.desks import Desk
from seats.hub import Hub
from seats.outbox import SIGNED_OUT
from seats.seating import Seating
from seats.wire import keep_open
from web.gate import NOT_OURS, signed_in
from web.sessions import Sessions

ALIVE_EVERY_S = 15.0
"""The browser takes a longer silence for a dead line; the session is looked at just as often."""
ALIVE = json.dumps({"type": "alive"})


class DeskSocket:
    def __init__(self, hub: Hub, sessions: Sessions, seating: Seating, directory: Directory) -> None:
        self._hub, self._sessions, self._seating, self._directory = hub, sessions, seating, directory
        self.alive_every_s = ALIVE_EVERY_S

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_websocket_route("/ws/desk", self.serve)
        return router

    async def serve(self, socket: WebSocket) -> None:
        who = signed_in(socket)
        units = visible_units(who.viewer, self._directory)
        await socket.accept()
        if not units:
            await socket.close(NOT_OURS)
            return
        seat = await run_in_threadpool(self._seating.seat_of, who.viewer.person)
        sight = await run_in_threadpool(self._seating.sight, who.viewer)
        desk = Desk(who.viewer, who.session, units, seat, sight)
        self._hub.join(desk)
        try:
            await keep_open(socket, desk.outbox, self._watch(desk))
        finally:
            self._hub.desks.discard(desk)

    async def _watch(self, desk: Desk) -> None:
        while not await run_in_threadpool(self._sessions.over, desk.session):
            await asyncio.sleep(self.alive_every_s)
            desk.outbox.put(ALIVE)
        desk.outbox.close(SIGNED_OUT)
