"""One whole job in the parent, on a store and a sound of its own: a fault shows before the first call, and what it
loads, compiles and specialises is shared by all workers instead of built anew in each."""

from __future__ import annotations

import tempfile
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np

from cases.clock import clock
from cases.drafting import Call, Turn, draft
from store.database import open_database
from store.sealing import KEY_BYTES, Sealer
from store.tables import Row
from store.unit_of_work import Silence, Store, Work
from transcribe.jobs import transcribe
from transcribe.worker import Bench

CALL = "self-test"
SAID = "我要举报昨天下午三点派出所民警王某态度生硬收了我两百块钱车牌鲁加一二三我的电话幺三九"
"""Touches the rules of drafting and their tables; nobody's words."""
SECONDS = 4


class SelfTestFailed(RuntimeError):
    """A job that cannot run here: better known now than at the first call."""


def warm(bench: Bench) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        engine = open_database(f"sqlite:///{folder / 'warm.db'}")
        Row.metadata.create_all(engine.execution_options(writes=True))
        store = Store(engine, Sealer(bytes(KEY_BYTES)), clock(), Silence())
        with store.work() as work:
            _prepare(work, folder)
            work.commit()
        if not transcribe(replace(bench, store=store, vault=folder, opinion=None), CALL, 1):
            raise SelfTestFailed("转写自检失败，原因见上面的日志。")
        engine.dispose()
    draft(Call(store.clock(), "", "000000", [Turn("caller", SAID)]), bench.gazetteer)


def _prepare(work: Work, folder: Path) -> None:
    work.calls.arrived(CALL, unit="000000", called="", caller="", action="", at=work.now)
    for segment in work.segments.open(CALL, 1, ("rx", "tx"), work.now):
        segment.file, segment.state, segment.seconds = f"{segment.id}.wav", "kept", float(SECONDS)
        _make_noise(folder / segment.file)
    work.transcripts.want(CALL, 1, float(SECONDS), work.now)


def _make_noise(path: Path) -> None:
    noise = np.random.default_rng(0).integers(-3000, 3000, SECONDS * 8_000, dtype=np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(noise.tobytes())
