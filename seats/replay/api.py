"""The board of any moment: `/api/board/at`, what followed: `/api/board/span`, and where a day was busy."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, supervised_units
from cases.clock import CHINA, is_day
from cases.today import begin_of
from cases.units import Directory
from seats.board.api import NOT_A_SUPERVISOR
from seats.caller import Places
from seats.replay.then import Then
from store.unit_of_work import Store, Work
from web.answers import Refused
from web.gate import Person

LONGEST_SPAN = timedelta(minutes=15)
SLOT = timedelta(minutes=10)
NO_SUCH_TIME = "没有这个日期的记录，请选择 2000 年以后的日期。"
NEVER = "还没有发生的时刻不能回放。"
FUTURE_GRACE = timedelta(seconds=2)
Seconds = Annotated[int, Query(ge=1, le=int(LONGEST_SPAN.total_seconds()))]


class ReplayApi:
    def __init__(self, store: Store, directory: Directory, places: Places) -> None:
        self._store, self._directory, self._places = store, directory, places

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api/board")
        router.add_api_route("/at", self.at, methods=["GET"])
        router.add_api_route("/span", self.span, methods=["GET"])
        router.add_api_route("/day", self.day, methods=["GET"])
        return router

    async def at(self, time: datetime, viewer: Person) -> dict[str, Any]:
        """The board's snapshot at that moment."""
        return await run_in_threadpool(self._at, viewer, self._units(viewer), self._moment(time))

    async def span(self, time: datetime, viewer: Person, seconds: Seconds = 600) -> dict[str, Any]:
        """The snapshot at `time`, and every change in the seconds after it."""
        units, at = self._units(viewer), self._moment(time)
        return await run_in_threadpool(self._span, viewer, units, at, timedelta(seconds=seconds))

    async def day(self, day: date, viewer: Person) -> dict[str, Any]:
        """Calls that arrived in each ten minutes of a day in China, and its alarms."""
        units = self._units(viewer)
        if not is_day(day):
            raise Refused(422, NO_SUCH_TIME)
        return await run_in_threadpool(self._day, units, day)

    def _at(self, viewer: Viewer, units: frozenset[str], at: datetime) -> dict[str, Any]:
        with self._store.reading() as work:
            return self._then(work, viewer, units, at).snapshot()

    def _then(self, work: Work, viewer: Viewer, units: frozenset[str], at: datetime) -> Then:
        sight = work.closures.sight(viewer, self._directory)
        return Then(work, self._directory, self._places, units, at, sight)

    def _span(self, viewer: Viewer, units: frozenset[str], at: datetime, lasts: timedelta) -> dict[str, Any]:
        with self._store.reading() as work:
            then = self._then(work, viewer, units, at)
            until = min(at + lasts, work.now)
            return {"until": until.isoformat(), "snapshot": then.snapshot(), "changes": then.changes(until)}

    def _day(self, units: frozenset[str], day: date) -> dict[str, Any]:
        begins = begin_of(day)
        with self._store.reading() as work:
            calls = work.calls.between(begins, begins + timedelta(days=1))
            slots = Counter(int((call.arrived_at - begins) / SLOT) for call in calls if call.unit in units)
            alarms = work.alarms.raised_between(units, begins, begins + timedelta(days=1))
            return {
                "begins": begins.isoformat(),
                "calls": [slots[n] for n in range(144)],
                "alarms": [{"at": row.raised_at.isoformat(), "what": row.what, "unit": row.unit} for row in alarms],
            }

    def _moment(self, time: datetime) -> datetime:
        """A time without a zone is China's. Raises Refused."""
        if not is_day(time):
            raise Refused(422, NO_SUCH_TIME)
        at = (time if time.tzinfo is not None else time.replace(tzinfo=CHINA)).astimezone(UTC)
        if at > self._store.clock() + FUTURE_GRACE:
            raise Refused(422, NEVER)
        return at

    def _units(self, viewer: Viewer) -> frozenset[str]:
        units = supervised_units(viewer, self._directory)
        if not units:
            raise Refused(403, NOT_A_SUPERVISOR)
        return units
