"""The hub: what changes at the exchange goes to the desks that it concerns, and to no other.

Lives in the event loop; nothing here waits or reads the database.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from cases.clock import Clock
from cases.recusal import OPEN, Closure
from cases.units import Directory
from seats.caller import Earlier, Places
from seats.desks import Desk, Desks
from seats.shown import call_shown, seat_shown
from seats.states import CallChanged, CallGone, Change, LinkChanged, LiveCall, SeatChanged, SeatState, Whole

Body = dict[str, Any]


class Picture(Protocol):
    def snapshot(self) -> Whole: ...


class Exchange(Protocol):
    """What the hub sees of the AMI link."""

    @property
    def connected(self) -> bool: ...

    @property
    def picture(self) -> Picture: ...


@dataclass(frozen=True, slots=True)
class Bulletin:
    """News of a call that did not come from the exchange: a draft, a transcript, a message left."""

    unit: str
    seat: str
    body: Body
    role: str = ""
    """Only for those in that role; empty: for everybody there."""
    below: bool = False
    """Also for the units below."""
    closure: Closure = OPEN
    """To whom the call is closed."""


Rings = Callable[[LiveCall], None]


class Hub:
    def __init__(
        self, exchange: Exchange, directory: Directory, places: Places, clock: Clock, *, seat_knows: bool = True
    ) -> None:
        """`seat_knows`: whoever is listened to sees it."""
        self._exchange, self._directory, self._places, self._clock = exchange, directory, places, clock
        self._seat_knows = seat_knows
        self.desks = Desks()
        self._rings: Rings = lambda _: None
        self._load()

    def on_ring(self, tell: Rings) -> None:
        """`tell` hears once of each call that reaches a seat, to look its caller up."""
        self._rings = tell

    def changed(self, change: Change) -> None:
        match change:
            case SeatChanged(seat):
                self._seat_changed(seat)
            case CallChanged(call):
                self._calls[call.call_id] = call
                for number in self._at.get(call.call_id, ()):
                    self._pop(number, call)
            case CallGone(call_id):
                self._call_gone(call_id)
            case LinkChanged():
                self._load()
                for desk in self.desks.all():
                    self._snapshot(desk)

    def call(self, call_id: str) -> LiveCall | None:
        return self._calls.get(call_id)

    def seat(self, number: str) -> SeatState | None:
        return self._seats.get(number)

    def rings_at(self, call_id: str, number: str) -> bool:
        """Whether the call is at that seat now, ringing or talking."""
        return number in self._at.get(call_id, ())

    def sitting_at(self, number: str) -> Collection[Desk]:
        return self.desks.at(number)

    def ordered(self, desks: Collection[Desk], act: str) -> None:
        """What a supervisor did to the seat at which they sat."""
        for desk in desks:
            desk.outbox.put(_json({"type": "ordered", "act": act}))

    def notified(self, desks: Collection[Desk]) -> None:
        """There is something of a supervisor's to be read and confirmed."""
        for desk in desks:
            desk.outbox.put(_json({"type": "broadcast"}))

    def join(self, desk: Desk) -> None:
        self.desks.add(desk)
        self._snapshot(desk)

    def seated(self, person: int, seat: str) -> None:
        """The person now sits there (nowhere: empty): every page of theirs starts anew."""
        for desk in self.desks.of_person(person):
            self.desks.move(desk, seat)
            self._snapshot(desk)

    def history(self, call_id: str, calls: list[Earlier] | None) -> None:
        """`calls` is None when they could not be read."""
        if call_id not in self._calls:
            return
        self._histories[call_id] = calls
        for number in self._at.get(call_id, ()):
            for desk in self.desks.at(number):
                self._tell_history(desk, call_id)

    def announce(self, bulletin: Bulletin) -> None:
        text = _json(bulletin.body)
        for desk in self._concerned(bulletin):
            desk.outbox.put(text)

    def _load(self) -> None:
        whole = self._exchange.picture.snapshot()
        self._seats = {seat.number: seat for seat in whole.seats}
        self._calls = {call.call_id: call for call in whole.calls}
        self._histories: dict[str, list[Earlier] | None] = {}
        self._asked: set[str] = set()
        self._at: defaultdict[str, set[str]] = defaultdict(set)
        for seat in whole.seats:
            if seat.call_id:
                self._at[seat.call_id].add(seat.number)

    def _seat_changed(self, seat: SeatState) -> None:
        before = self._seats.get(seat.number)
        self._seats[seat.number] = seat
        self._tell(seat.number, {"type": "seat", "seat": self._seat_shown(seat)})
        was = before.call_id if before else ""
        if was != seat.call_id:
            self._left(seat.number, was)
            self._reached(seat.number, seat.call_id)

    def _reached(self, number: str, call_id: str) -> None:
        if not call_id:
            return
        self._at[call_id].add(number)
        if call := self._calls.get(call_id):
            self._pop(number, call)

    def _pop(self, number: str, call: LiveCall) -> None:
        desks = self.desks.at(number)
        if desks:
            self._tell(number, {"type": "call", "call": self._shown(call)})
            self._ask_history(call)

    def _ask_history(self, call: LiveCall) -> None:
        if call.call_id not in self._asked:
            self._asked.add(call.call_id)
            self._rings(call)

    def _left(self, number: str, call_id: str) -> None:
        if call_id and number in self._at.get(call_id, ()):
            self._at[call_id].discard(number)
            call = self._calls.get(call_id)
            ours = call is not None and call.seat == number
            self._tell(number, {"type": "gone", "call_id": call_id, "ours": ours})

    def _call_gone(self, call_id: str) -> None:
        for number in list(self._at.get(call_id, ())):
            self._left(number, call_id)
        self._at.pop(call_id, None)
        self._calls.pop(call_id, None)
        self._histories.pop(call_id, None)
        self._asked.discard(call_id)

    def _snapshot(self, desk: Desk) -> None:
        seat = self._seats.get(desk.seat)
        call = self._calls.get(seat.call_id) if seat and seat.call_id else None
        body = {
            "type": "snapshot",
            "now": self._clock().isoformat(),
            "connected": self._exchange.connected,
            "sits_at": desk.seat,
            "seat": self._seat_shown(seat) if seat else None,
            "calls": [self._shown(call)] if call else [],
        }
        desk.outbox.put(_json(body))
        if call:
            self._tell_history(desk, call.call_id)
            self._ask_history(call)

    def _tell_history(self, desk: Desk, call_id: str) -> None:
        if call_id not in self._histories:
            return
        calls = self._histories[call_id]
        seen = [call.body for call in calls or () if call.body["unit"] in desk.units and desk.sight.open(call.closure)]
        body = {"type": "history", "call_id": call_id, "calls": seen, "readable": calls is not None}
        desk.outbox.put(_json(body))

    def _concerned(self, bulletin: Bulletin) -> Iterable[Desk]:
        """The seat that took the call; for a call that no seat took, its unit."""
        return [desk for desk in self._there(bulletin) if desk.sight.open(bulletin.closure)]

    def _there(self, bulletin: Bulletin) -> Iterable[Desk]:
        if bulletin.seat:
            return [desk for desk in self.desks.at(bulletin.seat) if bulletin.unit in desk.units]
        units = self._directory.jurisdiction(bulletin.unit) if bulletin.below else {bulletin.unit}
        there = [desk for desk in self.desks.all() if desk.viewer.unit in units and desk.units]
        return [desk for desk in there if bulletin.role in ("", desk.viewer.role)]

    def _seat_shown(self, seat: SeatState) -> Body:
        listened = seat.listened if self._seat_knows else ""
        return seat_shown(seat) | {"listened": listened, "queues": self._places.units(seat.queues)}

    def _shown(self, call: LiveCall) -> Body:
        return call_shown(call, self._directory, self._places)

    def _tell(self, number: str, body: Body) -> None:
        desks = self.desks.at(number)
        # The desk measures how long the event takes from here to its screen.
        text = _json({**body, "at": self._clock().isoformat()}) if desks else ""
        for desk in desks:
            desk.outbox.put(text)


def _json(body: Body) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
