"""Our way from a file to turns ÷ plain Vosk on the same sound, one after the other in the same run."""

from __future__ import annotations

import json
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import vosk

from tests.bench.result import Result, compared
from tests.bench.sound import spoken
from transcribe import speech
from transcribe.model_store import SHIPPED
from transcribe.vosk_recogniser import load

BAR = 1.05
ROUNDS, SECONDS = 15, 30.0
"""Many short rounds: one quiet moment for each side is enough."""
MODEL = SHIPPED / "demo-cn"


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        sound = spoken(Path(folder), SECONDS)
        ours, plain = _measured(sound, tell)
    yield compared("transcription wall ÷ plain vosk", ours, plain, "s", BAR)


def _measured(sound: Path, tell: Callable[[str], None]) -> tuple[float, float]:
    """The best of several turns: whatever else the machine does only ever adds to a time."""
    recogniser, model = load(MODEL), vosk.Model(str(MODEL))
    ours, plain = [], []
    for n in range(ROUNDS):
        tell(f"{n + 1}/{ROUNDS}")
        plain.append(_seconds(lambda: _plain(model, sound)))
        ours.append(_seconds(lambda: speech.turns_of_file(recogniser, sound)))
    return min(ours), min(plain)


def _plain(model: vosk.Model, sound: Path) -> list[dict[str, Any]]:
    """As in Vosk's own example."""
    with wave.open(str(sound)) as file:
        kaldi = vosk.KaldiRecognizer(model, file.getframerate())
        kaldi.SetWords(True)
        results = []
        while data := file.readframes(4_000):
            if kaldi.AcceptWaveform(data):
                results.append(json.loads(kaldi.Result()))
    return [*results, json.loads(kaldi.FinalResult())]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
