"""What callers hear: prompts spoken by espeak-ng or recorded by people, a beep, and music made by sox."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

VERSION = "2"  # change it when the way of making sounds changes
TELEPHONE = ["-r", "8000", "-c", "1", "-b", "16"]
TRIM = ["silence", "1", "0.02", "0.5%", "reverse", "silence", "1", "0.02", "0.5%", "reverse"]
# Twelve plucked chords of five seconds, all from one pentatonic scale: nothing that anybody holds rights in.
CHORDS = ("C3 G3 C4 E4 G4 C5", "A2 E3 A3 C4 E4 A4", "D3 A3 D4 G4 A4 D5", "G2 D3 G3 D4 G4 A4") * 3


class PromptFailed(RuntimeError):
    """A prompt could not be made; the message names it and what to do."""


def build(prompts: Path, sounds: Path, music: Path) -> bool:
    """Fills `sounds`/zh and `music`; False when both are as they should be. Recordings beside `prompts` (in a folder of
    the same name without .toml) win over espeak-ng."""
    wanted = _read(prompts)
    recorded = _recorded(prompts.with_suffix(""), wanted)
    stamp, mark = sounds / "stamp", _mark(prompts, recorded)
    if stamp.is_file() and stamp.read_text() == mark and any(music.glob("*.wav")):
        return False
    for name, pinyin in wanted.items():
        _make(name, pinyin, recorded.get(name), sounds / "zh" / f"{name}.wav")
    _sox(["-n", *TELEPHONE], sounds / "zh" / "beep.wav", ["synth", "0.35", "sine", "1000", "gain", "-12"], "beep")
    _make_music(music / "calm.wav")
    stamp.write_text(mark)
    return True


def _read(prompts: Path) -> dict[str, str]:
    try:
        entries = tomllib.loads(prompts.read_text(encoding="utf-8"))["prompts"]
        wanted = {str(name): str(entry["pinyin"]) for name, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise PromptFailed(f"提示音文件无法读取：{prompts}（{fault}）") from fault
    for name in wanted:
        if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)?", name):
            raise PromptFailed(f"提示音名称无效：{name}（{prompts}）")
    return wanted


def _recorded(folder: Path, wanted: dict[str, str]) -> dict[str, Path]:
    files = {name: folder / f"{name}.wav" for name in wanted}
    return {name: file for name, file in files.items() if file.is_file()}


def _mark(prompts: Path, recorded: dict[str, Path]) -> str:
    digest = hashlib.sha256(VERSION.encode())
    for file in (prompts, *recorded.values()):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _make(name: str, pinyin: str, recording: Path | None, target: Path) -> None:
    if recording:
        _sox([str(recording), *TELEPHONE], target, [], name)
        return
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder) / "spoken.wav"
        speak(pinyin, spoken, name=name, speed=210)
        # Below full level before the change of rate: it would clip.
        _sox([str(spoken), *TELEPHONE], target, ["gain", "-n", "-6", *TRIM, *_pause(name)], name)


def speak(pinyin: str, target: Path, *, name: str, speed: int, variant: str = "", volume: int = 100) -> None:
    """At espeak-ng's own rate. `name` is what a fault calls it; `speed` in words a minute, `volume` in percent."""
    voice = ["-v", f"cmn-latn-pinyin{variant}", "-s", str(speed), "-a", str(volume)]
    # Another locale reads the tones as English letters; plain `cmn` spells most characters.
    locale = {**os.environ, "LC_ALL": "C.UTF-8"}
    _run(["espeak-ng", *voice, "-w", str(target), "--", pinyin], name, locale)


def _pause(name: str) -> list[str]:
    """Sentences begin after a breath: the first moment after an answer is lost on many lines. Digits are joined."""
    return ["pad", "0.2", "0.1"] if name.startswith("hotline/") else []


def _make_music(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        chords = [Path(folder) / f"{number}.wav" for number in range(len(CHORDS))]
        for chord, notes in zip(chords, CHORDS, strict=True):
            _sox(["-n", *TELEPHONE], chord, _pluck(notes.split()), "music")
        _sox([*map(str, chords), *TELEPHONE], target, ["lowpass", "2500", "gain", "-n", "-14"], "music")


def _pluck(notes: Sequence[str]) -> list[str]:
    voices = [word for note in notes for word in ("pluck", note)]
    starts = [f"{0.6 * number:.1f}" for number in range(len(notes))]
    return ["synth", "5", *voices, "delay", *starts, "remix", "-", "trim", "0", "5", "fade", "0.1", "5", "0.8"]


def _sox(source: list[str], target: Path, effects: list[str], name: str) -> None:
    """Whole or not at all: a reader never meets half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{os.getpid()}-{target.name}")
    _run(["sox", "-V1", *source, str(half), *effects], name)
    half.replace(target)


def _run(command: list[str], name: str, environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60, env=environment)  # noqa: S603
    except FileNotFoundError as fault:
        raise PromptFailed(f"缺少程序 {command[0]}，请先安装后重试") from fault
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        raise PromptFailed(f"提示音 {name} 生成失败（{command[0]}）") from fault
