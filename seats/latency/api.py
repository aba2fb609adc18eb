"""Desks tell what they measured; supervisors see which seats are slow."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, supervised_units, visible_units
from cases.latency import added, counted, percentile
from cases.units import Directory
from seats.caller import unit_name
from store.unit_of_work import Store
from web.answers import Refused
from web.gate import Person

NOT_A_DESK = "只有坐席页面才能上报。"
NOT_A_SUPERVISOR = "坐席响应时间只供值班长查看。"
LONGEST_MS, MOST_SAMPLES, SHOWN = 60_000, 200, 100
Milliseconds = Annotated[int, Field(ge=0, le=LONGEST_MS, strict=True)]
log = structlog.get_logger()


class Sample(BaseModel):
    """`whole`: event at the service → painted; `paint`: received → painted."""

    whole: Milliseconds
    paint: Milliseconds


class Batch(BaseModel):
    samples: list[Sample] = Field(max_length=MOST_SAMPLES)


class LatencyApi:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store, self._directory = store, directory

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        router.add_api_route("/desk/latency", self.take, methods=["POST"])
        router.add_api_route("/board/latency", self.slowest, methods=["GET"])
        return router

    async def take(self, batch: Batch, viewer: Person) -> dict[str, str]:
        """The answer carries our time, so that the desk can set its clock by the round trip."""
        if not visible_units(viewer, self._directory):
            raise Refused(403, NOT_A_DESK)
        if batch.samples:
            await run_in_threadpool(self._keep, viewer, batch)
        return {"now": self._store.clock().isoformat()}

    async def slowest(self, viewer: Person, hours: Annotated[int, Query(ge=1, le=744)] = 24) -> list[dict[str, Any]]:
        units = supervised_units(viewer, self._directory)
        if not units:
            raise Refused(403, NOT_A_SUPERVISOR)
        return await run_in_threadpool(self._slowest, units, hours)

    def _keep(self, viewer: Viewer, batch: Batch) -> None:
        whole, paint = counted(s.whole for s in batch.samples), counted(s.paint for s in batch.samples)
        try:
            with self._store.work() as work:
                seat = work.seats.of_person(viewer.person)
                if seat is not None:
                    work.latency.add(viewer.person, seat.number, work.now, whole, paint)
                    work.commit()
        except IntegrityError:
            # Two pages of one person began the same hour: a batch of measures is not worth a retry.
            log.info("latency batch dropped")

    def _slowest(self, units: frozenset[str], hours: int) -> list[dict[str, Any]]:
        sums: dict[str, tuple[list[int], list[int]]] = {}
        known = {seat.number for seat in self._directory.all_seats()}
        with self._store.reading() as work:
            for row in work.latency.since(work.now - timedelta(hours=hours), units):
                if row.seat not in known:
                    continue
                whole, paint = sums.get(row.seat, ([], []))
                sums[row.seat] = added(whole, row.whole), added(paint, row.paint)
        shown = [self._shown(seat, whole, paint) for seat, (whole, paint) in sums.items()]
        return sorted(shown, key=lambda one: (-one["p95"], one["seat"]))[:SHOWN]

    def _shown(self, number: str, whole: list[int], paint: list[int]) -> dict[str, Any]:
        unit = self._directory.seat(number).unit
        return {
            "seat": number,
            "unit_name": unit_name(self._directory, unit),
            "count": sum(whole),
            "p50": percentile(whole, 0.50),
            "p95": percentile(whole, 0.95),
            "p99": percentile(whole, 0.99),
            "paint_p95": percentile(paint, 0.95),
        }
