"""Reads one side of a sound file in small blocks at the rate that the recogniser wants: a call of any length fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from recordings.wav import Measured, measure
from transcribe.recogniser import Block

BLOCK_S = 0.25
"""One big block gives 2 utterances instead of 38; smaller ones only cost time."""
BLOCKS_A_READ = 40
"""Each look into the file between two blocks costs as much as 1 % of the recognition."""
FULL_SCALE = 32767


class AudioFault(Exception):
    """A file that cannot be transcribed, in one line for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Shape:
    rate: int
    channels: int
    seconds: float


def shape(path: Path) -> Shape:
    """Raises AudioFault for what is no sound file, holds no sound, or has more than two channels."""
    with _opened(path) as file:
        found = Shape(file.samplerate, file.channels, file.frames / file.samplerate)
    if found.seconds == 0:
        raise AudioFault(f"{path.name} 里没有声音（长度为 0）。请检查录音是否完整。")
    if found.channels > 2:
        raise AudioFault(f"{path.name} 有 {found.channels} 个声道，只支持单声道或双声道。请先拆分。")
    return found


def blocks(path: Path, channel: int, rate: int, from_s: float = 0.0) -> Iterator[Block]:
    """Samples of one channel at `rate`, from `from_s` on. Raises AudioFault when the file breaks off in mid-read."""
    with _opened(path) as file:
        file.seek(min(int(from_s * file.samplerate), file.frames))
        yield from _at_rate(_samples(file, channel, path.name), file.samplerate, rate)


def _opened(path: Path) -> soundfile.SoundFile:
    try:
        found = measure(path)
        if found.sound and found.unfinished:
            return _as_raw(path, found)
        return soundfile.SoundFile(path)
    except (soundfile.SoundFileError, OSError) as error:
        raise AudioFault(f"无法读取 {path.name}：不是可识别的录音文件，或文件已损坏。请提供 WAV 文件。") from error


def _as_raw(path: Path, found: Measured) -> soundfile.SoundFile:
    """A recording that a crash left open: its header still says that it is empty. The header is heard as 3 ms."""
    return soundfile.SoundFile(path, "r", found.rate, found.channels, "PCM_16", "LITTLE", "RAW")


def _samples(file: soundfile.SoundFile, channel: int, name: str) -> Iterator[Block]:
    size = max(1, int(file.samplerate * BLOCK_S))
    read = size * BLOCKS_A_READ
    # Read as integers, libsndfile would cut float samples to 0 and ±1.
    dtype = "float32" if file.subtype in ("FLOAT", "DOUBLE") else "int16"
    try:
        for stretch in file.blocks(read, dtype=dtype, always_2d=True):
            samples = _as_int16(stretch[:, channel])
            yield from (samples[start : start + size] for start in range(0, len(samples), size))
    except soundfile.SoundFileError as error:
        raise AudioFault(f"{name} 读到一半出错，文件已损坏。") from error


def _as_int16(samples: NDArray[Any]) -> Block:
    if samples.dtype == np.int16:
        return np.ascontiguousarray(samples)
    scaled: Block = (np.clip(np.nan_to_num(samples), -1.0, 1.0) * FULL_SCALE).astype(np.int16)
    return scaled


def _at_rate(samples: Iterable[Block], have: int, want: int) -> Iterator[Block]:
    if have == want:
        yield from samples
        return
    stream = soxr.ResampleStream(have, want, 1, dtype="int16")
    for block in samples:
        yield stream.resample_chunk(block)
    yield stream.resample_chunk(np.zeros(0, np.int16), last=True)
