"""What a person does with the call of the own seat. Nobody names a seat to act for: it is where the person sits."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated, Literal, Protocol

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, may_pass_to
from cases.units import Directory
from seats.actions import NotDone
from seats.phone.account_api import NO_SEAT
from seats.phone.faults import BadTarget, NotNow
from seats.seating import Seating
from web.answers import Refused
from web.gate import Person

To = Annotated[str, Field(max_length=8)]
OUT_OF_REACH = "不能转给或呼叫这个坐席或单位：请从列表中选择；外省的来电请转公安部。"
LONGEST_NOTE, LONGEST_EXTENSION_S = 200, 600


class Phone(Protocol):
    """Of a seat; each raises NotDone within seconds."""

    async def hold(self, seat: str) -> None: ...
    async def resume(self, seat: str) -> None: ...
    async def transfer(self, seat: str, to: str) -> None: ...
    async def consult(self, seat: str, to: str) -> None: ...
    async def complete(self, seat: str) -> None: ...
    async def cancel(self, seat: str) -> None: ...
    async def conference(self, seat: str) -> None: ...
    async def swap(self, seat: str) -> None: ...
    async def keypad(self, seat: str, digits: str) -> None: ...
    async def hang_up(self, seat: str) -> None: ...
    async def rejoin(self, seat: str) -> None: ...
    def dials(self, seat: str, to: str) -> str: ...


class Exchange(Protocol):
    @property
    def phone(self) -> Phone: ...

    async def extend_wrap_up(self, seat: str, by_s: int) -> None: ...
    async def end_wrap_up(self, seat: str) -> None: ...
    async def mute(self, seat: str, on: bool) -> None: ...
    def hand(self, seat: str, up: bool, note: str = "") -> None: ...


class Hold(BaseModel):
    on: bool


class Mute(BaseModel):
    on: bool


class Transfer(BaseModel):
    to: To
    how: Literal["blind", "consult"]


class Consult(BaseModel):
    do: Literal["complete", "cancel", "conference", "swap"]


class Call(BaseModel):
    to: To


class Keypad(BaseModel):
    digits: str = Field(pattern=r"^[0-9*#]{1,32}$")


class Hand(BaseModel):
    up: bool
    note: str = Field(default="", max_length=LONGEST_NOTE)


class WrapUp(BaseModel):
    extend_s: int = Field(default=0, ge=0, le=LONGEST_EXTENSION_S)
    end: bool = False


class PhoneApi:
    def __init__(self, seating: Seating, exchange: Exchange, directory: Directory) -> None:
        self._seating, self._exchange, self._directory = seating, exchange, directory

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        for name in ("hold", "mute", "transfer", "consult", "keypad", "hang-up", "rejoin", "hand"):
            route = getattr(self, name.replace("-", "_"))
            router.add_api_route(f"/phone/{name}", route, methods=["POST"], status_code=204)
        router.add_api_route("/phone/call", self.call, methods=["POST"])
        router.add_api_route("/seat/wrap-up", self.wrap_up, methods=["POST"], status_code=204)
        return router

    async def hold(self, wanted: Hold, viewer: Person) -> None:
        seat, phone = await self._seat(viewer), self._exchange.phone
        await _done(phone.hold(seat) if wanted.on else phone.resume(seat))

    async def mute(self, wanted: Mute, viewer: Person) -> None:
        """Of the phone on the table; the one in the browser mutes itself."""
        await _done(self._exchange.mute(await self._seat(viewer), wanted.on))

    async def transfer(self, wanted: Transfer, viewer: Person) -> None:
        seat, phone = await self._seat(viewer), self._exchange.phone
        self._must_reach(viewer, wanted.to)
        await _done((phone.transfer if wanted.how == "blind" else phone.consult)(seat, wanted.to))

    async def consult(self, wanted: Consult, viewer: Person) -> None:
        seat, phone = await self._seat(viewer), self._exchange.phone
        ways = {"complete": phone.complete, "cancel": phone.cancel, "conference": phone.conference, "swap": phone.swap}
        await _done(ways[wanted.do](seat))

    async def keypad(self, wanted: Keypad, viewer: Person) -> None:
        await _done(self._exchange.phone.keypad(await self._seat(viewer), wanted.digits))

    async def hang_up(self, viewer: Person) -> None:
        await _done(self._exchange.phone.hang_up(await self._seat(viewer)))

    async def rejoin(self, viewer: Person) -> None:
        await _done(self._exchange.phone.rejoin(await self._seat(viewer)))

    async def call(self, wanted: Call, viewer: Person) -> dict[str, str]:
        """What the phone in the browser is to dial: calls begin at a telephone, the service originates none."""
        seat = await self._seat(viewer)
        self._must_reach(viewer, wanted.to)
        try:
            return {"dial": self._exchange.phone.dials(seat, wanted.to)}
        except NotDone as reason:
            raise Refused(_status(reason), str(reason)) from None

    async def hand(self, wanted: Hand, viewer: Person) -> None:
        self._exchange.hand(await self._seat(viewer), wanted.up, wanted.note.strip())

    async def wrap_up(self, wanted: WrapUp, viewer: Person) -> None:
        seat = await self._seat(viewer)
        if wanted.end == bool(wanted.extend_s):
            raise Refused(422, "请说明是延长整理时间还是结束整理。")
        exchange = self._exchange
        await _done(exchange.end_wrap_up(seat) if wanted.end else exchange.extend_wrap_up(seat, wanted.extend_s))

    def _must_reach(self, viewer: Viewer, to: str) -> None:
        if not may_pass_to(viewer, to, self._directory):
            raise Refused(403, OUT_OF_REACH)

    async def _seat(self, viewer: Viewer) -> str:
        seat = await run_in_threadpool(self._seating.seat_of, viewer.person)
        if not seat:
            raise Refused(409, NO_SEAT)
        return seat


async def _done(asked: Awaitable[None]) -> None:
    try:
        await asked
    except NotDone as reason:
        raise Refused(_status(reason), str(reason)) from None


def _status(reason: NotDone) -> int:
    """409: not now; 503: the exchange is away, or slow."""
    return 409 if isinstance(reason, NotNow | BadTarget) else 503
