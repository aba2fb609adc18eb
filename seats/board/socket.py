"""`/ws/board`: a snapshot, then what changes. The browser says nothing; what it does goes through the API."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, WebSocket
from starlette.concurrency import run_in_threadpool

from cases.access import supervised_units
from cases.units import Directory
from seats.board.board import ALIVE_EVERY_S, Board
from seats.board.feed import Feed
from seats.outbox import SIGNED_OUT
from seats.seating import Seating
from seats.wire import keep_open
from web.gate import NOT_OURS, signed_in
from web.sessions import Sessions


class BoardSocket:
    def __init__(self, board: Board, sessions: Sessions, seating: Seating, directory: Directory) -> None:
        self._board, self._sessions, self._seating, self._directory = board, sessions, seating, directory
        self.look_every_s = ALIVE_EVERY_S

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_websocket_route("/ws/board", self.serve)
        return router

    async def serve(self, socket: WebSocket) -> None:
        who = signed_in(socket)
        units = supervised_units(who.viewer, self._directory)
        await socket.accept()
        if not units:
            await socket.close(NOT_OURS)
            return
        sight = await run_in_threadpool(self._seating.sight, who.viewer)
        feed = self._board.join(units, who.session, sight.marks)
        try:
            await keep_open(socket, feed, self._watch(feed))
        finally:
            self._board.leave(feed)

    async def _watch(self, feed: Feed) -> None:
        while not await run_in_threadpool(self._sessions.over, feed.session):
            await asyncio.sleep(self.look_every_s)
        feed.close(SIGNED_OUT)
