"""The desks that are open: one for each browser page of a signed-in person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from cases.access import Viewer
from seats.outbox import SIGNED_OUT, Outbox
from store.closures import Sight


@dataclass(eq=False, slots=True)
class Desk:
    viewer: Viewer
    session: str
    units: frozenset[str]
    """The units whose calls the person may see."""
    seat: str
    sight: Sight
    outbox: Outbox = field(default_factory=Outbox)


class Desks:
    def __init__(self) -> None:
        self._all: set[Desk] = set()
        self._at: defaultdict[str, set[Desk]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._all)

    def all(self) -> Collection[Desk]:
        return tuple(self._all)

    def at(self, seat: str) -> Collection[Desk]:
        return tuple(self._at.get(seat, ()))

    def of_person(self, person: int) -> Collection[Desk]:
        return tuple(desk for desk in self._all if desk.viewer.person == person)

    def add(self, desk: Desk) -> None:
        self._all.add(desk)
        if desk.seat:
            self._at[desk.seat].add(desk)

    def move(self, desk: Desk, seat: str) -> None:
        self.discard(desk)
        desk.seat = seat
        self.add(desk)

    def discard(self, desk: Desk) -> None:
        self._all.discard(desk)
        if at := self._at.get(desk.seat):
            at.discard(desk)
            if not at:
                del self._at[desk.seat]

    def end_session(self, session: str) -> None:
        for desk in self.all():
            if desk.session == session:
                desk.outbox.close(SIGNED_OUT)

    def close_all(self, code: int) -> None:
        for desk in self.all():
            desk.outbox.close(code)
