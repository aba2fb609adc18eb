"""Who sits where (hot desk), in the rows. Reads and writes the database: to be called in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.access import Viewer, may_sit, visible_units
from cases.events import SeatSignedIn, SeatSignedOut
from cases.seats import SIP, browser_secret
from cases.units import Directory
from store.closures import Sight
from store.seats import SeatTaken
from store.tables import SeatRow
from store.unit_of_work import Store, Work


class NoSeatFor(Exception):
    """There is no such seat, or it is not this person's to take."""


class NotSeated(Exception):
    """The person sits nowhere."""


class SeatOccupied(Exception):
    def __init__(self, seat: str, name: str) -> None:
        super().__init__(f"seat {seat} is taken")
        self.seat, self.name = seat, name


@dataclass(frozen=True, slots=True)
class Sat:
    seat: str
    former: str
    """The seat that the person had before; empty when none."""
    device: str = SIP


class Seating:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store, self._directory = store, directory

    def seat_of(self, person: int) -> str:
        with self._store.reading() as work:
            row = work.seats.of_person(person)
            return row.number if row is not None else ""

    def sight(self, viewer: Viewer) -> Sight:
        """What is closed to the person, for a page that stays open."""
        with self._store.reading() as work:
            return work.closures.sight(viewer, self._directory)

    def account(self, person: int) -> tuple[str, str]:
        """Seat and password of its phone in the browser. Raises NotSeated."""
        with self._store.reading() as work:
            row = work.seats.of_person(person)
            if row is None:
                raise NotSeated
            return row.number, browser_secret(work.seats.secret(row))

    def devices(self) -> dict[str, str]:
        """Which phone of each seat rings."""
        with self._store.reading() as work:
            return {row.number: row.device for row in work.seats.all()}

    def occupied(self) -> dict[str, int]:
        with self._store.reading() as work:
            return {row.number: row.person_id for row in work.seats.all() if row.person_id is not None}

    def seats_for(self, viewer: Viewer) -> list[dict[str, Any]]:
        """The seats that the person may choose from, the given one first, and who sits there."""
        with self._store.reading() as work:
            rows = [row for row in work.seats.all() if may_sit(viewer, row.unit, self._directory)]
            given = work.people.given_seat(viewer.person)
            rows.sort(key=lambda row: row.number != given)
            return [self._shown(work, row, viewer) | {"given": row.number == given} for row in rows]

    def sit(self, viewer: Viewer, number: str, device: str = "") -> Sat:
        """`device`: which phone rings from now on; empty: the one that rang before. Raises NoSeatFor, SeatOccupied."""
        with self._store.work() as work:
            row = self._own(work, viewer, number)
            former = work.seats.of_person(viewer.person)
            device = device or row.device
            if former is row:
                if device != row.device:
                    row.device = device
                    work.commit()
                return Sat(number, number, device)
            try:
                work.seats.sit(row, viewer.person, work.now)
            except SeatTaken as taken:
                raise SeatOccupied(number, _name(work, taken.person)) from None
            if former is not None:
                work.record(SeatSignedOut(unit=former.unit, seat=former.number, person=viewer.person))
            row.device = device
            work.record(SeatSignedIn(unit=row.unit, seat=number, person=viewer.person))
            work.commit()
            return Sat(number, former.number if former else "", device)

    def leave(self, viewer: Viewer) -> str:
        """The seat that was left; empty when the person had none."""
        with self._store.work() as work:
            row = work.seats.of_person(viewer.person)
            if row is None:
                return ""
            work.seats.leave(row)
            work.record(SeatSignedOut(unit=row.unit, seat=row.number, person=viewer.person))
            work.commit()
            return row.number

    def vacate(self, number: str) -> int | None:
        """Whoever sat there, by order of a supervisor."""
        with self._store.work() as work:
            row = work.seats.get(number)
            if row is None or row.person_id is None:
                return None
            person = row.person_id
            work.seats.leave(row)
            work.record(SeatSignedOut(unit=row.unit, seat=number, person=person))
            work.commit()
            return person

    def _own(self, work: Work, viewer: Viewer, number: str) -> SeatRow:
        row = work.seats.get(number)
        if row is None or not may_sit(viewer, row.unit, self._directory):
            raise NoSeatFor(number)
        return row

    def _shown(self, work: Work, row: SeatRow, viewer: Viewer) -> dict[str, Any]:
        return {
            "number": row.number,
            "unit": row.unit,
            "unit_name": self._directory.unit(row.unit).name,
            "device": row.device,
            "person": _name(work, row.person_id) if row.person_id is not None else "",
            "mine": row.person_id == viewer.person,
            "since": row.since.isoformat() if row.since else None,
        }


def may_answer(viewer: Viewer, directory: Directory) -> bool:
    return bool(visible_units(viewer, directory))


def _name(work: Work, person: int) -> str:
    row = work.people.get(person)
    return row.name if row is not None else ""
