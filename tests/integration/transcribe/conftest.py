"""A call in the vault, and a bench with a recogniser that reads its words from the sound itself."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from cases.drafting import Gazetteer
from store.tables import TranscriptRow
from store.unit_of_work import Store
from transcribe.recogniser import Block, Word
from transcribe.worker import Bench

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
RATE = 8_000
WORDS = {1: "我要举报", 2: "泰安市公安局", 3: "您好", 4: "请讲", 5: "欢迎致电"}


@dataclass
class Speller:
    """A recogniser for tests: half a second at level `n * 1000` is the word of that number."""

    name: str = "speller"
    rate: int = RATE
    trouble: Callable[[], None] = field(default=lambda: None)

    def words(self, blocks: Iterable[Block]) -> Iterator[Word]:
        samples = np.concatenate([np.zeros(0, np.int16), *blocks])
        self.trouble()
        for n in range(0, len(samples) - 3_999, 4_000):
            level = round(float(np.median(samples[n : n + 4_000])) / 1_000)
            if level in WORDS:
                yield Word(WORDS[level], n / RATE, n / RATE + 0.5, 0.9)


def spell(path: Path, *levels: int) -> None:
    """Half a second of each level; 0 is silence."""
    samples = np.repeat(np.array(levels, np.int16) * 1_000, 4_000)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


@dataclass
class Hall:
    store: Store
    vault: Path
    speller: Speller = field(default_factory=Speller)

    @property
    def bench(self) -> Bench:
        gazetteer = Gazetteer.from_units([("370000", "山东省公安厅", "000000"), ("370900", "泰安市公安局", "370000")])
        return Bench(self.speller, self.store, self.vault, gazetteer)

    def later(self, seconds: float) -> Hall:
        now = self.store.clock
        return replace(self, store=replace(self.store, clock=lambda: now() + timedelta(seconds=seconds)))

    def call(self, call_id: str = "c1", *, n: int = 1, answered_after: float | None = 2.0) -> None:
        """Prompts for two seconds, then a greeting; the caller answers it."""
        with self.store.work() as work:
            work.calls.arrived(call_id, unit="370900", called="12389", caller="", action="queue", at=AT)
            row = work.calls.get(call_id)
            assert row is not None
            row.ended_at = AT + timedelta(seconds=5)
            row.answered_at = AT + timedelta(seconds=answered_after) if answered_after is not None else None
            for segment in work.segments.open(call_id, n, ("rx",) if n == 2 else ("rx", "tx"), AT):
                segment.file, segment.state, segment.seconds = f"{segment.id}.wav", "kept", 5.0
            work.transcripts.want(call_id, n, 5.0, AT)
            work.commit()
        spell(self.vault / f"{call_id}.{n}.rx.wav", 0, 0, 0, 0, 0, 0, 1, 2, 0, 0)
        spell(self.vault / f"{call_id}.{n}.tx.wav", 5, 5, 5, 0, 3, 4, 0, 0, 0, 0)

    def row(self, call_id: str = "c1", n: int = 1) -> TranscriptRow:
        with self.store.reading() as work:
            row = work.transcripts.get(call_id, n)
        assert row is not None
        return row

    def said(self, call_id: str = "c1", n: int = 1) -> list[tuple[str, str]]:
        with self.store.reading() as work:
            row = work.transcripts.get(call_id, n)
            assert row is not None
            return [(turn["side"], turn["text"]) for turn in work.transcripts.turns(row)]

    def kinds(self) -> list[str]:
        with self.store.reading() as work:
            return [row.kind for row in work.log.whole()]


@pytest.fixture
def hall(store: Store, tmp_path: Path) -> Hall:
    return Hall(store, tmp_path / "vault")
