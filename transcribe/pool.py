"""The processes: RQ workers and the reconciler, forked from a parent that holds the model and nothing else."""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType

import structlog
from redis import Redis, RedisError
from rq import Worker

from store.logs import LogLines
from store.queues import TRANSCRIBE
from store.unit_of_work import Store
from transcribe.reconciler import Reconciler

RESPAWN_AFTER_S = 1.0
FINISH_WITHIN_S = 10.0
"""A job that takes longer is cut off at a stop, and done again after the next start."""
DIE_WITHIN_S = 3.0
PR_SET_PDEATHSIG = 1
log = structlog.get_logger()
Child = Callable[[], None]


class PatientWorker(Worker):
    max_connection_wait_time = 2.0


@dataclass(slots=True)
class Pool:
    """Keeps its children alive until it is told to stop."""

    children: list[Child]
    _running: dict[int, ForkProcess] = field(default_factory=dict)
    _stopping: bool = False

    def serve(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._stop)
        # What is here now stays shared: the collector must not touch it in every child.
        gc.freeze()
        while not self._stopping:
            self._fill()
            wait([process.sentinel for process in self._running.values()], RESPAWN_AFTER_S)
        self._end()

    def _fill(self) -> None:
        for place, child in enumerate(self.children):
            process = self._running.get(place)
            if process is not None and process.is_alive():
                continue
            if process is not None:
                log.warning("a worker ended and is replaced", exit_code=process.exitcode)
                time.sleep(RESPAWN_AFTER_S)
            self._running[place] = _fork(child)

    def _stop(self, _signum: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self) -> None:
        """A first SIGTERM lets a worker finish its job, a second one ends it."""
        for patience in (FINISH_WITHIN_S, DIE_WITHIN_S):
            self._signal(signal.SIGTERM)
            deadline = time.monotonic() + patience
            while self._alive() and time.monotonic() < deadline:
                wait([process.sentinel for process in self._alive()], deadline - time.monotonic())
        self._signal(signal.SIGKILL)

    def _alive(self) -> list[ForkProcess]:
        return [process for process in self._running.values() if process.is_alive()]

    def _signal(self, signum: int) -> None:
        for process in self._alive():
            if process.pid is not None:
                os.kill(process.pid, signum)


def work(connect: Callable[[], Redis]) -> None:
    """One RQ worker. Redis may be away: it waits, and says so once."""
    redis = connect()
    _wait_for(redis)
    _quieten()
    try:
        PatientWorker([TRANSCRIBE], connection=redis).work(logging_level="WARNING")
    except RedisError as error:
        # RQ cannot even sign off; the parent starts another worker, which waits.
        log.warning("a worker lost Redis", error=type(error).__name__)


def reconcile(store: Store, connect: Callable[[], Redis]) -> None:
    Reconciler(store, connect()).serve()


def _fork(child: Child) -> ForkProcess:
    process = multiprocessing.get_context("fork").Process(target=_run, args=(child, os.getpid()))
    process.start()
    return process


def _run(child: Child, parent: int) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_DFL)
    # A parent that was killed cannot tell its children.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == parent:
        child()


def _wait_for(redis: Redis) -> None:
    told = False
    while True:
        try:
            redis.ping()
        except RedisError as error:
            if not told:
                log.warning("Redis 暂不可用，等待恢复；录音与登记不受影响。", error=type(error).__name__)
            told = True
            time.sleep(RESPAWN_AFTER_S)
        else:
            return


class _NotRedis(logging.Filter):
    """RQ tells every few seconds, some with a trace, that Redis is away: the reconciler says so once."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, RedisError) and "to Redis instance" not in str(record.msg)


def _quieten() -> None:
    """RQ's loggers do not propagate, so each gets a handler of ours."""
    handler = LogLines()
    handler.addFilter(_NotRedis())
    for name in ("rq.worker", "rq.job"):
        logger = logging.getLogger(name)
        logger.handlers[:], logger.propagate = [handler], False
        logger.setLevel(logging.WARNING)
