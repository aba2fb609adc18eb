"""Steps go into the rows by one thread, in their order. The live picture never waits for the database."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from seats.rows import carry_out, missed
from seats.steps import CloseMissed, Step
from store.unit_of_work import Store

WAITING = 100_000
"""Steps kept while the database is away: hours of the whole country's calls, in less than 100 MB."""
TRIES = 3
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
log = structlog.get_logger()


@dataclass(slots=True)
class Counts:
    written: int = 0
    given_up: int = 0
    """The rows refused them, each time: a fault of ours."""
    overflowed: int = 0
    retries: int = 0


class Writer:
    def __init__(self, store: Store, waiting: int = WAITING) -> None:
        self.store, self.counts = store, Counts()
        self._steps: queue.Queue[Step | None] = queue.Queue(waiting)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def write(self, step: Step) -> None:
        """Returns at once. When the queue is full the oldest are kept: a later step brings its call up anyway."""
        try:
            self._steps.put_nowait(step)
        except queue.Full:
            self.counts.overflowed += 1
            if self.counts.overflowed % 1_000 == 1:
                log.error("steps are lost: the database has been away too long", lost=self.counts.overflowed)

    @property
    def waiting(self) -> int:
        return self._steps.qsize()

    def close(self, timeout_s: float = 5.0) -> bool:
        """Writes what waits, as far as the time allows. False when something is left."""
        threading.Thread(target=self._steps.put, args=(None,), daemon=True).start()
        self._thread.join(timeout_s)
        self._stop.set()
        self._thread.join(1.0)
        left = self._thread.is_alive() or self.waiting > 0
        if left:
            log.error("steps are left unwritten: the next start closes their calls", left=self.waiting)
        return not left

    def _run(self) -> None:
        while not self._stop.is_set():
            step = self._steps.get()
            if step is None:
                return
            self._write(step)

    def _write(self, step: Step) -> None:
        """The database away: for as long as it takes. The rows refuse: TRIES times, then the next step has its turn."""
        refused, pause = 0, FIRST_PAUSE_S
        while not self._stop.is_set():
            try:
                self._once(step)
            except Exception as error:
                refused += not _away(error)
                if refused >= TRIES:
                    self._give_up(step, error)
                    return
                self.counts.retries += 1
                log.warning("the database is away, steps wait", error=type(error).__name__, waiting=self.waiting)
                self._stop.wait(pause)
                pause = min(LONGEST_PAUSE_S, pause * 2)
            else:
                self.counts.written += 1
                return

    def _once(self, step: Step) -> None:
        if isinstance(step, CloseMissed) and not self._any_missed(step):
            return
        with self.store.work() as work:
            carry_out(work, step)
            work.commit()

    def _any_missed(self, step: CloseMissed) -> bool:
        # It comes every ten seconds and is nearly always empty: no reason to lock the others out.
        with self.store.reading() as work:
            return bool(missed(work, step))

    def _give_up(self, step: Step, error: Exception) -> None:
        self.counts.given_up += 1
        log.error("a step cannot be written", step=type(step).__name__, error=type(error).__name__)


def _away(error: Exception) -> bool:
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated
