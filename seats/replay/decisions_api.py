"""`GET /api/calls/{id}/decisions`: why this caller waited so long."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from cases.access import Role, Viewer
from cases.decisions import Decision, Happened, Levels, decisions
from cases.events import fact
from cases.units import Directory
from seats.call_file import NoSuchCall, visible_call
from seats.desk_api import UNKNOWN
from store.tables import EventRow
from store.unit_of_work import Store
from web.answers import Refused
from web.gate import Person

OF_SUPERVISORS = frozenset({"DispatchOrdered", "SupervisorListened"})


class DecisionsApi:
    """`seat_knows`: an operator may read that a supervisor listened."""

    def __init__(self, store: Store, directory: Directory, levels: Levels, *, seat_knows: bool) -> None:
        self._store, self._directory, self._levels, self._seat_knows = store, directory, levels, seat_knows

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api/calls")
        router.add_api_route("/{call_id}/decisions", self.decisions, methods=["GET"])
        return router

    async def decisions(self, call_id: str, viewer: Person) -> dict[str, Any]:
        try:
            return await run_in_threadpool(self._told, viewer, call_id)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None

    def _told(self, viewer: Viewer, call_id: str) -> dict[str, Any]:
        with self._store.reading() as work:
            row = visible_call(work, viewer, call_id, self._directory)
            rows = [event for event in work.log.of_call(call_id) if self._may_read(viewer, event)]
            until = row.answered_at or row.ended_at or work.now
            waited = (until - (row.queued_at or row.arrived_at)).total_seconds()
            happened = [_happened(event) for event in rows]
            overflow = work.dispatches.overflow(row.queued_at or row.arrived_at).get(row.unit, "")
            told = decisions(happened, self._directory, self._levels, work.now, overflow)
            return {
                "call_id": call_id,
                "unit": row.unit,
                "waited_s": round(max(0.0, waited), 1),
                "waits": row.queued_at is not None and row.answered_at is None and row.ended_at is None,
                "arrived_at": row.arrived_at.isoformat(),
                "decisions": [_shown(decision) for decision in told],
            }

    def _may_read(self, viewer: Viewer, event: EventRow) -> bool:
        return event.kind not in OF_SUPERVISORS or viewer.role is Role.SUPERVISOR or self._seat_knows


def _happened(row: EventRow) -> Happened:
    return Happened(row.at, fact(row.kind, row.call_id, row.unit, row.seat, row.body))


def _shown(decision: Decision) -> dict[str, str]:
    return {"at": decision.at.isoformat(), "what": decision.what, "text": decision.text}
