"""回避: what is to be done about a matter goes up to the nearest unit to which it is not closed.

Writes the database: to be called in a thread.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cases.events import WorkItemHandedUp
from cases.recusal import handler
from cases.units import Directory
from store.tables import EventRow, RegistrationRow
from store.unit_of_work import Store, Work

MARKED_AT_ONCE = 500


def hand_up(work: Work, row: RegistrationRow, directory: Directory) -> bool:
    """Whether anything was. Safe to repeat."""
    marks, handed = work.registrations.marks(row), False
    for item in work.work_items.open_ones(row.call_id):
        to = handler(item.unit, marks, directory) if item.unit in directory else item.unit
        if to != item.unit:
            before, item.unit, handed = item.unit, to, True
            work.record(WorkItemHandedUp(call_id=row.call_id, unit=to, item=item.id, work=item.kind, before=before))
    return handed


class HandsUp:
    """A subject of the board's ledger: the drafter may be the first to hear of whom a message complains."""

    def __init__(self, store: Store, directory: Directory) -> None:
        self._store, self._directory = store, directory

    def begin(self, work: Work) -> None:
        self._look({item.call_id for item in work.work_items.open_ones()})

    def take(self, work: Work, rows: Sequence[EventRow]) -> None:
        self._look({row.call_id for row in rows if row.kind in ("RegistrationDrafted", "RegistrationEdited")})

    def _look(self, calls: Collection[str]) -> None:
        for call_id in calls:
            with self._store.work() as work:
                row = work.registrations.of_call(call_id)
                if row is not None and hand_up(work, row, self._directory):
                    work.commit()


def mark_all(store: Store) -> int:
    """How many registrations were there before it was known of them to whom they are closed."""
    count = 0
    while True:
        with store.work() as work:
            rows = work.registrations.not_marked(MARKED_AT_ONCE)
            for row in rows:
                work.registrations.mark(row)
            work.commit()
        if not rows:
            return count
        count += len(rows)
