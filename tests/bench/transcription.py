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

from tests.bench.result import Result, paired
from tests.bench.sound import spoken
from transcribe import speech
from transcribe.model_files import sample_rate
from transcribe.model_store import SHIPPED
from transcribe.vosk_recogniser import VoskRecogniser

BAR = 1.05
ROUNDS, SECONDS = 30, 30.0
MODEL = SHIPPED / "demo-cn"


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        sound = spoken(Path(folder), SECONDS)
        ours, plain = _measured(sound, tell)
    yield paired("transcription wall ÷ plain vosk", ours, plain, "s", BAR)


def _measured(sound: Path, tell: Callable[[str], None]) -> tuple[list[float], list[float]]:
    """In turns, with one model for both: where it lies in memory matters more than we do."""
    vosk.SetLogLevel(-1)
    model = vosk.Model(str(MODEL))
    recogniser = VoskRecogniser(model, MODEL.name, sample_rate(MODEL))
    ours: list[float] = []
    plain: list[float] = []
    for n in range(ROUNDS):
        tell(f"{n + 1}/{ROUNDS}")
        ways = [(ours, lambda: speech.turns_of_file(recogniser, sound)), (plain, lambda: _plain(model, sound))]
        for figures, way in ways if n % 2 else reversed(ways):
            figures.append(_seconds(way))
    return ours, plain


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
