"""Speech of a chosen length for figures: the demonstration's citizen, again and again."""

from __future__ import annotations

import wave
from pathlib import Path

from commands.demonstration.speech import RATE, scripted
from config.settings import PROJECT


def spoken(folder: Path, seconds: float) -> Path:
    source = scripted(PROJECT / "config" / "demo.toml", folder, alone=True).caller
    with wave.open(str(source)) as wav:
        once = wav.readframes(wav.getnframes())
    frames = int(seconds * RATE) * 2
    target = folder / "long.wav"
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((once * (frames // len(once) + 1))[:frames])
    return target
