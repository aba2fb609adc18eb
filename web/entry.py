"""The door once it is open: a new session, its cookie, and the way on."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from web.sessions import COOKIE, LASTS, Sessions

HOME = "/desk/"


class Entry:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def go(self, request: Request, person: int, next: str) -> Response:
        return await self.admit(request, person, RedirectResponse(inside(next), 303))

    async def admit(self, request: Request, person: int, answer: Response) -> Response:
        """A token that nobody has seen before, whatever the browser brought along."""
        token = await run_in_threadpool(self._sessions.open, person)
        answer.set_cookie(
            COOKIE, token, max_age=int(LASTS.total_seconds()), path="/",
            httponly=True, samesite="strict", secure=request.url.scheme == "https",
        )  # fmt: skip
        return answer


def inside(next: str) -> str:
    """Only a path of our own: `//evil` and `/\\evil` are other hosts to a browser."""
    plain = next.isascii() and next.isprintable() and "\\" not in next
    return next if plain and next.startswith("/") and not next.startswith("//") else HOME
