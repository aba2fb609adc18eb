"""What the board has from the log of facts: a thread follows it, each subject reads what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from redis import Redis

from seats.following import Following
from store.tables import EventRow
from store.unit_of_work import Store, Work


class Subject(Protocol):
    """Called in the thread. A fact may come that `begin` has seen already."""

    def begin(self, work: Work) -> None:
        """Everything anew: at the start, and after a fault."""

    def take(self, work: Work, rows: Sequence[EventRow]) -> None:
        """What came; nothing at all about once a second."""


class Ledger(Following):
    name = "board"

    def __init__(self, store: Store, redis: Redis, subjects: Sequence[Subject]) -> None:
        super().__init__(store, redis)
        self._subjects = subjects

    def begin(self) -> int:
        with self._store.reading() as work:
            after = work.log.last()
            for subject in self._subjects:
                subject.begin(work)
            return after

    def take(self, rows: list[EventRow]) -> None:
        with self._store.reading() as work:
            for subject in self._subjects:
                subject.take(work, rows)
