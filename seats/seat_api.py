"""Who I am, where I sit, and whether calls may come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

import structlog
from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from cases.access import ROLE_NAMES
from cases.units import Directory
from seats.actions import NotDone
from seats.caller import unit_name
from seats.hub import Hub
from seats.pauses import EMPTY, OTHER_PHONE, SAT_DOWN, PauseReason
from seats.seating import NoSeatFor, Seating, SeatOccupied, may_answer
from web.answers import Refused
from web.gate import Person

log = structlog.get_logger()


class Seats(Protocol):
    """What can be asked of the exchange. Raises NotDone, within seconds."""

    async def pause(self, seat: str, reason: str) -> None: ...

    async def ready(self, seat: str) -> None: ...

    def seated(self, number: str, person: int | None) -> None: ...

    def use(self, number: str, device: str) -> None: ...


class Chosen(BaseModel):
    """`device`: the phone that rings; without it the one that rang before."""

    seat: str = Field(max_length=8)
    device: Literal["", "browser", "sip"] = ""


class Wanted(BaseModel):
    state: Literal["ready", "paused", "away"]
    reason: PauseReason = PauseReason.OTHER


class SeatApi:
    def __init__(
        self, seating: Seating, hub: Hub, exchange: Seats, directory: Directory, left: Callable[[str], None]
    ) -> None:
        """`left` hears of each seat whose person got up."""
        self._seating, self._hub, self._exchange, self._directory = seating, hub, exchange, directory
        self._left = left

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        router.add_api_route("/me", self.me, methods=["GET"])
        router.add_api_route("/seats", self.seats, methods=["GET"])
        router.add_api_route("/seat", self.sit, methods=["POST"])
        router.add_api_route("/seat", self.leave, methods=["DELETE"], status_code=204)
        router.add_api_route("/seat/state", self.state, methods=["POST"], status_code=204)
        return router

    async def me(self, viewer: Person) -> dict[str, Any]:
        return {
            "person": viewer.person,
            "name": viewer.name,
            "role": viewer.role.value,
            "role_name": ROLE_NAMES[viewer.role],
            "unit": viewer.unit,
            "unit_name": unit_name(self._directory, viewer.unit),
            "answers_calls": may_answer(viewer, self._directory),
            "seat": await run_in_threadpool(self._seating.seat_of, viewer.person),
        }

    async def seats(self, viewer: Person) -> list[dict[str, Any]]:
        shown = await run_in_threadpool(self._seating.seats_for, viewer)
        for seat in shown:
            live = self._hub.seat(seat["number"])
            seat["state"] = live.state if live else "offline"
        return shown

    async def sit(self, chosen: Chosen, viewer: Person) -> dict[str, str]:
        self._refuse_in_mid_call(chosen)
        try:
            sat = await run_in_threadpool(self._seating.sit, viewer, chosen.seat, chosen.device)
        except NoSeatFor:
            raise Refused(403, f"您不能使用坐席 {chosen.seat}：只能选择本单位的坐席。") from None
        except SeatOccupied as taken:
            raise Refused(409, f"坐席 {taken.seat} 正由{taken.name}使用，请选择其他坐席。") from None
        if sat.former == sat.seat and not self._changes(sat.seat, sat.device):
            return {"seat": sat.seat}
        # Nobody's calls ring before the person says so; and none at a desk that was left.
        if sat.former != sat.seat:
            await self._pause_quietly(sat.former, EMPTY)
        if self._changes(sat.seat, sat.device):
            await self._pause_quietly(sat.seat, OTHER_PHONE)
            self._exchange.use(sat.seat, sat.device)
        await self._pause_quietly(sat.seat, SAT_DOWN)
        if sat.former != sat.seat:
            self._moved(viewer.person, sat.former, sat.seat)
        return {"seat": sat.seat}

    def _changes(self, seat: str, device: str) -> bool:
        live = self._hub.seat(seat)
        return bool(device) and live is not None and live.device != device

    def _refuse_in_mid_call(self, chosen: Chosen) -> None:
        live = self._hub.seat(chosen.seat)
        if live is not None and live.call_id and self._changes(chosen.seat, chosen.device):
            raise Refused(409, "通话中不能更换话机，请在通话结束后再换。")

    async def leave(self, viewer: Person) -> None:
        seat = await run_in_threadpool(self._seating.leave, viewer)
        await self._pause_quietly(seat, EMPTY)
        self._moved(viewer.person, seat, "")

    async def vacate(self, seat: str) -> None:
        """By order of a supervisor: the phone rings no more, and the pages of whoever sat there show it."""
        person = await run_in_threadpool(self._seating.vacate, seat)
        await self._pause_quietly(seat, EMPTY)
        if person is not None:
            self._moved(person, seat, "")

    async def state(self, wanted: Wanted, viewer: Person) -> None:
        seat = await run_in_threadpool(self._seating.seat_of, viewer.person)
        if not seat:
            raise Refused(409, "您还没有坐席，请先选择坐席。")
        try:
            await self._set(seat, wanted)
        except NotDone as reason:
            raise Refused(503, str(reason)) from None

    async def _set(self, seat: str, wanted: Wanted) -> None:
        if wanted.state == "ready":
            await self._exchange.ready(seat)
        else:
            reason = PauseReason.AWAY if wanted.state == "away" else wanted.reason
            await self._exchange.pause(seat, reason.value)

    def _moved(self, person: int, former: str, seat: str) -> None:
        for number, sitter in ((former, None), (seat, person)):
            if number:
                self._exchange.seated(number, sitter)
        if seat != former:
            self._left(former)
        self._hub.seated(person, seat)

    async def _pause_quietly(self, seat: str, reason: str) -> None:
        """A person can sit and leave while the exchange is away: the link makes up for it."""
        if not seat:
            return
        try:
            await self._exchange.pause(seat, reason)
        except NotDone as error:
            log.warning("seat not paused", seat=seat, error=type(error).__name__)
