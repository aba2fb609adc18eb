"""Work items: what a person of the unit must do, until somebody has done it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from store.closures import Sight, seen_by
from store.sealing import Sealer
from store.tables import CallRow, WorkItemRow

NOTE = "work_items.note"


class WorkItems:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def get(self, item: int) -> WorkItemRow | None:
        return self._session.get(WorkItemRow, item, with_for_update=True)

    def of_call(self, kind: str, call_id: str) -> WorkItemRow | None:
        query = select(WorkItemRow).where(WorkItemRow.kind == kind, WorkItemRow.call_id == call_id)
        return self._session.scalars(query).first()

    def open(self, kind: str, call_id: str, unit: str, due: date, provisional: bool, at: datetime) -> bool:
        """False when it was there already."""
        if self.of_call(kind, call_id) is not None:
            return False
        self._put(WorkItemRow(kind=kind, call_id=call_id, unit=unit, due=due, provisional=provisional, created_at=at))
        return True

    def ask(
        self, kind: str, call_id: str, unit: str, due: date, at: datetime, *, due_at: datetime | None = None, note: str
    ) -> WorkItemRow:
        """A new one, or the one that was there asked for again."""
        row = self.of_call(kind, call_id) or WorkItemRow(kind=kind, call_id=call_id, created_at=at)
        row.unit, row.due, row.due_at, row.state = unit, due, due_at, "open"
        row.closed_at = row.closed_by = None
        row.note_sealed = self._sealer.seal(NOTE, note) if note else None
        return self._put(row)

    def note(self, row: WorkItemRow) -> str:
        return self._sealer.unseal(NOTE, row.note_sealed) if row.note_sealed else ""

    def close(self, row: WorkItemRow, person: int, at: datetime) -> bool:
        """False when it was closed already: the first who did it stays."""
        if row.state != "open":
            return False
        row.state, row.closed_by, row.closed_at = "done", person, at
        return True

    def waiting(self, kind: str) -> dict[str, int]:
        """How many are open in each unit that has any."""
        query = (
            select(WorkItemRow.unit, func.count())
            .where(WorkItemRow.kind == kind, WorkItemRow.state == "open")
            .group_by(WorkItemRow.unit)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def waiting_at(self, kind: str, at: datetime) -> dict[str, int]:
        """How many of each unit waited at that moment."""
        there = (WorkItemRow.created_at <= at) & (WorkItemRow.closed_at.is_(None) | (WorkItemRow.closed_at > at))
        query = select(WorkItemRow.unit, func.count()).where(WorkItemRow.kind == kind, there)
        return {row[0]: row[1] for row in self._session.execute(query.group_by(WorkItemRow.unit))}

    def of_units(self, units: Sequence[str], sight: Sight, limit: int = 200) -> Sequence[WorkItemRow]:
        """Open ones of calls that are not closed to who looks, the most pressing first."""
        query = (
            select(WorkItemRow)
            .where(WorkItemRow.unit.in_(units), WorkItemRow.state == "open")
            .where(exists().where(CallRow.id == WorkItemRow.call_id, seen_by(sight)))
            .order_by(WorkItemRow.due, func.coalesce(WorkItemRow.due_at, WorkItemRow.created_at), WorkItemRow.id)
            .limit(limit)
        )
        return self._session.scalars(query).all()

    def open_ones(self, call_id: str | None = None) -> Sequence[WorkItemRow]:
        """Of one call, or of all."""
        query = select(WorkItemRow).where(WorkItemRow.state == "open").order_by(WorkItemRow.id)
        if call_id is not None:
            query = query.where(WorkItemRow.call_id == call_id)
        return self._session.scalars(query).all()

    def _put(self, row: WorkItemRow) -> WorkItemRow:
        self._session.add(row)
        self._session.flush()
        return row
