"""What must be done with channels that wait for somebody who does not come: no caller hears music for nobody, and no
seat sits in an empty room. The same rules heal what a restart of ours, or a seat that vanished, left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from seats.phone.legs import BACK, LOST, PARKED, ROOM, SEAT_IN_ROOM, SIDE, TRANSFER, WAITS, Leg, Legs

PATIENCE = timedelta(seconds=3)
"""So long a caller may be alone in a room, or parked by nobody: the seat is on its way."""


Way = tuple[str, str, str]
"""Channel, context, extension."""


@dataclass(frozen=True, slots=True)
class Move:
    """To these places of extensions.conf, both or none; without any the channel is hung up."""

    channel: str
    ways: tuple[Way, ...] = ()


class Reunions:
    def __init__(self, legs: Legs) -> None:
        self._legs = legs
        self._alone: dict[str, datetime] = {}
        self._done: dict[Move, datetime] = {}

    def due(self, live: frozenset[str], units: dict[str, str], at: datetime) -> list[Move]:
        """`live`: the calls whose caller is there, each with its unit. A move that was asked for has a moment."""
        found = [move for key in self._legs.calls() for move in self._of(key, key in live, units.get(key, ""), at)]
        self._alone = {key: since for key, since in self._alone.items() if key in live}
        self._done = {move: asked for move, asked in self._done.items() if at - asked < PATIENCE}
        new = [move for move in found if move not in self._done]
        self._done |= dict.fromkeys(new, at)
        return new

    def _of(self, key: str, live: bool, unit: str, at: datetime) -> Iterator[Move]:
        caller, seats = self._legs.caller(key), self._legs.seats(key)
        if not live or caller is None:
            yield from (Move(leg.channel) for leg in seats if leg.place in WAITS)
            return
        back = any(leg.place == ROOM and not leg.asked for leg in seats)
        if caller.place == PARKED and back:
            yield Move(caller.channel, ((caller.channel, ROOM, unit),))
        if self._is_alone(key, caller, seats, at):
            yield Move(caller.channel, ((caller.channel, LOST, unit),))
        if caller.moved and caller.place in ("", TRANSFER, BACK):
            yield from (_together(caller, leg, unit) for leg in seats if leg.up and not leg.place and not leg.asked)
        if seats and all(leg.asked for leg in seats):
            yield from (Move(leg.channel) for leg in seats if leg.place == SIDE)

    def _is_alone(self, key: str, caller: Leg, seats: Sequence[Leg], at: datetime) -> bool:
        """The dialplan would let a parked caller wait as long as the seat's telephone has any other call."""
        waits, theirs = caller.place in (ROOM, PARKED), caller.place == PARKED
        if not waits or any(leg.place == ROOM or (theirs and not leg.asked) for leg in seats):
            self._alone.pop(key, None)
            return False
        return at - self._alone.setdefault(key, at) >= PATIENCE


def _together(caller: Leg, seat: Leg, unit: str) -> Move:
    """A second seat that answered the caller: into the room, for the recorder's sake (see extensions.conf)."""
    return Move(seat.channel, ((seat.channel, ROOM, SEAT_IN_ROOM), (caller.channel, ROOM, unit)))
