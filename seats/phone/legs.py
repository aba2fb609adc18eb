"""The channels of each live call: where each one is in extensions.conf, and what that makes of its seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seats.states import State

PARKED, ROOM, HELD, CONSULT, SIDE, GONE = "parked", "room", "held", "consult", "side", "gone"
TRANSFER, LOST, BACK = "transfer", "lost", "back"
BARGE = "barge"
"""A supervisor on the way into a room: the dialplan's place for who comes in from outside the call."""
SEAT_IN_ROOM, COLLEAGUE, SEAT_ASIDE, ALONE = "seat", "colleague", "seat", "s"
"""Extensions there."""
WAITS = frozenset({HELD, ROOM, SIDE})
"""Where a seat has nothing to do without its caller."""
PLACES = frozenset({PARKED, ROOM, HELD, CONSULT, SIDE, GONE, TRANSFER, LOST, BACK})
"""Contexts of extensions.conf that name themselves. Anywhere else: where the queue, or a Dial, put the channel."""


@dataclass(slots=True)
class Leg:
    """`seat` is empty for the caller's. `asked`: of a colleague who never had the caller; `up`: answered."""

    uniqueid: str
    channel: str
    seat: str
    place: str = ""
    exten: str = ""
    asked: bool = False
    moved: bool = False
    """It has been in one of our places."""
    up: bool = False


class Legs:
    def __init__(self) -> None:
        self._legs: dict[str, Leg] = {}
        self._call: dict[str, str] = {}
        self._of: defaultdict[str, list[Leg]] = defaultdict(list)

    def calls(self) -> Iterable[str]:
        return tuple(self._of)

    def all(self) -> Iterable[Leg]:
        return tuple(self._legs.values())

    def get(self, uniqueid: str) -> Leg | None:
        return self._legs.get(uniqueid)

    def of(self, call_id: str) -> Sequence[Leg]:
        return tuple(self._of.get(call_id, ()))

    def caller(self, call_id: str) -> Leg | None:
        return next((leg for leg in self.of(call_id) if not leg.seat), None)

    def seats(self, call_id: str) -> Sequence[Leg]:
        return tuple(leg for leg in self.of(call_id) if leg.seat)

    def put(self, call_id: str, leg: Leg) -> Leg:
        """The leg that is known already, if it is."""
        if known := self._legs.get(leg.uniqueid):
            return known
        self._legs[leg.uniqueid], self._call[leg.uniqueid] = leg, call_id
        self._of[call_id].append(leg)
        return leg

    def drop(self, uniqueid: str) -> tuple[str, Leg] | None:
        """The leg and its call."""
        leg = self._legs.pop(uniqueid, None)
        if leg is None:
            return None
        call_id = self._call.pop(uniqueid)
        self._of[call_id].remove(leg)
        if not self._of[call_id]:
            del self._of[call_id]
        return call_id, leg

    def replace(self, call_id: str, legs: Iterable[Leg]) -> None:
        for leg in self.of(call_id):
            self.drop(leg.uniqueid)
        for leg in legs:
            self.put(call_id, leg)


def mode(leg: Leg, legs: Sequence[Leg]) -> tuple[State, str]:
    """What a seat does whose channel this is, and the seat it speaks with."""
    # Seats that ring for one caller in one queue have nothing to do with each other.
    others = [other for other in legs if other.seat and other is not leg and (other.asked or other.place)]
    peer = others[0].seat if others else ""
    if leg.place == HELD:
        return "held", ""
    if leg.place == CONSULT:
        return "consulting", peer or leg.exten
    if leg.place == SIDE or leg.asked:
        return "consulting", peer
    together = [other for other in others if other.place == ROOM]
    return ("conference", together[0].seat) if leg.place == ROOM and together else ("talking", peer)
