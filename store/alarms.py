"""Alarms: raised, acknowledged by a person, cleared. The rows say what is open, the facts what happened when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.alarms import HAPPENED, Condition
from store.sealing import Sealer
from store.tables import AlarmRow

NOTE = "alarms.note"


class Alarms:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def get(self, alarm: int) -> AlarmRow | None:
        return self._session.get(AlarmRow, alarm)

    def locked(self, alarm: int) -> AlarmRow | None:
        """Nobody else changes it before the commit. SQLite's writer is alone anyway."""
        return self._session.get(AlarmRow, alarm, with_for_update=True, populate_existing=True)

    def open_of(self, keys: Collection[str]) -> Sequence[AlarmRow]:
        """Locked."""
        query = select(AlarmRow).where(AlarmRow.open_key.in_(keys)).order_by(AlarmRow.id).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).all()

    def open(self) -> Sequence[AlarmRow]:
        return self._session.scalars(select(AlarmRow).where(AlarmRow.open_key.is_not(None))).all()

    def open_at(self, at: datetime) -> Sequence[AlarmRow]:
        over = AlarmRow.cleared_at.is_not(None) & (AlarmRow.cleared_at <= at)
        return self._session.scalars(select(AlarmRow).where(AlarmRow.raised_at <= at, ~over)).all()

    def raised_between(self, units: Collection[str], after: datetime, until: datetime) -> Sequence[AlarmRow]:
        query = select(AlarmRow).where(AlarmRow.unit.in_(units), AlarmRow.raised_at > after)
        return self._session.scalars(query.where(AlarmRow.raised_at <= until).order_by(AlarmRow.raised_at)).all()

    def last_cause(self) -> int:
        """The last fact that raised one."""
        return self._session.scalar(select(func.max(AlarmRow.cause))) or 0

    def raise_(self, condition: Condition, at: datetime, cause: int | None = None) -> AlarmRow | None:
        """None when it is open already, or the fact has raised one."""
        if self._known(condition.key, cause):
            return None
        row = AlarmRow(
            what=condition.what.value, unit=condition.unit, seat=condition.seat, call_id=condition.call_id,
            value=condition.value, bound=condition.limit, cause=cause, raised_at=at, open_key=condition.key,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row

    def clear(self, row: AlarmRow, at: datetime) -> None:
        row.cleared_at, row.open_key = at, None

    def acknowledge(self, row: AlarmRow, person: int, note: str, at: datetime) -> None:
        """What happened is over once it has been seen."""
        row.acknowledged_at, row.acknowledged_by = at, person
        row.note_sealed = self._sealer.seal(NOTE, note) if note else None
        if row.what in HAPPENED:
            self.clear(row, at)

    def note(self, row: AlarmRow) -> str:
        return self._sealer.unseal(NOTE, row.note_sealed) if row.note_sealed else ""

    def _known(self, key: str, cause: int | None) -> bool:
        same = AlarmRow.open_key == key
        query = select(AlarmRow.id).where(same if cause is None else same | (AlarmRow.cause == cause))
        return self._session.scalars(query).first() is not None
