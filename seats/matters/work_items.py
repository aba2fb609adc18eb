"""Closing a work item: heard, called back, dealt with. Writes the database: to be called in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from cases.access import Viewer, may_see
from cases.events import WorkItemClosed
from cases.units import Directory
from store.tables import WorkItemRow
from store.unit_of_work import Store, Work


class NoSuchItem(LookupError):
    """There is none, or none that this person may know of."""


@dataclass(frozen=True, slots=True)
class WorkDone:
    store: Store
    directory: Directory

    def close(self, viewer: Viewer, item: int) -> None:
        """Safe to repeat: who did it first stays. Raises NoSuchItem."""
        with self.store.work() as work:
            row = work.work_items.get(item) if item < 2**31 else None
            if row is None or not may_see(viewer, row.unit, self.directory) or self._closed(work, viewer, row):
                raise NoSuchItem(item)
            if work.work_items.close(row, viewer.person, work.now):
                work.record(
                    WorkItemClosed(call_id=row.call_id, unit=row.unit, item=row.id, work=row.kind, person=viewer.person)
                )
            work.commit()

    def _closed(self, work: Work, viewer: Viewer, row: WorkItemRow) -> bool:
        call = work.calls.get(row.call_id)
        return call is None or not work.closures.sees(work.closures.sight(viewer, self.directory), call)
