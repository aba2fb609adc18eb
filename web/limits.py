"""No request is larger than what a person could mean."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.answers import saying

LONGEST_BODY = 1_000_000


class TooLong(HTTPException):
    """Raised while the route reads; FastAPI lets its own kind of exception through."""

    def __init__(self) -> None:
        super().__init__(413)


class BodyLimit:
    """Refuses by the announced length, and by the real one when none was announced."""

    def __init__(self, app: ASGIApp, longest: int = LONGEST_BODY) -> None:
        self._app, self._longest = app, longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdigit() or int(announced) > self._longest:
            await saying(413)(scope, receive, send)
            return
        await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        seen = 0

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._longest:
                raise TooLong
            return message

        await self._app(scope, counting, send)
