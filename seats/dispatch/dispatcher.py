"""An order from its check to the exchange. Whoever may not is told before anything is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from cases.access import Viewer, supervised_units
from cases.dispatch import LISTENING, OVERFLOW, POSTING, TOLD, Act, DispatchRules, check_reason
from cases.postings import Penalties, may_post
from cases.units import Directory, NoSuchSeat
from seats.actions import NotDone
from seats.desks import Desk
from seats.dispatch.orders import Orders
from seats.dispatch.overflow import Overflow
from seats.dispatch.postings import Postings
from seats.pauses import SUPERVISOR
from seats.seating import Seating
from seats.states import LiveCall, SeatState
from store.dispatches import Order
from store.tables import DispatchRow

BUSY = frozenset({"ringing", "talking", "held", "consulting", "conference"})
HEARS = LISTENING | {Act.TAKE_OVER}

Mark = Callable[[], Awaitable[None]]
"""Writes that an order is undone."""


class NotYours(Exception):
    """The seat, unit or call is not in the person's jurisdiction, or there is none."""


class NotNow(NotDone):
    """`str()` says why."""


class Listen(Protocol):
    async def listen(self, own: str, seat: str, how: str) -> None: ...
    async def barge(self, own: str, seat: str) -> None: ...
    async def take_over(self, own: str, seat: str) -> None: ...
    async def move_caller(self, call_id: str, to: str) -> None: ...
    async def stop(self, own: str) -> None: ...
    async def set_overflow(self, unit: str, state: str) -> None: ...
    async def post(self, wanted: Mapping[str, Penalties]) -> None: ...


class Exchange(Protocol):
    async def pause(self, seat: str, reason: str) -> None: ...
    async def ready(self, seat: str) -> None: ...

    @property
    def dispatch(self) -> Listen: ...


class Live(Protocol):
    def seat(self, number: str) -> SeatState | None: ...
    def call(self, call_id: str) -> LiveCall | None: ...
    def sitting_at(self, number: str) -> Collection[Desk]: ...
    def ordered(self, desks: Collection[Desk], act: str) -> None: ...
    def notified(self, desks: Collection[Desk]) -> None: ...


@dataclass(frozen=True, slots=True)
class Why:
    reason: str
    note: str = ""


class Dispatcher:
    """`vacate` signs whoever sits at a seat out."""

    def __init__(
        self, exchange: Exchange, live: Live, directory: Directory, seating: Seating, orders: Orders,
        rules: DispatchRules, vacate: Callable[[str], Awaitable[None]], overflow: Overflow, postings: Postings,
    ) -> None:  # fmt: skip
        self._exchange, self._live, self._directory, self._seating = exchange, live, directory, seating
        self._orders, self._rules, self._vacate = orders, rules, vacate
        self._overflow, self._postings = overflow, postings

    async def at_seat(self, viewer: Viewer, number: str, act: Act, why: Why) -> int:
        """The order's id. Raises NotYours, NoReason, NotDone."""
        seat = self._seat(viewer, number)
        if act in HEARS and await run_in_threadpool(self._orders.closed, viewer, seat.call_id):
            raise NotYours
        check_reason(self._rules, why.reason, why.note)
        do = await self._what(viewer, seat, act)
        order = Order(act=act, person=viewer.person, unit=seat.unit, reason=why.reason, note=why.note.strip(),
                      seat=seat.number, call_id=seat.call_id, before=_before(seat), sitter=seat.person)  # fmt: skip
        sitting = self._live.sitting_at(number)
        dispatch = await self.carry_out(order, do)
        if act in TOLD:
            self._live.notified(sitting)
        return dispatch

    async def post(self, viewer: Viewer, number: str, unit: str, why: Why, *, beside: bool) -> int:
        """The seat serves that unit's callers, until it is undone. Raises NotYours, NoReason, NotDone."""
        seat = self._live.seat(number)
        if seat is None or not may_post(viewer, number, unit, self._directory):
            raise NotYours
        check_reason(self._rules, why.reason, why.note)
        await self._check_post(seat, unit, beside=beside)
        act = Act.SHARE_SEAT if beside else Act.MOVE_SEAT
        order = Order(act=act, person=viewer.person, unit=seat.unit, reason=why.reason, note=why.note.strip(),
                      seat=number, to=unit)  # fmt: skip
        dispatch = await self._post(order)
        self._live.ordered(self._live.sitting_at(number), act.value)
        return dispatch

    async def _check_post(self, seat: SeatState, unit: str, *, beside: bool) -> None:
        if unit == seat.unit:
            raise NotNow("坐席本来就接听这个单位的来电，请选择其他单位。")
        overflow = await run_in_threadpool(self._overflow.states, (seat.unit,))
        if not beside and overflow.get(seat.unit) == "closed":
            raise NotNow("本单位已关闭溢出，调走坐席会使来电无人接听：请先撤销关闭溢出，或改为兼接。")

    async def _post(self, order: Order) -> int:
        try:
            dispatch = await self.carry_out(order, self._postings.apply)
            await run_in_threadpool(self._orders.supersede, dispatch)
            return dispatch
        finally:
            # What was ordered before may hold again, or no more.
            self._postings.is_due()

    async def move_caller(self, viewer: Viewer, call_id: str, to: str, why: Why) -> int:
        """From and to the own jurisdiction. Raises NotYours, NoReason, NotDone."""
        units = supervised_units(viewer, self._directory)
        call = self._live.call(call_id)
        if call is None or call.unit not in units or self._unit_of(to) not in units:
            raise NotYours
        if await run_in_threadpool(self._orders.closed, viewer, call_id):
            raise NotYours
        check_reason(self._rules, why.reason, why.note)
        order = Order(act=Act.MOVE_CALLER, person=viewer.person, unit=call.unit, reason=why.reason,
                      note=why.note.strip(), call_id=call_id, to=to)  # fmt: skip
        return await self.carry_out(order, lambda: self._exchange.dispatch.move_caller(call_id, to))

    def _unit_of(self, to: str) -> str:
        """Of a unit's code or a seat's number; empty for what is neither."""
        try:
            return to if to in self._directory else self._directory.seat(to).unit
        except NoSuchSeat:
            return ""

    async def broadcast(self, viewer: Viewer, unit: str, text: str, why: Why) -> int:
        """To the desks of the unit and those below it. Raises NotYours, NoReason."""
        if unit not in supervised_units(viewer, self._directory):
            raise NotYours
        check_reason(self._rules, why.reason, why.note)
        order = Order(act=Act.BROADCAST, person=viewer.person, unit=unit, reason=why.reason, note=why.note.strip(),
                      text=text)  # fmt: skip
        return await run_in_threadpool(self._orders.order, order)

    async def overflow(self, viewer: Viewer, unit: str, act: Act, why: Why) -> int:
        """For the unit's callers from now on. Raises NotYours, NoReason, NotDone."""
        if unit not in supervised_units(viewer, self._directory):
            raise NotYours
        check_reason(self._rules, why.reason, why.note)
        self._check_overflow(unit, act)
        order = Order(act=act, person=viewer.person, unit=unit, reason=why.reason, note=why.note.strip())
        dispatch = await self.carry_out(order, lambda: self._overflow.apply(unit))
        await run_in_threadpool(self._orders.supersede, dispatch)
        return dispatch

    def _check_overflow(self, unit: str, act: Act) -> None:
        if not self._directory.unit(unit).parent:
            raise NotNow("这个单位没有上级，不存在溢出。")
        if act is Act.CLOSE_OVERFLOW and not any(seat.state == "ready" for seat in self._serving(unit)):
            raise NotNow("这个单位没有就绪的坐席，不能关闭溢出：来电将无人接听。请先令坐席就绪。")

    def _serving(self, unit: str) -> list[SeatState]:
        """Whose phones ring at once for its callers: the unit's own seats, but for those that help elsewhere."""
        seats = [self._live.seat(seat.number) for seat in self._directory.all_seats()]
        return [seat for seat in seats if seat is not None and unit in (seat.queues or (seat.unit,))]

    async def stop_listening(self, viewer: Viewer) -> None:
        """Raises NotDone."""
        await self._exchange.dispatch.stop(await self._own(viewer))

    async def undo(self, viewer: Viewer, dispatch: int) -> None:
        """Raises NoSuchOrder, CannotUndo, NotDone."""
        units = supervised_units(viewer, self._directory)
        row = await run_in_threadpool(self._orders.to_undo, units, dispatch)

        async def mark() -> None:
            await run_in_threadpool(self._orders.undone, viewer, units, dispatch)

        await self._lead_back(row, mark)

    async def carry_out(self, order: Order, do: Callable[[], Awaitable[None]]) -> int:
        dispatch = await run_in_threadpool(self._orders.order, order)
        try:
            await do()
        except NotDone:
            await run_in_threadpool(self._orders.failed, dispatch)
            raise
        return dispatch

    async def _lead_back(self, row: DispatchRow, mark: Mark) -> None:
        """First at the exchange: what it did not do is not told as undone."""
        if row.act in OVERFLOW:
            await self._overflow.lift(row.unit, row.id, mark)
        elif row.act in POSTING:
            await self._postings.lift(row.id, mark)
            self._live.ordered(self._live.sitting_at(row.seat), "seat_back")
        else:
            await self._as_before(row)
            await mark()

    async def _as_before(self, row: DispatchRow) -> None:
        live = self._live.seat(row.seat)
        if row.act == Act.PAUSE and row.before == "ready" and live is not None and live.reason == SUPERVISOR:
            await self._exchange.ready(row.seat)
        elif row.act == Act.READY and row.before.startswith("paused:"):
            await self._exchange.pause(row.seat, row.before.partition(":")[2])

    def _seat(self, viewer: Viewer, number: str) -> SeatState:
        """A call that a seat has for a unit above or beside is not the viewer's either."""
        live, units = self._live.seat(number), supervised_units(viewer, self._directory)
        if live is None or live.unit not in units:
            raise NotYours
        call = self._live.call(live.call_id) if live.call_id else None
        if call is not None and call.unit not in units:
            raise NotYours
        return live

    async def _what(self, viewer: Viewer, seat: SeatState, act: Act) -> Callable[[], Awaitable[None]]:
        number = seat.number
        if act in LISTENING or act is Act.TAKE_OVER:
            own, listen = await self._own(viewer), self._exchange.dispatch
            special = {Act.BARGE: listen.barge, Act.TAKE_OVER: listen.take_over}
            if act in special:
                return lambda: special[act](own, number)
            return lambda: listen.listen(own, number, act.value)
        if seat.person is None:
            raise NotNow(f"坐席 {number} 无人入座。")
        if act is Act.PAUSE:
            return lambda: self._exchange.pause(number, SUPERVISOR)
        if act is Act.READY:
            return lambda: self._exchange.ready(number)
        if act is Act.SIGN_OUT and seat.state not in BUSY:
            return lambda: self._vacate(number)
        raise NotNow(f"坐席 {number} 正在通话，请在通话结束后再签退。")

    async def _own(self, viewer: Viewer) -> str:
        own = await run_in_threadpool(self._seating.seat_of, viewer.person)
        if not own:
            raise NotNow("您还没有坐席：旁听要用您自己的话机，请先到接听台选择坐席。")
        return own


def _before(seat: SeatState) -> str:
    return f"paused:{seat.reason}"[:40] if seat.state == "paused" else seat.state
