"""The board at a moment, folded from facts. Pure: what the rows add (numbers, names, notes) is not here.

A seat's state is not derived a second time: `SeatTurned` says what the board showed, so the two cannot differ. Calls
are folded, since their facts say all that a board shows of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from cases.events import Fact
from cases.units import Directory, NoSuchSeat

OF_SEATS = frozenset({"SeatTurned"})
OF_CALLS = frozenset({"CallArrived", "CallerQueued", "SeatRang", "CallAnswered", "CallTransferred", "CallEnded"})
OF_LINK = frozenset({"LinkLost", "LinkRestored"})


@dataclass(frozen=True, slots=True)
class SeatThen:
    """As in `cases.events.SeatTurned`."""

    number: str
    unit: str
    state: str
    reason: str
    since: datetime
    device: str
    person: int
    hand: bool
    peer: str
    listened: str
    call_id: str
    queues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallThen:
    call_id: str
    unit: str
    arrived_at: datetime
    queued_at: datetime | None = None
    rang_at: datetime | None = None
    answered_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.queued_at is not None and self.answered_at is None


@dataclass(slots=True)
class Touched:
    """What a fact changed: the rows to show anew."""

    seats: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    link: bool = False


class BoardThen:
    """`take` facts in the order of the log."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.seats: dict[str, SeatThen] = {}
        self.calls: dict[str, CallThen] = {}
        self.connected = True

    def take(self, fact: Fact, at: datetime) -> Touched:
        if fact.kind in OF_SEATS:
            return self._seat(fact)
        if fact.kind in OF_CALLS:
            return self._call(fact, at)
        if fact.kind in OF_LINK:
            self.connected = fact.kind == "LinkRestored"
            return Touched(link=True)
        return Touched()

    def at_seats(self, call_id: str) -> set[str]:
        """The seats where the call rings or talks."""
        return {seat.number for seat in self.seats.values() if seat.call_id == call_id}

    def _seat(self, fact: Fact) -> Touched:
        body = fact.body
        self.seats[fact.seat] = SeatThen(
            fact.seat, fact.unit, body["state"], body["reason"], datetime.fromisoformat(body["since"]), body["device"],
            body["person"], body["hand"], body["peer"], body["listened"], fact.call_id,
            tuple(body["queues"].split()),
        )  # fmt: skip
        return Touched(seats={fact.seat})

    def _call(self, fact: Fact, at: datetime) -> Touched:
        key = fact.call_id
        if fact.kind == "CallEnded":
            self.calls.pop(key, None)
        else:
            call = self.calls.get(key) or CallThen(key, fact.unit, at)
            self.calls[key] = self._changed(call, fact, at)
        return Touched(seats=self.at_seats(key), calls={key})

    def _changed(self, call: CallThen, fact: Fact, at: datetime) -> CallThen:
        match fact.kind:
            case "CallerQueued":
                return replace(call, queued_at=call.queued_at or at, unit=fact.unit)
            case "SeatRang":
                return replace(call, rang_at=at, unit=fact.unit)
            case "CallAnswered":
                return replace(call, answered_at=call.answered_at or at, unit=fact.unit)
            case "CallTransferred":
                return replace(call, unit=self._unit_after(call.unit, fact.body["to"]))
        return call

    def _unit_after(self, unit: str, to: str) -> str:
        """A unit's queue makes it its own; a seat only when it could not see the call."""
        if to in self._directory:
            return to
        try:
            taker = self._directory.unit_of_seat(to).code
        except NoSuchSeat:
            return unit
        known = unit in self._directory and unit in self._directory.jurisdiction(taker)
        return unit if known else taker
