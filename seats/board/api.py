"""What a board asks for beside its socket."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from cases.access import Viewer, supervised_units
from cases.units import Directory
from seats.board.layout import layout
from web.answers import Refused
from web.gate import Person

NOT_A_SUPERVISOR = "看板只供值班长使用。"


class BoardApi:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api/board")
        router.add_api_route("/layout", self.layout, methods=["GET"])
        return router

    async def layout(self, viewer: Person) -> dict[str, Any]:
        return layout(self._directory, self._units(viewer))

    def _units(self, viewer: Viewer) -> frozenset[str]:
        units = supervised_units(viewer, self._directory)
        if not units:
            raise Refused(403, NOT_A_SUPERVISOR)
        return units
