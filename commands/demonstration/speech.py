"""What the two people of the demonstration say, as 8 kHz mono WAV: synthesised, or brought by the user."""

from __future__ import annotations

import tomllib
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from commands.running import WrongUse
from exchange.prompts import speak

RATE = 8000
BETWEEN_S = 0.4
LONGEST_S = 3600
VOICES = {"caller": "", "operator": "+f3"}
Sound = np.ndarray[tuple[int], np.dtype[np.int16]]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Both sides on one clock that starts when the seat answers."""

    caller: Path
    operator: Path
    seconds: float


def scripted(script: Path, folder: Path, alone: bool) -> Dialogue:
    """The conversation of config/demo.toml; `alone`: what the citizen says to a machine that asks nothing."""
    lines = [line for line in _lines(script) if line["side"] == "caller" or not alone]
    sounds = [(line["side"], _spoken(line, folder / f"line-{n}.wav")) for n, line in enumerate(lines)]
    return _on_one_clock(sounds, folder)


def brought(speech: Path, script: Path, folder: Path, alone: bool) -> Dialogue:
    """The operator's greeting of the script, then the user's file. Raises WrongUse for a file that is no sound."""
    said = ("caller", load(speech))
    if alone:
        return _on_one_clock([said], folder)
    greeting = next(line for line in _lines(script) if line["side"] == "operator")
    return _on_one_clock([("operator", _spoken(greeting, folder / "greeting.wav")), said], folder)


def _lines(script: Path) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = tomllib.loads(script.read_text(encoding="utf-8"))["line"]
    return lines


def load(path: Path) -> Sound:
    try:
        found, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError):
        raise WrongUse(f"{path} 不是可以读取的声音文件。请给出 WAV 文件。") from None
    if not len(found) or len(found) > LONGEST_S * rate:
        raise WrongUse(f"{path} 没有声音，或超过 {LONGEST_S // 60} 分钟。")
    mono = soxr.resample(found.mean(axis=1), rate, RATE)
    samples: Sound = (np.clip(mono, -1, 1) * 32767).astype(np.int16)
    return samples


def _spoken(line: dict[str, str], target: Path) -> Sound:
    # Below full level: the change of rate would clip.
    speak(line["pinyin"], target, name=line["text"], speed=175, variant=VOICES[line["side"]], volume=70)
    return load(target)


def _on_one_clock(sounds: list[tuple[str, Sound]], folder: Path) -> Dialogue:
    """One after the other; each side is silent while the other speaks."""
    gap = np.zeros(int(BETWEEN_S * RATE), np.int16)
    sides: dict[str, list[Sound]] = {"caller": [], "operator": []}
    for side, sound in sounds:
        for name, parts in sides.items():
            parts += [sound if name == side else np.zeros(len(sound), np.int16), gap]
    paths = {name: _write(np.concatenate(parts), folder / f"{name}.wav") for name, parts in sides.items()}
    length = sum(len(sound) + len(gap) for _, sound in sounds)
    return Dialogue(paths["caller"], paths["operator"], length / RATE)


def _write(samples: Sound, path: Path) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return path
