"""What must be done with channels that wait for somebody who does not come: no caller hears music for nobody, and no
seat sits in an empty room. The same rules heal what a restart of ours, or a seat that vanished, left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from seats.phone.legs import BACK, HELD, LOST, PARKED, ROOM, SEAT_IN_ROOM, SIDE, TRANSFER, Leg, Legs

PATIENCE = timedelta(seconds=3)
"""So long a caller may be alone in a room: the seat is on its way."""


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
        self._done = {move: asked for move, asked in self._done.items() if at - asked < PATIENCE}
        new = [move for move in found if move not in self._done]
        self._done |= dict.fromkeys(new, at)
        return new

    def _of(self, key: str, live: bool, unit: str, at: datetime) -> Iterator[Move]:
        caller, seats = self._legs.caller(key), self._legs.seats(key)
        if not live or caller is None:
            yield from (Move(leg.channel) for leg in seats if leg.place in (HELD, ROOM, SIDE))
            return
        back = any(leg.place == ROOM and not leg.asked for leg in seats)
        if caller.place == PARKED and back:
            yield Move(caller.channel, ((caller.channel, ROOM, unit),))
        if caller.place == ROOM and self._is_alone(key, at):
            yield Move(caller.channel, ((caller.channel, LOST, unit),))
        if caller.moved and caller.place in ("", TRANSFER, BACK):
            yield from (_together(caller, leg, unit) for leg in seats if leg.up and not leg.place and not leg.asked)
        if seats and all(leg.asked for leg in seats):
            yield from (Move(leg.channel) for leg in seats if leg.place == SIDE)

    def _is_alone(self, key: str, at: datetime) -> bool:
        there = any(leg.place == ROOM for leg in self._legs.seats(key))
        since = self._alone.setdefault(key, at)
        if there:
            self._alone.pop(key, None)
        return not there and at - since >= PATIENCE


def _together(caller: Leg, seat: Leg, unit: str) -> Move:
    """A second seat that answered the caller: into the room, for the recorder's sake (see extensions.conf)."""
    return Move(seat.channel, ((seat.channel, ROOM, SEAT_IN_ROOM), (caller.channel, ROOM, unit)))
