"""`python -m recordings`, killed in the middle and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis

from cases.events import CallEnded
from recordings.verify import verify
from store.feed import RedisBell
from store.unit_of_work import Store
from tests.integration.conftest import KEY, build_store
from tests.integration.recordings.conftest import AT, Shop, speak

PROJECT = Path(__file__).parents[3]


def until(true: Callable[[], object], what: str, within_s: float = 40.0) -> None:
    ends = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < ends, f"waited in vain: {what}"
        time.sleep(0.02)


@dataclass
class Program:
    state: Path
    redis_port: int
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> Program:
        mine = {"HOTLINE_STATE_DIR": str(self.state), "HOTLINE_PORTS__REDIS": str(self.redis_port)} | self.settings
        environment = os.environ | mine | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(PROJECT)}
        with (self.state / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "recordings"], cwd=PROJECT, env=environment, stdout=log, stderr=log
            )
        return self

    @property
    def log(self) -> str:
        return (self.state / "log").read_text()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(20)


@pytest.fixture
def shop(tmp_path: Path, redis: Redis) -> Iterator[Shop]:
    made = build_store(f"sqlite:///{tmp_path / 'hotline.db'}")
    (tmp_path / "sealing.key").write_text(KEY.hex())
    yield Shop(Store(made.engine, made.sealer, made.clock, RedisBell(redis)), tmp_path, redis)
    made.engine.dispose()


@pytest.fixture
def program(shop: Shop, redis_port: int) -> Iterator[Program]:
    made = Program(shop.root, redis_port).start()
    yield made
    made.stop()


def end(shop: Shop, call_id: str) -> None:
    """What the AMI link writes at a hang-up."""
    with shop.store.work() as work:
        row = work.calls.get(call_id)
        assert row is not None
        row.ended_at, row.outcome, row.answered_at = work.now, "lost", AT
        work.record(CallEnded(call_id=call_id, unit="370900", outcome="lost", talk_s=1.0))
        work.commit()


def test_a_recording_is_kept_soon_after_the_hang_up(shop: Shop, program: Program) -> None:
    shop.call(lasted=None)
    for side in ("rx", "tx"):
        speak(shop.spool / f"c1.1.{side}.wav", 3.0)
    end(shop, "c1")
    until(lambda: shop.rung() == 1, program.log)
    assert shop.states() == {"c1.1.rx": ("kept", ""), "c1.1.tx": ("kept", "")}
    until((shop.root / "run/recordings.prom").exists, "the gauge of free space")


def test_killed_again_and_again_it_loses_nothing(shop: Shop, redis_port: int) -> None:
    said = {}
    for n in range(30):
        shop.call(f"k{n}", lasted=3.0, outcome="message", n=2, sides=("rx",))
        said[n] = speak(shop.spool / f"k{n}.2.rx.wav", 3.0, seed=n)
    program = Program(shop.root, redis_port)
    for kept in range(5, 30, 5):
        program.start()
        until(lambda kept=kept: shop.kinds().count("RecordingKept") >= kept, "some are kept")  # type: ignore[misc]
        os.kill(program.process.pid, signal.SIGKILL)
        program.process.wait(20)
    program.start()
    until(lambda: not list(shop.spool.iterdir()), "the spool is empty")
    program.stop()
    assert all(shop.kept(f"k{n}.2.rx") == sound for n, sound in said.items())
    assert shop.kinds().count("RecordingKept") == shop.kinds().count("MessageLeft") == 30
    assert verify(shop.store, shop.vault).sound


def test_a_second_keeper_waits_for_the_first(shop: Shop, program: Program, redis_port: int) -> None:
    until((shop.root / "run/recordings.prom").exists, "the first one works")
    second = Program(shop.root, redis_port).start()
    until(lambda: "另一个录音保管程序" in program.log, "it says so")
    assert second.process.poll() is None
    second.stop()


def test_without_redis_a_recording_is_kept_all_the_same(shop: Shop) -> None:
    program = Program(shop.root, 9).start()
    shop.call(outcome="lost")
    for side in ("rx", "tx"):
        speak(shop.spool / f"c1.1.{side}.wav", 3.0)
    until(lambda: len(shop.states()) == 2 and all(state == "kept" for state, _ in shop.states().values()), program.log)
    program.stop()
    with shop.store.reading() as work:
        assert [row.call_id for row in work.transcripts.waiting(work.now)] == ["c1"]


@pytest.mark.parametrize(("file", "words"), [("sealing.key", "封存密钥"), ("hotline.db", "数据库版本")])
def test_an_instance_that_is_not_whole_is_told_in_one_line(shop: Shop, redis_port: int, file: str, words: str) -> None:
    shop.store.engine.dispose()
    for path in shop.root.glob(f"{file}*"):
        path.unlink()
    program = Program(shop.root, redis_port).start()
    assert program.process.wait(40) == 1
    assert words in program.log and "Traceback" not in program.log
