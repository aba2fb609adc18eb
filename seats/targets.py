"""Whom a seat may call or give its call to: `GET /api/phone/targets`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Protocol

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, passable_units, reachable_units, visible_units
from cases.organs import Unit
from cases.seats import Seat
from cases.units import Directory
from seats.states import SeatState
from store.unit_of_work import Store
from web.gate import Person


class Live(Protocol):
    def seat(self, number: str) -> SeatState | None: ...


class Targets:
    """Units that can be given a call; how many are ready, and each seat, only of reachable ones."""

    def __init__(self, store: Store, directory: Directory, live: Live) -> None:
        self._store, self._directory, self._live = store, directory, live

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api/phone")
        router.add_api_route("/targets", self.targets, methods=["GET"])
        return router

    async def targets(self, viewer: Person) -> list[dict[str, Any]]:
        names = await run_in_threadpool(self._names, viewer)
        return self._listed(viewer, names)

    def _listed(self, viewer: Viewer, names: Mapping[str, str]) -> list[dict[str, Any]]:
        reachable = reachable_units(viewer, self._directory)
        if not reachable:
            return []
        states = {seat: self._state(seat) for code in reachable for seat in self._directory.seats(code)}
        ready = Counter(seat.unit for seat, state in states.items() if state == "ready")
        passable = passable_units(viewer, self._directory)
        there = [unit for unit in self._directory if unit.code in passable]
        units = [_unit(unit, ready[unit.code] if unit.code in reachable else None) for unit in there]
        return units + [self._seat(seat, state, names) for seat, state in states.items()]

    def _seat(self, seat: Seat, state: str, names: Mapping[str, str]) -> dict[str, Any]:
        name = self._directory.unit(seat.unit).name
        return _target(seat.number, "seat", seat.unit, name, names.get(seat.number, ""), state, None)

    def _state(self, seat: Seat) -> str:
        live = self._live.seat(seat.number)
        return live.state if live is not None else "offline"

    def _names(self, viewer: Viewer) -> dict[str, str]:
        """Who sits at the seats of the own jurisdiction, by seat. Reads the database."""
        units = visible_units(viewer, self._directory)
        with self._store.reading() as work:
            return work.seats.sitting(units)


def _unit(unit: Unit, ready: int | None) -> dict[str, Any]:
    return _target(unit.code, "unit", unit.code, unit.name, "", "", ready)


def _target(to: str, kind: str, unit: str, name: str, person: str, state: str, ready: int | None) -> dict[str, Any]:
    return {"to": to, "kind": kind, "unit": unit, "unit_name": name, "person": person, "state": state, "ready": ready}
