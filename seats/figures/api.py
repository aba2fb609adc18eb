"""`/api/figures`: the same numbers as JSON, rows, CSV and XLSX."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Response
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer
from cases.clock import FIRST_DAY, LAST_DAY
from cases.figures.periods import By
from cases.units import Directory
from seats.caller import Places
from seats.figures.asked import Asked, ask
from seats.figures.exports import Exports, Form
from seats.figures.listed import Lists
from seats.figures.occupied import Occupied
from seats.figures.report import Reports
from seats.figures.shown import report_shown
from seats.figures.tables import file_name
from store.unit_of_work import Store
from web.gate import Person

AT_ONCE = 2
"""A year of the whole country takes a while: more at once would take the machine from the calls."""
TYPES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Day = Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY)]
Unit = Annotated[str, Query(max_length=6)]
Name = Annotated[str, Query(max_length=80)]
Bucket = Annotated[int | None, Query(ge=0, le=10_000)]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """As the address says it."""

    by: By = By.HOUR
    on: Day = None
    unit: Unit = ""
    alone: bool = False


Question = Annotated[Wanted, Depends()]


class FiguresApi:
    def __init__(self, store: Store, directory: Directory, places: Places) -> None:
        self._store, self._directory = store, directory
        self._reports = Reports(store, Occupied(store, directory))
        self._lists = Lists(store, directory, places)
        self._exports = Exports(store, self._reports)
        self._turn = asyncio.Semaphore(AT_ONCE)

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        router.add_api_route("/figures", self.figures, methods=["GET"])
        router.add_api_route("/figures/calls", self.calls, methods=["GET"])
        router.add_api_route("/figures/seats", self.seats, methods=["GET"])
        router.add_api_route("/figures.csv", self.csv, methods=["GET"])
        router.add_api_route("/figures.xlsx", self.xlsx, methods=["GET"])
        return router

    async def figures(self, viewer: Person, wanted: Question) -> dict[str, Any]:
        asked = self._asked(viewer, wanted)
        return await self._turned(lambda: report_shown(self._reports.of(asked)))

    async def calls(
        self, viewer: Person, wanted: Question, rows: Name = "calls", bucket: Bucket = None, before: Name = ""
    ) -> dict[str, Any]:
        asked = self._asked(viewer, wanted)
        return await self._turned(lambda: self._lists.calls(asked, rows, bucket, before))

    async def seats(self, viewer: Person, wanted: Question) -> list[dict[str, Any]]:
        asked = self._asked(viewer, wanted)
        return await self._turned(lambda: self._lists.seats(asked, self._reports.seats(asked)))

    async def csv(self, viewer: Person, wanted: Question) -> Response:
        return await self._file(self._asked(viewer, wanted), "csv")

    async def xlsx(self, viewer: Person, wanted: Question) -> Response:
        return await self._file(self._asked(viewer, wanted), "xlsx")

    async def _file(self, asked: Asked, form: Form) -> Response:
        content = await self._turned(lambda: self._exports.file(asked, form))
        named = {"Content-Disposition": f'attachment; filename="{file_name(asked, form)}"'}
        return Response(content, media_type=TYPES[form], headers=named)

    def _asked(self, viewer: Viewer, wanted: Wanted) -> Asked:
        return ask(viewer, self._directory, self._store.clock(), wanted.by, wanted.on, wanted.unit, wanted.alone)

    async def _turned(self, work: Callable[[], T]) -> T:
        async with self._turn:
            return await run_in_threadpool(work)
