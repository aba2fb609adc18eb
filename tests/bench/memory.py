"""Memory of three busy workers ÷ memory of one, the whole program each time: pages that are shared count once."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from redis import Redis
from rq import Worker

from cases.clock import clock
from store import schema
from store.database import open_database
from store.feed import open_redis
from store.queues import ring
from store.sealing import Sealer, load_key, make_key
from store.unit_of_work import Silence, Store
from tests.bench.result import Result, compared
from tests.bench.sound import spoken

BAR = 1.3
SECONDS = 120.0
"""Long enough that all workers are at it together."""
WITHIN_S = 120.0
PROJECT = Path(__file__).parents[2]


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    (one_waits, one_works), (three_wait, three_work) = (_held_mb(workers, tell) for workers in (1, 3))
    yield compared("memory of three waiting workers ÷ one", three_wait, one_waits, "MB", BAR)
    # Told, not judged: what decoding itself takes is each worker's own, whatever is shared.
    yield compared("memory of three busy workers ÷ one", three_work, one_works, "MB", None)


def _held_mb(workers: int, tell: Callable[[str], None]) -> tuple[float, float]:
    """While the program waits for calls, and at most while every worker has one."""
    tell(f"{workers}")
    with tempfile.TemporaryDirectory() as folder, _redis(Path(folder)) as (redis, port):
        store = _store(Path(folder))
        with _program(Path(folder), port, workers) as pid:
            waiting = _waiting_mb(redis, pid, workers)
            _want(store, Path(folder) / "vault", workers)
            for n in range(workers):
                ring(redis, f"c{n}", 2, SECONDS)
            peak = _watched(store, pid)
        store.engine.dispose()
    return waiting, peak


def _waiting_mb(redis: Redis, pid: int, workers: int) -> float:
    ends = time.monotonic() + WITHIN_S
    while [worker.get_state() for worker in Worker.all(connection=redis)] != ["idle"] * workers:
        if time.monotonic() > ends:
            raise TimeoutError("the workers did not start")
        time.sleep(0.1)
    return sum(_pss_mb(each) for each in _tree(pid))


def _watched(store: Store, pid: int) -> float:
    """The most that the program ever held, in MB, until all transcripts are there."""
    peak, ends = 0.0, time.monotonic() + WITHIN_S
    while time.monotonic() < ends:
        peak = max(peak, sum(_pss_mb(each) for each in _tree(pid)))
        with store.reading() as work:
            if not work.transcripts.waiting(datetime.max.replace(tzinfo=UTC)):
                return peak
        time.sleep(0.05)
    raise TimeoutError("the workers did not finish")


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) / 1024


def _store(folder: Path) -> Store:
    make_key(folder / "sealing.key")
    engine = open_database(f"sqlite:///{folder / 'hotline.db'}")
    schema.upgrade(engine)
    return Store(engine, Sealer(load_key(folder / "sealing.key")), clock(), Silence())


def _want(store: Store, vault: Path, calls: int) -> None:
    vault.mkdir()
    sound = spoken(vault, SECONDS)
    with store.work() as work:
        for n in range(calls):
            work.calls.arrived(f"c{n}", unit="370900", called="12389", caller="", action="message", at=work.now)
            (segment,) = work.segments.open(f"c{n}", 2, ["rx"], work.now)
            segment.state, segment.file, segment.seconds = "kept", f"c{n}.wav", SECONDS
            work.transcripts.want(f"c{n}", 2, SECONDS, work.now)
            shutil.copyfile(sound, vault / f"c{n}.wav")
        work.commit()


@contextmanager
def _redis(folder: Path) -> Iterator[tuple[Redis, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield open_redis(f"redis://127.0.0.1:{port}/0"), port
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def _program(folder: Path, port: int, workers: int) -> Iterator[int]:
    mine = {"STATE_DIR": folder, "PORTS__REDIS": port, "WORKERS": workers}
    environment = os.environ | {f"HOTLINE_{key}": str(value) for key, value in mine.items()}
    program = subprocess.Popen([sys.executable, "-m", "transcribe"], cwd=PROJECT, env=environment, stdout=sys.stderr)
    try:
        yield program.pid
    finally:
        program.terminate()
        program.wait(30)
