"""Rings again for transcripts that nobody is at: the row is the want, the bell may have been lost."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import structlog
from redis import Redis, RedisError
from rq import Queue
from sqlalchemy.exc import DBAPIError

from store.queues import TRANSCRIBE, ring
from store.unit_of_work import Store

LOOK_EVERY_S = 5.0
RING_AGAIN_S = 30.0
"""A want that failed is tried again after this long, not at once."""
log = structlog.get_logger()


@dataclass(slots=True)
class Reconciler:
    store: Store
    redis: Redis
    _rung: dict[tuple[str, int], float] = field(default_factory=dict)
    _troubled: bool = False

    def serve(self) -> None:
        while True:
            self.look()
            time.sleep(LOOK_EVERY_S)

    def look(self) -> int:
        """How many wants were rung for. Only while the queue is empty: with work in it no bell was lost."""
        try:
            if len(Queue(TRANSCRIBE, connection=self.redis)):
                return 0
            rung = self._ring()
        except (RedisError, DBAPIError) as error:
            self._tell(type(error).__name__)
            return 0
        self._troubled = False
        return rung

    def _ring(self) -> int:
        with self.store.reading() as work:
            wants = [(row.call_id, row.n, row.seconds) for row in work.transcripts.waiting(work.now)]
        now = time.monotonic()
        due = [want for want in wants if now - self._rung.get(want[:2], -RING_AGAIN_S) >= RING_AGAIN_S]
        self._rung = {key: at for key, at in self._rung.items() if now - at < RING_AGAIN_S}
        for call_id, n, seconds in due:
            self._rung[call_id, n] = now
            ring(self.redis, call_id, n, seconds)
        return len(due)

    def _tell(self, error: str) -> None:
        if not self._troubled:
            log.warning("Redis 或数据库暂不可用，待转写的录音排队等候，恢复后自动继续。", error=error)
        self._troubled = True
