"""A thread that follows the log of facts, and begins again after a fault: the database may be away for a while."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod

import structlog
from redis import Redis

from store.feed import follow
from store.tables import EventRow
from store.unit_of_work import Store

AGAIN_AFTER_S = 2.0
log = structlog.get_logger()


class Following(ABC):
    """`take` is called in the thread, so is `begin`; nothing at all comes about once a second."""

    name: str

    def __init__(self, store: Store, redis: Redis) -> None:
        self._store, self._redis = store, redis
        self._stop = threading.Event()

    @abstractmethod
    def begin(self) -> int:
        """The number of the last fact that is known already: at the start, and after a fault."""

    @abstractmethod
    def take(self, rows: list[EventRow]) -> None: ...

    def start(self) -> None:
        threading.Thread(target=self._run, name=self.name, daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except Exception as error:  # what was missed is read afterwards
                log.warning("the log is not followed", by=self.name, error=type(error).__name__)
                self._stop.wait(AGAIN_AFTER_S)

    def _follow(self) -> None:
        for rows in follow(self._store, self._redis, self.begin()):
            if self._stop.is_set():
                return
            self.take(rows)
