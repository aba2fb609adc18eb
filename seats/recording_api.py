"""A part of a call to listen to, in ranges, so that a browser can seek."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from recordings.playback import NotRecorded, Playback, Unplayable
from seats.call_file import NoSuchCall
from seats.desk_api import UNKNOWN
from seats.hearing import Hearings
from web.answers import Refused, saying
from web.gate import Person
from web.ranges import NotThere, window

BEHIND_THE_END = "录音没有这么长。"


class RecordingApi:
    def __init__(self, hearings: Hearings) -> None:
        self._hearings = hearings

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        router.add_api_route("/calls/{call_id}/recording/{n}", self.recording, methods=["GET"], response_model=None)
        router.add_api_route("/calls/{call_id}/recording/{n}/peaks", self.peaks, methods=["GET"])
        return router

    async def peaks(self, call_id: str, n: int, viewer: Person) -> dict[str, Any]:
        """The shape of the sound, to be drawn. Nobody hears it."""
        try:
            return await run_in_threadpool(self._hearings.peaks, viewer, call_id, n)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None
        except NotRecorded as why:
            raise Refused(404, str(why)) from None
        except Unplayable as why:
            raise Refused(409, str(why)) from None

    async def recording(self, call_id: str, n: int, request: Request, viewer: Person) -> Response:
        try:
            found = await run_in_threadpool(self._hearings.hear, viewer, call_id, n)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None
        except NotRecorded as why:
            raise Refused(404, str(why)) from None
        except Unplayable as why:
            raise Refused(409, str(why)) from None
        return _sound(found, request)


def _sound(found: Playback, request: Request) -> Response:
    try:
        asked = window(request.headers, found.size)
    except NotThere:
        refused = saying(416, BEHIND_THE_END)
        refused.headers["Content-Range"] = f"bytes */{found.size}"
        return refused
    headers = asked.headers | {"Cache-Control": "no-store"}
    pieces = found.read(asked.first, asked.stop)
    return StreamingResponse(pieces, asked.status, headers, media_type="audio/wav")
