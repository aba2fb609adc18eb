"""What supervisors order, and what every desk must confirm."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, supervised_units
from cases.dispatch import Act, DispatchRules, NoReason
from cases.units import Directory
from seats.actions import ExchangeAway, NoAnswer, NotDone, RefusedByExchange
from seats.dispatch.dispatcher import Dispatcher, NotYours, Why
from seats.dispatch.orders import CannotUndo, NoSuchOrder, Orders
from seats.dispatch.overflow import Overflow
from web.answers import Refused
from web.gate import Person

NOT_A_SUPERVISOR = "统一调度只供值班长使用。"
NOT_YOURS = "不在您的管辖范围内，或没有这个坐席、单位或电话。"
GIVE_A_REASON = "请选择理由；选“其他”时请写明原因。"
NO_ORDER = "没有这条调度，或者您无权查看。"
OVER = "这条调度已撤销或已结束。"
NO_MESSAGE = "没有这条通知，或者不是发给您的。"
LARGEST = 2**31 - 1
T = TypeVar("T")
FAULTS = ExchangeAway, NoAnswer, RefusedByExchange
AtSeat = Literal["listen", "whisper", "barge", "take_over", "pause", "ready", "sign_out"]
OfUnit = Literal["open_overflow", "close_overflow"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Reasoned(BaseModel):
    reason: str = Field(max_length=20)
    note: str = Field("", max_length=200)

    @property
    def why(self) -> Why:
        return Why(self.reason, self.note)


class Moved(Reasoned):
    """`to`: a unit's code (its queue) or a seat's number."""

    to: str = Field(max_length=8)


class Posted(Reasoned):
    """`unit`: whose callers the seat serves. `beside`: its own unit's as well."""

    unit: str = Field(max_length=6)
    beside: bool = True


class Broadcast(Reasoned):
    """`unit`: it goes to the desks of this unit and those below it; empty: the own."""

    text: Text
    unit: str = Field("", max_length=6)


class DispatchApi:
    def __init__(
        self, dispatcher: Dispatcher, orders: Orders, overflow: Overflow, directory: Directory, rules: DispatchRules
    ) -> None:
        self._dispatcher, self._orders, self._directory, self._rules = dispatcher, orders, directory, rules
        self._overflow = overflow

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        for path, route, methods, status in (
            ("/dispatch/reasons", self.reasons, "GET", 200),
            ("/dispatch/orders", self.orders, "GET", 200),
            ("/dispatch/orders/{order}/undo", self.undo, "POST", 204),
            ("/dispatch/seats/{seat}/queues", self.post, "POST", 200),
            ("/dispatch/seats/{seat}/{act}", self.at_seat, "POST", 200),
            ("/dispatch/calls/{call_id}/move", self.move_caller, "POST", 200),
            ("/dispatch/stop-listening", self.stop_listening, "POST", 204),
            ("/dispatch/broadcasts", self.broadcast, "POST", 200),
            ("/dispatch/overflow", self.overflow_states, "GET", 200),
            ("/dispatch/units/{unit}/{overflow}", self.overflow, "POST", 200),
            ("/broadcasts", self.broadcasts, "GET", 200),
            ("/broadcasts/{order}/confirm", self.confirm, "POST", 204),
        ):
            router.add_api_route(path, route, methods=[methods], status_code=status)
        return router

    async def reasons(self, viewer: Person) -> list[dict[str, str]]:
        self._units(viewer)
        return [{"code": code, "name": name} for code, name in self._rules.reasons.items()]

    async def orders(self, viewer: Person) -> list[dict[str, Any]]:
        return await run_in_threadpool(self._orders.listed, self._units(viewer))

    async def at_seat(self, seat: str, act: AtSeat, wanted: Reasoned, viewer: Person) -> dict[str, int]:
        self._units(viewer)
        return {"id": await done(self._dispatcher.at_seat(viewer, seat, Act(act), wanted.why))}

    async def post(self, seat: str, wanted: Posted, viewer: Person) -> dict[str, int]:
        self._units(viewer)
        posted = self._dispatcher.post(viewer, seat, wanted.unit, wanted.why, beside=wanted.beside)
        return {"id": await done(posted)}

    async def move_caller(self, call_id: str, wanted: Moved, viewer: Person) -> dict[str, int]:
        self._units(viewer)
        return {"id": await done(self._dispatcher.move_caller(viewer, call_id, wanted.to, wanted.why))}

    async def stop_listening(self, viewer: Person) -> None:
        self._units(viewer)
        await done(self._dispatcher.stop_listening(viewer))

    async def overflow_states(self, viewer: Person) -> dict[str, str]:
        """Those that an order changed: `open` or `closed` by unit."""
        states = await run_in_threadpool(self._overflow.states, self._units(viewer))
        return {unit: state for unit, state in states.items() if state}

    async def overflow(self, unit: str, overflow: OfUnit, wanted: Reasoned, viewer: Person) -> dict[str, int]:
        self._units(viewer)
        return {"id": await done(self._dispatcher.overflow(viewer, unit, Act(overflow), wanted.why))}

    async def broadcast(self, wanted: Broadcast, viewer: Person) -> dict[str, int]:
        self._units(viewer)
        unit = wanted.unit or viewer.unit
        return {"id": await done(self._dispatcher.broadcast(viewer, unit, wanted.text, wanted.why))}

    async def undo(self, order: int, viewer: Person) -> None:
        self._units(viewer)
        await done(self._dispatcher.undo(viewer, order if 0 < order <= LARGEST else 0))

    async def broadcasts(self, viewer: Person) -> list[dict[str, Any]]:
        return await run_in_threadpool(self._orders.broadcasts, viewer)

    async def confirm(self, order: int, viewer: Person) -> None:
        try:
            await run_in_threadpool(self._orders.confirm, viewer, order if 0 < order <= LARGEST else 0)
        except NoSuchOrder:
            raise Refused(404, NO_MESSAGE) from None

    def _units(self, viewer: Viewer) -> frozenset[str]:
        units = supervised_units(viewer, self._directory)
        if not units:
            raise Refused(403, NOT_A_SUPERVISOR)
        return units


async def done(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except NotYours:
        raise Refused(403, NOT_YOURS) from None
    except NoReason:
        raise Refused(422, GIVE_A_REASON, fields=["reason"]) from None
    except NoSuchOrder:
        raise Refused(404, NO_ORDER) from None
    except CannotUndo:
        raise Refused(409, OVER) from None
    except NotDone as reason:
        raise Refused(503 if isinstance(reason, FAULTS) else 409, str(reason)) from None
