"""The real program: forked workers, a real Redis, the shipped model, speech that a machine spoke."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue
from structlog.testing import capture_logs

from store.feed import open_redis
from store.queues import TRANSCRIBE, ring
from tests.integration.conftest import KEY, build_store, free_port
from tests.integration.transcribe.conftest import RATE, Hall
from transcribe.jobs import LEASE
from transcribe.reconciler import Reconciler

PROJECT = Path(__file__).parents[3]
MODEL = PROJECT / "transcribe/models/demo-cn"
COMPLAINT = "wo3 yao4 ju3 bao4 yi1 ge4 min2 jing3 tai4 du4 hen3 cha4"
GREETING = "ni3 hao3 qing3 jiang3"
WITHIN_S = 60.0


def until(true: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + WITHIN_S
    while not true():
        assert time.monotonic() < ends, f"waited in vain: {what}"
        time.sleep(0.05)


def speak(path: Path, pinyin: str) -> None:
    """Synthetic Mandarin in the telephone band."""
    raw = path.with_suffix(".raw")
    spoken = os.environ | {"LC_ALL": "C.UTF-8"}
    subprocess.run(["espeak-ng", "-v", "cmn-latn-pinyin", "-s", "150", "-w", raw, pinyin], check=True, env=spoken)
    subprocess.run(["sox", "-v", "0.7", "-t", "wav", raw, "-r", str(RATE), "-c", "1", path], check=True)


@dataclass
class Program:
    """`python -m transcribe` of one instance."""

    state: Path
    redis_port: int
    workers: int = 1
    model: Path = MODEL
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> Program:
        settings = {
            "STATE_DIR": self.state, "PORTS__REDIS": self.redis_port, "WORKERS": self.workers, "MODEL_DIR": self.model,
        }  # fmt: skip
        environment = os.environ | {f"HOTLINE_{key}": str(value) for key, value in settings.items()}
        environment |= {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(PROJECT)}
        with (self.state / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "transcribe"], cwd=PROJECT, env=environment, stdout=log, stderr=log
            )
        return self

    @property
    def log(self) -> str:
        return (self.state / "log").read_text()

    def children(self) -> list[int]:
        return [
            int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(30)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """On SQLite: what is tested is the processes."""
    made = build_store(f"sqlite:///{tmp_path / 'hotline.db'}")
    (tmp_path / "sealing.key").write_text(KEY.hex())
    yield Hall(made, tmp_path / "vault")
    made.engine.dispose()


@pytest.fixture
def program(hall: Hall, tmp_path: Path, redis: Redis, redis_port: int) -> Iterator[Program]:
    made = Program(tmp_path, redis_port).start()
    yield made
    made.stop()


def spoken_call(hall: Hall, call_id: str = "c1") -> None:
    hall.call(call_id, answered_after=None)
    speak(hall.vault / f"{call_id}.1.rx.wav", COMPLAINT)
    speak(hall.vault / f"{call_id}.1.tx.wav", GREETING)


def is_ready(hall: Hall, call_id: str = "c1") -> bool:
    return hall.row(call_id).state == "ready"


def test_a_call_is_transcribed_and_drafted_when_the_bell_rings(hall: Hall, program: Program, redis: Redis) -> None:
    spoken_call(hall)
    assert ring(redis, "c1", 1, 5.0)
    until(lambda: is_ready(hall), program.log)
    assert any("举报" in text for side, text in hall.said() if side == "caller")
    assert (hall.row().model, hall.row().tries) == ("demo-cn", 1)
    assert hall.kinds() == ["TranscriptReady", "RegistrationDrafted"]


def test_a_want_whose_bell_was_lost_is_found(hall: Hall, program: Program) -> None:
    spoken_call(hall)
    until(lambda: is_ready(hall), program.log)


def test_a_worker_that_was_killed_is_replaced(hall: Hall, program: Program, redis: Redis) -> None:
    until(lambda: len(program.children()) == 2, program.log)
    before = set(program.children())
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(set(program.children()) - before) == 2, program.log)
    spoken_call(hall)
    ring(redis, "c1", 1, 5.0)
    until(lambda: is_ready(hall), program.log)


def test_a_stop_ends_every_process(hall: Hall, tmp_path: Path, redis: Redis, redis_port: int) -> None:
    program = Program(tmp_path, redis_port, workers=2).start()
    until(lambda: len(program.children()) == 3, program.log)
    children = program.children()
    assert program.stop() == 0
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def test_children_do_not_outlive_a_parent_that_was_killed(hall: Hall, program: Program) -> None:
    until(lambda: len(program.children()) == 2, program.log)
    children = program.children()
    program.process.kill()
    program.process.wait(30)
    until(lambda: not [pid for pid in children if Path(f"/proc/{pid}").exists()], "children are gone")


@contextmanager
def redis_at(port: int, folder: Path) -> Iterator[None]:
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.kill()
        server.wait(10)


def test_redis_may_come_later(hall: Hall, tmp_path: Path) -> None:
    port = free_port()
    program = Program(tmp_path, port).start()
    spoken_call(hall)
    until(lambda: "Redis" in program.log, "it says that Redis is away")
    with redis_at(port, tmp_path):
        until(lambda: is_ready(hall), program.log)
        program.stop()
    assert program.log.count("Redis 暂不可用，等待恢复") == 1


def test_redis_may_die_and_come_back_empty(hall: Hall, tmp_path: Path) -> None:
    port = free_port()
    with redis_at(port, tmp_path):
        program = Program(tmp_path, port).start()
        spoken_call(hall, "c1")
        until(lambda: is_ready(hall, "c1"), program.log)
    spoken_call(hall, "c2")
    until(lambda: "恢复后自动继续" in program.log, "it says that Redis is away")
    with redis_at(port, tmp_path):
        until(lambda: is_ready(hall, "c2"), program.log)
        assert program.stop() == 0
    assert "Traceback" not in program.log


def test_a_missing_model_is_told_with_what_to_do_and_the_wants_wait(
    hall: Hall, tmp_path: Path, redis_port: int
) -> None:
    hall.call()
    program = Program(tmp_path, redis_port, model=tmp_path / "none").start()
    until(lambda: "./hotline model" in program.log, "it says what to do")
    assert program.process.poll() is None and hall.row().state == "wanted"
    program.stop()
    assert "Traceback" not in program.log


@pytest.fixture
def reconciler(hall: Hall, redis: Redis) -> Reconciler:
    return Reconciler(hall.store, redis)


def test_the_reconciler_rings_once_and_then_gives_the_want_time(
    hall: Hall, reconciler: Reconciler, redis: Redis
) -> None:
    hall.call()
    queue = Queue(TRANSCRIBE, connection=redis)
    assert (reconciler.look(), len(queue)) == (1, 1)
    assert (reconciler.look(), len(queue)) == (0, 1)
    queue.empty()
    assert (reconciler.look(), len(queue)) == (0, 0)
    assert Reconciler(hall.store, redis).look() == 1


def test_a_want_that_somebody_is_at_is_not_rung_for(hall: Hall, reconciler: Reconciler) -> None:
    hall.call()
    with hall.store.work() as work:
        row = work.transcripts.get("c1", 1)
        assert row is not None and work.transcripts.take(row, work.now, LEASE)
        work.commit()
    assert reconciler.look() == 0


def test_the_reconciler_says_once_that_redis_is_away(hall: Hall) -> None:
    hall.call()
    lonely = Reconciler(hall.store, open_redis(f"redis://127.0.0.1:{free_port()}/0"))
    with capture_logs() as logs:
        assert [lonely.look(), lonely.look()] == [0, 0]
    assert len(logs) == 1
