"""Writing down a call while it goes on: a caller waits a moment for our database, never longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, Full, Queue

import structlog
from sqlalchemy.exc import IntegrityError

from store.unit_of_work import Store, Work

log = structlog.get_logger()

Change = Callable[[Work], None]
WAITING = 1_000
"""So many changes wait for a database that stands still; what comes after is left to the sweep of recordings."""


@dataclass(frozen=True, slots=True)
class _Job:
    call_id: str
    change: Change
    done: threading.Event = field(default_factory=threading.Event)


class Records:
    """One writer: the chain of facts takes one change at a time, so that more of them would only wait for each other.

    A change that comes too late for its caller is still written, in the order of arrival.
    """

    def __init__(self, store: Store, patience_s: float = 1.0) -> None:
        self._store, self._patience_s = store, patience_s
        self._jobs: Queue[_Job] = Queue(WAITING)
        self._busy_since: float | None = None
        self._ends = threading.Event()
        self._writer = threading.Thread(target=self._write, name="records", daemon=True)
        self._writer.start()

    def keep(self, call_id: str, change: Change, within_s: float) -> None:
        """Returns when it is written or the caller has waited enough. Never raises."""
        job = _Job(call_id, change)
        try:
            self._jobs.put_nowait(job)
        except Full:
            log.error("call not recorded: too many changes wait for the database", call_id=call_id)
            return
        if not job.done.wait(min(within_s, self._patience())):
            log.warning("the database is slow: the call goes on, its rows follow", call_id=call_id)

    def close(self, within_s: float) -> None:
        """Lets what waits be written, for so long."""
        self._ends.set()
        self._writer.join(within_s)

    def _patience(self) -> float:
        # Who comes while another has waited in vain already need not find it out again.
        since = self._busy_since
        stuck = since is not None and time.monotonic() - since > self._patience_s
        return 0.0 if stuck else self._patience_s

    def _write(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=0.2)
            except Empty:
                if self._ends.is_set():
                    return
                continue
            self._busy_since = time.monotonic()
            self._settle(job)
            self._busy_since = None

    def _settle(self, job: _Job) -> None:
        try:
            self._commit(job.change)
        except Exception as error:
            # Only the kind: the text of a database's error quotes the values, which are personal.
            log.error("call not recorded", call_id=job.call_id, error=type(error).__name__)
        finally:
            job.done.set()

    def _commit(self, change: Change) -> None:
        try:
            self._once(change)
        except IntegrityError:
            # Another program saw the call in the same moment; the second look finds its row.
            self._once(change)

    def _once(self, change: Change) -> None:
        with self._store.work() as work:
            change(work)
            work.commit()
