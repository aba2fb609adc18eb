"""What a board asks for beside its socket."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, supervised_units
from cases.units import Directory
from seats.board.alarms import AlarmBook, AlarmOver, NoSuchAlarm
from seats.board.layout import layout
from store.unit_of_work import Store
from web.answers import Refused
from web.gate import Person

NOT_A_SUPERVISOR = "看板只供值班长使用。"
NO_ALARM = "没有这条告警，或者您无权查看。"
LARGEST = 2**31 - 1


class Seen(BaseModel):
    note: str = Field("", max_length=200)


class BoardApi:
    def __init__(self, directory: Directory, store: Store) -> None:
        self._directory, self._book = directory, AlarmBook(store)

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api/board")
        router.add_api_route("/layout", self.layout, methods=["GET"])
        router.add_api_route("/alarms/{alarm}/acknowledge", self.acknowledge, methods=["POST"], status_code=204)
        return router

    async def layout(self, viewer: Person) -> dict[str, Any]:
        return layout(self._directory, self._units(viewer))

    async def acknowledge(self, alarm: int, seen: Seen, viewer: Person) -> None:
        units = self._units(viewer)
        if not 0 < alarm <= LARGEST:
            raise Refused(404, NO_ALARM)
        try:
            await run_in_threadpool(self._book.acknowledge, viewer, units, alarm, seen.note.strip())
        except NoSuchAlarm:
            raise Refused(404, NO_ALARM) from None
        except AlarmOver as over:
            raise Refused(
                409, f"这条告警已由{over.by}确认。" if over.by else "这条告警已自动解除，不用确认。"
            ) from None

    def _units(self, viewer: Viewer) -> frozenset[str]:
        units = supervised_units(viewer, self._directory)
        if not units:
            raise Refused(403, NOT_A_SUPERVISOR)
        return units
