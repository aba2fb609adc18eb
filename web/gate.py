"""The one gate: every route and socket needs a signed-in person, but for the few that are named open.

It stands before the routes, so that a route that forgets its rights is closed, not open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cases.access import Viewer
from web.answers import SAYINGS, Refused, saying
from web.origin import is_ours
from web.sessions import COOKIE, Sessions, SignedIn

OPEN = ("/sign-in", "/sign-in/code", "/sign-in/enrol", "/health", "/static/", "/desk/assets/", "/wall/")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SIGN_IN = "/sign-in"
NOT_SIGNED_IN, NOT_OURS = 4401, 4403
"""Close codes of a WebSocket, after the HTTP status that they stand for."""


class Gate:
    def __init__(self, app: ASGIApp, sessions: Sessions, open_paths: Iterable[str] = OPEN) -> None:
        self._app, self._sessions, self._open = app, sessions, tuple(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if _has_nul(scope):
            await _close(scope, receive, send, 400)
            return
        connection = HTTPConnection(scope)
        if _changes(scope) and not is_ours(connection.headers):
            await _close(scope, receive, send, 403)
            return
        signed_in = await self._who(connection)
        if signed_in is None and not is_open(connection.url.path, self._open):
            await _close(scope, receive, send, 401)
            return
        scope.setdefault("state", {})["signed_in"] = signed_in
        await self._app(scope, receive, send)

    async def _who(self, connection: HTTPConnection) -> SignedIn | None:
        token = connection.cookies.get(COOKIE, "")
        return await run_in_threadpool(self._sessions.find, token) if token else None


def is_open(path: str, open_paths: Iterable[str] = OPEN) -> bool:
    return any(path == way or (way.endswith("/") and path.startswith(way)) for way in open_paths)


def signed_in(connection: HTTPConnection) -> SignedIn:
    """For routes behind the gate."""
    found: SignedIn | None = connection.state.signed_in
    if found is None:
        raise Refused(401, SAYINGS[401])
    return found


def viewer(connection: HTTPConnection) -> Viewer:
    return signed_in(connection).viewer


Person = Annotated[Viewer, Depends(viewer)]


def _has_nul(scope: Scope) -> bool:
    # No name of ours has one, and PostgreSQL takes none.
    return "\0" in scope["path"] or b"%00" in scope["query_string"]


def _changes(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in SAFE


async def _close(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await _turn_away(receive, send, NOT_SIGNED_IN if status == 401 else NOT_OURS)
        return
    await _answer(scope, status)(scope, receive, send)


async def _turn_away(receive: Receive, send: Send, code: int) -> None:
    # A browser tells its page nothing of a refused handshake: only after accepting can the page know why.
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": code, "reason": ""})


def _answer(scope: Scope, status: int) -> Response:
    connection = HTTPConnection(scope)
    if status == 401 and "text/html" in connection.headers.get("accept", ""):
        where = f"?next={quote(connection.url.path)}" if scope["method"] == "GET" else ""
        return RedirectResponse(f"{SIGN_IN}{where}", 303)
    return saying(status, "请求来源不明，已拒绝。请从本系统页面操作。" if status == 403 else None)
