"""To whom a call and its matter are closed (回避): `cases.recusal` in rows and in SQL. A test compares the two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from cases.access import Viewer
from cases.recusal import Closure, is_closed, marks_of
from cases.units import Directory
from store.sealing import Sealer
from store.tables import CallRow, ClosureRow, RegistrationRow, SeatRow

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks. `marks`: keyed hashes of what closes a matter to the person."""

    person: int
    marks: frozenset[str]

    def open(self, closure: Closure) -> bool:
        return not is_closed(closure, self.person, self.marks)


class Closures:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def sight(self, viewer: Viewer, directory: Directory) -> Sight:
        return Sight(viewer.person, self.hashed(marks_of(viewer, directory)))

    def hashed(self, marks: Iterable[str]) -> frozenset[str]:
        return frozenset(self._sealer.index(f"closures {mark}") for mark in marks)

    def put(self, call_id: str, marks: Collection[str]) -> None:
        """Exactly these from now on."""
        wanted, there = self.hashed(marks), self._marks(call_id)
        if gone := there - wanted:
            self._session.execute(delete(ClosureRow).where(ClosureRow.call_id == call_id, ClosureRow.mark.in_(gone)))
        if new := sorted(wanted - there):
            # The drafter and the desk may say the same at the same moment.
            insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
            rows = [{"call_id": call_id, "mark": mark} for mark in new]
            self._session.execute(insert(ClosureRow).values(rows).on_conflict_do_nothing())

    def of(self, call: CallRow) -> Closure:
        row = self._session.scalars(select(RegistrationRow).where(RegistrationRow.call_id == call.id)).first()
        known = row is None or row.marked
        return Closure(self._marks(call.id), frozenset(self._takers(call, row)), known)

    def sees(self, sight: Sight, call: CallRow) -> bool:
        return sight.open(self.of(call))

    def marks(self, calls: Collection[str]) -> dict[str, frozenset[str]]:
        """Of those calls that are closed to anybody."""
        found: dict[str, set[str]] = {}
        for row in self._session.scalars(select(ClosureRow).where(ClosureRow.call_id.in_(calls))):
            found.setdefault(row.call_id, set()).add(row.mark)
        return {call_id: frozenset(marks) for call_id, marks in found.items()}

    def _marks(self, call_id: str) -> frozenset[str]:
        return frozenset(self._session.scalars(select(ClosureRow.mark).where(ClosureRow.call_id == call_id)))

    def _takers(self, call: CallRow, row: RegistrationRow | None) -> Iterator[int]:
        """Who answered, who wrote, and who has the caller now, until it is wrapped up."""
        if row is not None and row.state != DRAFT:
            return
        sits = self._session.get(SeatRow, call.seat) if call.seat and call.ended_at is None else None
        for person in (call.answered_by, row.edited_by if row else None, sits.person_id if sits else None):
            if person is not None:
                yield person


def seen_by(sight: Sight) -> ColumnElement[bool]:
    """Of `calls`: those that are not closed to who looks."""
    closed = _of_call(ClosureRow.call_id, ClosureRow.mark.in_(sorted(sight.marks)))
    unknown = _of_call(RegistrationRow.call_id, RegistrationRow.marked.is_(False))
    return or_(and_(~closed, ~unknown), _takes(sight.person))


def _takes(person: int) -> ColumnElement[bool]:
    over = _of_call(RegistrationRow.call_id, RegistrationRow.state != DRAFT)
    wrote = _of_call(RegistrationRow.call_id, RegistrationRow.edited_by == person)
    sits = exists(select(SeatRow.number).where(SeatRow.number == CallRow.seat, SeatRow.person_id == person))
    return and_(~over, or_(CallRow.answered_by == person, wrote, and_(CallRow.ended_at.is_(None), sits)))


def _of_call(key: InstrumentedAttribute[str], which: ColumnElement[bool]) -> ColumnElement[bool]:
    # Whoever asks may have the same table beside the calls: only the call is theirs.
    return exists(select(key).where(key == CallRow.id, which).correlate(CallRow))
