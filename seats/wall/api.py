"""Opening a wall in the browser that asks, and taking a pass back; the wall's page, and its socket."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response, WebSocket
from fastapi.responses import FileResponse
from pydantic import BaseModel, StringConstraints
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, supervised_units
from cases.units import Directory
from seats.board.api import LARGEST, NOT_A_SUPERVISOR
from seats.board.board import ALIVE_EVERY_S, Board
from seats.board.feed import Feed
from seats.board.layout import layout
from seats.desk_pages import DIST, NOT_BUILT
from seats.outbox import SIGNED_OUT
from seats.wall.passes import LASTS, NoSuchWall, Passes, Wall
from seats.wire import keep_open
from web.answers import Refused
from web.gate import NOT_SIGNED_IN, Person

WALL_COOKIE, ROOM = "hotline_wall", "/wall/"
"""The browser sends it nowhere else."""
NO_WALL = "没有这块大屏，或者您无权管理。"


class WallAsked(BaseModel):
    """`place`: where the screen hangs."""

    place: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class WallApi:
    def __init__(self, passes: Passes, board: Board, directory: Directory, dist: Path = DIST) -> None:
        self._passes, self._board, self._directory, self._dist = passes, board, directory, dist
        self.look_every_s = ALIVE_EVERY_S

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_route("/api/walls", self.listed, methods=["GET"])
        router.add_api_route("/api/walls", self.open, methods=["POST"], status_code=204)
        router.add_api_route("/api/walls/{wall}", self.revoke, methods=["DELETE"], status_code=204)
        router.add_api_route(ROOM, self.page, methods=["GET"])
        router.add_api_websocket_route(f"{ROOM}ws", self.serve)
        return router

    async def listed(self, viewer: Person) -> list[dict[str, Any]]:
        found = await run_in_threadpool(self._passes.listed, self._units(viewer))
        shows = self._board.sessions()
        return [row | {"shows": row.pop("key") in shows} for row in found]

    async def open(self, asked: WallAsked, request: Request, viewer: Person) -> Response:
        self._units(viewer)
        token = await run_in_threadpool(self._passes.open, viewer, asked.place)
        answer = Response(status_code=204)
        answer.set_cookie(
            WALL_COOKIE, token, max_age=int(LASTS.total_seconds()), path=ROOM,
            httponly=True, samesite="strict", secure=request.url.scheme == "https",
        )  # fmt: skip
        return answer

    async def revoke(self, wall: int, viewer: Person) -> None:
        units = self._units(viewer)
        try:
            key = await run_in_threadpool(self._passes.revoke, viewer, units, wall if 0 < wall <= LARGEST else 0)
        except NoSuchWall:
            raise Refused(404, NO_WALL) from None
        self._board.end_session(key)

    async def page(self) -> Response:
        """The application without anything in it: what it shows comes over the socket."""
        if not (self._dist / "index.html").is_file():
            raise Refused(503, NOT_BUILT)
        return FileResponse(self._dist / "index.html", headers={"Cache-Control": "no-store"})

    async def serve(self, socket: WebSocket) -> None:
        """A person's session opens nothing here, and the pass nothing elsewhere."""
        found = await run_in_threadpool(self._passes.find, socket.cookies.get(WALL_COOKIE, ""))
        await socket.accept()
        if found is None:
            await socket.close(NOT_SIGNED_IN)
            return
        feed = self._board.join_wall(found.units, found.key, self._head(found))
        try:
            await keep_open(socket, feed, self._watch(feed))
        finally:
            self._board.leave(feed)

    def _head(self, wall: Wall) -> dict[str, Any]:
        return {"unit_name": wall.name, "layout": layout(self._directory, wall.units)}

    async def _watch(self, feed: Feed) -> None:
        while not await run_in_threadpool(self._passes.over, feed.session):
            await asyncio.sleep(self.look_every_s)
        feed.close(SIGNED_OUT)

    def _units(self, viewer: Viewer) -> frozenset[str]:
        units = supervised_units(viewer, self._directory)
        if not units:
            raise Refused(403, NOT_A_SUPERVISOR)
        return units
