"""To whom calls are closed (回避), for the board: read when something was said of a matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from cases.clock import Clock
from store.tables import EventRow
from store.unit_of_work import Work

SAID = frozenset(
    {"RegistrationDrafted", "RegistrationEdited", "RegistrationConfirmed", "RegistrationClosed", "RegistrationAmended"}
)
LONGEST_CALL = timedelta(hours=12)
Show = Callable[[str, frozenset[str]], None]


class ClosedCalls:
    """A subject of the ledger."""

    def __init__(self, clock: Clock, show: Show) -> None:
        self._clock, self._show = clock, show

    def begin(self, work: Work) -> None:
        recent = [row.id for row in work.calls.since(self._clock() - LONGEST_CALL)]
        for call_id, marks in work.closures.marks(recent).items():
            self._show(call_id, marks)

    def take(self, work: Work, rows: Sequence[EventRow]) -> None:
        said = {row.call_id for row in rows if row.kind in SAID}
        found = work.closures.marks(said) if said else {}
        for call_id in said:
            self._show(call_id, found.get(call_id, frozenset()))
