"""`/ws/desk`: a snapshot, then what changes. The browser says nothing; what it does goes through the API."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.concurrency import run_in_threadpool

from cases.access import visible_units
from cases.units import Directory
from seats.desks import Desk
from seats.hub import Hub
from seats.outbox import SIGNED_OUT
from seats.seating import Seating
from web.gate import NOT_OURS, signed_in
from web.sessions import Sessions

ALIVE_EVERY_S = 15.0
"""The browser takes a longer silence for a dead line; the session is looked at just as often."""
CLOSE_WITHIN_S = 2.0
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
        desk = Desk(who.viewer, who.session, units, seat)
        self._hub.join(desk)
        try:
            await self._until_over(socket, desk)
        finally:
            self._hub.desks.discard(desk)

    async def _until_over(self, socket: WebSocket, desk: Desk) -> None:
        """Until the browser goes away, the session ends, or the browser is too slow even to be told so."""
        works = (_send(socket, desk), _listen(socket), self._watch(desk), _close(socket, desk))
        tasks = [asyncio.create_task(work) for work in works]
        try:
            await asyncio.wait(tasks[1:], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self, desk: Desk) -> None:
        while await run_in_threadpool(self._sessions.still, desk.session) is not None:
            await asyncio.sleep(self.alive_every_s)
            desk.outbox.put(ALIVE)
        desk.outbox.close(SIGNED_OUT)
        await asyncio.sleep(CLOSE_WITHIN_S)


async def _send(socket: WebSocket, desk: Desk) -> None:
    try:
        while True:
            await socket.send_text(await desk.outbox.get())
    except (WebSocketDisconnect, RuntimeError):
        return  # the browser went away while we spoke; the listener ends the desk


async def _close(socket: WebSocket, desk: Desk) -> None:
    code = await desk.outbox.until_closed()
    with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
        # What the browser has not read stands before the close: it may never take it.
        await asyncio.wait_for(socket.close(code), CLOSE_WITHIN_S)


async def _listen(socket: WebSocket) -> None:
    try:
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
    except (WebSocketDisconnect, RuntimeError):
        return
