"""Orders in the rows, each with its facts. Reads and writes the database: to be called in a thread."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from cases.access import CALL_ROLES, Viewer
from cases.dispatch import POSTING, TOLD, UNDONE, Act, DispatchRules
from cases.events import BroadcastConfirmed, DispatchFailed, DispatchOrdered, DispatchUndone
from cases.units import Directory
from store.dispatches import Order
from store.tables import DispatchRow
from store.unit_of_work import Store, Work

SHOWN_FOR = timedelta(hours=12)
"""A shift: who comes later was told otherwise."""

CONFIRMED = TOLD | {Act.BROADCAST}


class NoSuchOrder(Exception):
    """There is none, or it is not of this person's jurisdiction."""


class CannotUndo(Exception):
    """It is undone already, or it is over."""


class Orders:
    def __init__(self, store: Store, directory: Directory, rules: DispatchRules) -> None:
        self._store, self._directory, self._rules = store, directory, rules

    def order(self, order: Order) -> int:
        """Recorded before it is done: nobody listens without a trace."""
        with self._store.work() as work:
            row = work.dispatches.add(order, work.now)
            work.record(DispatchOrdered(dispatch=row.id, act=row.act, person=order.person, reason=order.reason,
                                        to=order.to, **_where(row)))  # fmt: skip
            work.commit()
            return row.id

    def failed(self, dispatch: int) -> None:
        with self._store.work() as work:
            row = work.dispatches.locked(dispatch)
            if row is not None and not row.failed:
                row.failed = True
                work.record(DispatchFailed(dispatch=row.id, act=row.act, **_where(row)))
                work.commit()

    def supersede(self, dispatch: int) -> None:
        """What the order took the place of holds no more."""
        with self._store.work() as work:
            row = work.dispatches.locked(dispatch)
            if row is not None:
                work.dispatches.supersede(row, work.now)
                work.commit()

    def to_undo(self, units: Collection[str], dispatch: int) -> DispatchRow:
        """Raises NoSuchOrder, CannotUndo."""
        with self._store.reading() as work:
            return _undoable_of(work, units, dispatch)

    def undone(self, viewer: Viewer, units: Collection[str], dispatch: int) -> None:
        """When what it did is no more. Raises NoSuchOrder, CannotUndo."""
        with self._store.work() as work:
            row = _undoable_of(work, units, dispatch, locked=True)
            row.undone_at, row.undone_by = work.now, viewer.person
            work.record(DispatchUndone(dispatch=row.id, act=row.act, person=viewer.person, **_where(row)))
            work.commit()

    def closed(self, viewer: Viewer, call_id: str) -> bool:
        """Whether the call complains of the person, or of the own unit (回避)."""
        with self._store.reading() as work:
            call = work.calls.get(call_id) if call_id else None
            return call is not None and not work.closures.sees(work.closures.sight(viewer, self._directory), call)

    def listed(self, units: Collection[str]) -> list[dict[str, Any]]:
        with self._store.reading() as work:
            rows = work.dispatches.last(units)
            confirmed = work.dispatches.receipts([row.id for row in rows if row.act in CONFIRMED])
            return [self._shown(work, row, units) | {"confirmed": confirmed.get(row.id, 0)} for row in rows]

    def broadcasts(self, viewer: Viewer) -> list[dict[str, Any]]:
        """What the person has not confirmed yet, the oldest first."""
        with self._store.reading() as work:
            seen = work.dispatches.confirmed_by(viewer.person)
            rows = work.dispatches.standing(CONFIRMED, work.now - SHOWN_FOR)
            return [_message(work, row) for row in rows if row.id not in seen and self._concerns(viewer, row)]

    def confirm(self, viewer: Viewer, dispatch: int) -> None:
        """Safe to repeat. Raises NoSuchOrder."""
        with self._store.work() as work:
            row = work.dispatches.get(dispatch)
            if row is None or row.act not in CONFIRMED or not self._concerns(viewer, row):
                raise NoSuchOrder
            if work.dispatches.confirm(row, viewer.person, work.now):
                work.record(BroadcastConfirmed(dispatch=row.id, person=viewer.person, **_where(row)))
                work.commit()

    def _concerns(self, viewer: Viewer, row: DispatchRow) -> bool:
        if row.act in TOLD:
            return row.sitter == viewer.person
        if viewer.unit not in self._directory:
            return False
        below = viewer.role in CALL_ROLES and viewer.unit in self._directory.jurisdiction(row.unit)
        return below and viewer.person != row.person_id

    def _shown(self, work: Work, row: DispatchRow, units: Collection[str]) -> dict[str, Any]:
        person = work.people.get(row.person_id)
        return {
            "id": row.id,
            "at": row.at.isoformat(),
            "act": row.act,
            "by": person.name if person is not None else "",
            "unit": row.unit,
            "seat": row.seat,
            "to": row.to,
            "reason": self._rules.reasons.get(row.reason, row.reason),
            "note": work.dispatches.note(row),
            "text": work.dispatches.text(row),
            "failed": row.failed,
            "undone": row.undone_at is not None,
            "undoable": _undoable(row, units),
        }


def _undoable(row: DispatchRow, units: Collection[str]) -> bool:
    # Who may take a seat away from a unit is who may give it to that unit.
    both = row.act not in POSTING or row.to in units
    return row.act in UNDONE and row.undone_at is None and not row.failed and both


def _undoable_of(work: Work, units: Collection[str], dispatch: int, *, locked: bool = False) -> DispatchRow:
    row = work.dispatches.locked(dispatch) if locked else work.dispatches.get(dispatch)
    if row is None or row.unit not in units:
        raise NoSuchOrder
    if not _undoable(row, units):
        raise CannotUndo
    return row


def _message(work: Work, row: DispatchRow) -> dict[str, Any]:
    person = work.people.get(row.person_id)
    by = person.name if person is not None else ""
    return {"id": row.id, "at": row.at.isoformat(), "act": row.act, "by": by, "unit": row.unit,
            "text": work.dispatches.text(row)}  # fmt: skip


def _where(row: DispatchRow) -> dict[str, str]:
    return {"call_id": row.call_id, "unit": row.unit, "seat": row.seat}
