"""Our way from a file to turns ÷ plain Vosk on the same sound, one after the other in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import vosk

from tests.bench.result import Result, compared
from transcribe import speech
from transcribe.model_store import SHIPPED
from transcribe.vosk_recogniser import load

BAR = 1.05
ROUNDS = 7
COMPLAINT = "wo3 yao4 ju3 bao4 tai4 an1 shi4 yi1 ge4 min2 jing3 tai4 du4 hen3 cha4 ta1 shuo1 wo3 mei2 you3 zheng4 ju4"
MODEL = SHIPPED / "demo-cn"


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        sound = speak(Path(folder), minutes=1)
        ours, plain = _measured(sound, tell)
    yield compared("transcription wall ÷ plain vosk", ours, plain, "s", BAR)


def speak(folder: Path, minutes: float) -> Path:
    """Telephone speech of that length, always the same."""
    raw, sound = folder / "raw.wav", folder / "speech.wav"
    spoken = os.environ | {"LC_ALL": "C.UTF-8"}
    subprocess.run(["espeak-ng", "-v", "cmn-latn-pinyin", "-w", raw, COMPLAINT], check=True, env=spoken)
    again = ["repeat", "200", "trim", "0", str(minutes * 60)]
    subprocess.run(["sox", "-v", "0.7", raw, "-r", "8000", "-c", "1", sound, *again], check=True)
    return sound


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
