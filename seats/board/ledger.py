"""What the board has from the log of facts: a thread follows it, each subject reads what it needs."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol

import structlog
from redis import Redis

from store.feed import follow
from store.tables import EventRow
from store.unit_of_work import Store, Work

AGAIN_AFTER_S = 2.0
log = structlog.get_logger()


class Subject(Protocol):
    """Called in the thread. A fact may come that `begin` has seen already."""

    def begin(self, work: Work) -> None:
        """Everything anew: at the start, and after a fault."""

    def take(self, work: Work, rows: Sequence[EventRow]) -> None:
        """What came; nothing at all about once a second."""


class Ledger:
    def __init__(self, store: Store, redis: Redis, subjects: Sequence[Subject]) -> None:
        self._store, self._redis, self._subjects = store, redis, subjects
        self._stop = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="board", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except Exception as error:  # the database may be away; what was missed is read afterwards
                log.warning("the board does not follow the log", error=type(error).__name__)
                self._stop.wait(AGAIN_AFTER_S)

    def _follow(self) -> None:
        with self._store.reading() as work:
            after = work.log.last()
            for subject in self._subjects:
                subject.begin(work)
        for rows in follow(self._store, self._redis, after):
            if self._stop.is_set():
                return
            with self._store.reading() as work:
                for subject in self._subjects:
                    subject.take(work, rows)
