"""An exchange without Asterisk: the shape of `seats.link.Link`, and the test says what it does."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace as changed_to
from datetime import UTC, datetime, timedelta
from typing import Any

from cases.postings import first_of
from cases.units import Directory
from seats.actions import ExchangeAway, NotDone
from seats.states import CallChanged, CallGone, Change, LinkChanged, LiveCall, SeatChanged, SeatState, Whole

TAIAN, CALLER = "370900", "13800000123"


class ScriptedPhone:
    """Does what is asked, unless it `fails`."""

    def __init__(self, asked: list[tuple[str, ...]]) -> None:
        self.fails: NotDone | None = None
        self._asked = asked

    def dials(self, seat: str, to: str) -> str:
        return to

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, None]]:
        async def done(*what: str) -> None:
            if self.fails is not None:
                raise self.fails
            self._asked.append((name, *what))

        return done


class ScriptedLink:
    """The shape of `seats.link.Link`; the test says what the exchange does."""

    def __init__(self, directory: Directory, at: datetime) -> None:
        self.connected = True
        self.refuses = False
        self.asked: list[tuple[str, ...]] = []
        self.phone: Any = ScriptedPhone(self.asked)
        self._seats = {
            seat.number: SeatState(seat.number, seat.unit, "sip", "paused", "", at) for seat in directory.all_seats()
        }
        self._calls: dict[str, LiveCall] = {}
        self._posted: Mapping[str, Mapping[str, int]] = {}
        self._tell: Callable[[Change], None] = lambda _: None

    @property
    def picture(self) -> ScriptedLink:
        return self

    def snapshot(self) -> Whole:
        return Whole(tuple(self._seats.values()), tuple(self._calls.values()))

    def on_change(self, tell: Callable[[Change], None]) -> None:
        self._tell = tell

    async def pause(self, seat: str, reason: str) -> None:
        self._asked("pause", seat, reason)
        self.seat(seat, "paused", reason=reason)

    async def ready(self, seat: str) -> None:
        self._asked("ready", seat)
        self.seat(seat, "ready")

    def seated(self, number: str, person: int | None) -> None:
        self._seats[number] = changed_to(self._seats[number], person=person)
        self._tell(SeatChanged(self._seats[number]))

    async def extend_wrap_up(self, seat: str, by_s: int) -> None:
        self._asked("extend_wrap_up", seat, str(by_s))

    async def end_wrap_up(self, seat: str) -> None:
        self._asked("end_wrap_up", seat)

    async def mute(self, seat: str, on: bool) -> None:
        if self.phone.fails is not None:
            raise self.phone.fails
        self._asked("mute", seat, "on" if on else "off")
        self.set_seat(seat, muted=on)

    def hand(self, seat: str, up: bool, note: str = "") -> None:
        self._asked("hand", seat, "up" if up else "down", note)
        self._seats[seat] = changed_to(self._seats[seat], hand=up, hand_note=note)
        self._tell(SeatChanged(self._seats[seat]))

    def use(self, number: str, device: str) -> None:
        self.asked.append(("use", number, device))
        self._seats[number] = changed_to(self._seats[number], device=device)
        self._tell(SeatChanged(self._seats[number]))

    @property
    def dispatch(self) -> ScriptedLink:
        return self

    async def listen(self, own: str, seat: str, how: str) -> None:
        self._asked("listen", own, seat, how)
        self.set_seat(seat, listened=how)

    async def barge(self, own: str, seat: str) -> None:
        await self.listen(own, seat, "barge")

    async def take_over(self, own: str, seat: str) -> None:
        self._asked("take_over", own, seat)

    async def move_caller(self, call_id: str, to: str) -> None:
        self._asked("move_caller", call_id, to)

    async def set_overflow(self, unit: str, state: str) -> None:
        self._asked("set_overflow", unit, state)

    async def post(self, wanted: Mapping[str, Mapping[str, int]]) -> None:
        """Told by what it makes of each seat: `37011: 370100 370900`."""
        if wanted == self._posted:
            return
        posted = {number: first_of(self._seats[number].unit, units) for number, units in wanted.items()}
        self._asked("post", *(f"{number}: {' '.join(units)}" for number, units in sorted(posted.items())))
        self._posted = wanted
        for number in {seat.number for seat in self._seats.values() if seat.queues} | posted.keys():
            self.set_seat(number, queues=posted.get(number, ()))

    async def stop(self, own: str) -> None:
        self._asked("stop", own)

    def _asked(self, *what: str) -> None:
        if self.refuses:
            raise ExchangeAway
        self.asked.append(what)

    def seat(self, number: str, state: str, *, reason: str = "", call_id: str = "") -> None:
        was = self._seats[number]
        now = changed_to(was, state=state, reason=reason, call_id=call_id, since=datetime.now(UTC))
        self._seats[number] = now
        self._tell(SeatChanged(now))

    def set_seat(self, number: str, **what: Any) -> None:
        self._seats[number] = changed_to(self._seats[number], **what)
        self._tell(SeatChanged(self._seats[number]))

    def set_call(self, call: LiveCall) -> None:
        self._calls[call.call_id] = call
        self._tell(CallChanged(call))

    def arrive(self, call_id: str, unit: str = TAIAN, caller: str = CALLER, waited_s: float = 4.0) -> LiveCall:
        now = datetime.now(UTC)
        begun = now - timedelta(seconds=waited_s)
        call = LiveCall(call_id, unit, caller, "053812389", f"unit-{unit}", "", begun, begun, None, now)
        self._calls[call_id] = call
        self._tell(CallChanged(call))
        return call

    def ring(self, number: str, call_id: str) -> None:
        self.seat(number, "ringing", call_id=call_id)

    def answer(self, number: str, call_id: str) -> None:
        call = changed_to(self._calls[call_id], seat=number, answered_at=datetime.now(UTC))
        self._calls[call_id] = call
        self._tell(CallChanged(call))
        self.seat(number, "talking", call_id=call_id)

    def hang_up(self, number: str, call_id: str) -> None:
        del self._calls[call_id]
        self._tell(CallGone(call_id))
        self.seat(number, "wrap_up")

    def lose(self) -> None:
        self.connected = False
        self._tell(LinkChanged(False))

    def restore(self) -> None:
        self.connected = True
        self._tell(LinkChanged(True))
