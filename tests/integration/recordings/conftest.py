"""A spool as Asterisk leaves it, and a keeper for it."""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from redis import Redis

from cases.deadlines import DayKind, WorkCalendar
from recordings.keeper import Keeper
from recordings.space import Space
from recordings.sweep import Sweep
from recordings.vault import Vault
from store.unit_of_work import Store

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""A Friday morning in China."""
CALENDAR = WorkCalendar({date(2026, 11, 21): DayKind.WORKDAY}, frozenset({2026}))
Change = Callable[[], None]


def speak(path: Path, seconds: float, *, seed: int = 1, age_s: float = 0.0) -> bytes:
    """A closed recording, as MixMonitor leaves it."""
    samples = np.random.default_rng(seed).integers(-9000, 9000, int(seconds * 8000), dtype=np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    age(path, age_s)
    return path.read_bytes()


def leave_open(path: Path) -> None:
    """The header as it is before the file is closed: sizes of 0."""
    whole = bytearray(path.read_bytes())
    whole[40:44] = whole[4:8] = bytes(4)
    path.write_bytes(whole)


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


@dataclass
class Shop:
    """One instance of the service, as far as recordings go."""

    store: Store
    root: Path
    redis: Redis
    free_space_mb: int = 0
    keeper: Keeper = field(init=False)
    sweep: Sweep = field(init=False)

    def __post_init__(self) -> None:
        self.spool.mkdir()
        self.vault.mkdir()
        self.restart()

    @property
    def spool(self) -> Path:
        return self.root / "spool"

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    def restart(self) -> None:
        vault = Vault(self.vault)
        space = Space((self.spool, self.vault), self.free_space_mb, self.store.clock)
        self.keeper = Keeper(self.store, self.spool, vault, space, CALENDAR, self.redis)
        self.sweep = Sweep(self.store, self.spool, vault)

    def call(
        self, call_id: str = "c1", *, n: int = 1, lasted: float | None = 10.0, outcome: str = "answered",
        sides: tuple[str, ...] = ("rx", "tx"),
    ) -> None:  # fmt: skip
        with self.store.work() as work:
            work.calls.arrived(call_id, unit="370900", called="12389", caller="", action="queue", at=AT)
            work.segments.open(call_id, n, sides, AT)
            row = work.calls.get(call_id)
            assert row is not None
            row.outcome = outcome
            row.answered_at = AT + timedelta(seconds=1) if outcome == "answered" else None
            row.ended_at = AT + timedelta(seconds=lasted) if lasted is not None else None
            work.commit()

    def kinds(self) -> list[str]:
        with self.store.reading() as work:
            return [row.kind for row in work.log.whole()]

    def states(self) -> dict[str, tuple[str, str]]:
        with self.store.reading() as work:
            rows = [row for call in ("c1", "c2", "c3") for row in work.segments.of_call(call)]
            return {row.id: (row.state, row.flaw) for row in rows}

    def kept(self, segment: str) -> bytes:
        with self.store.reading() as work:
            row = work.segments.get(segment)
            assert row is not None
            return (self.vault / row.file).read_bytes()

    def rung(self) -> int:
        return int(self.redis.llen("rq:queue:transcribe"))


@pytest.fixture
def shop(store: Store, tmp_path: Path, redis: Redis) -> Iterator[Shop]:
    yield Shop(store, tmp_path, redis)
