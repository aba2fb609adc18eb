"""The shape of a recording, to be drawn: the loudest of each stretch, read in blocks, never the whole in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
import soundfile

from recordings.playback import Playback, Side

STRETCHES = 400
LOUDEST = 100
KEPT = 500
BLOCK_S = 60

Peaks = list[list[int]]
"""For each channel (the caller, then the operator), 0 to LOUDEST for each stretch."""


class PeakBook:
    """A recording never changes: its shape is computed once. Safe to use from several threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._known, self._lock = kept, OrderedDict[tuple[object, ...], Peaks](), Lock()

    def of(self, sound: Playback) -> Peaks:
        key = tuple(side.was if side else None for side in sound.channels)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = [_peaks(side, sound.frames) if side else [0] * STRETCHES for side in sound.channels]
        with self._lock:
            self._known[key] = made
            while len(self._known) > self._kept:
                self._known.popitem(last=False)
        return made


def _peaks(side: Side, frames: int) -> list[int]:
    """`frames` of the longest channel: all are drawn to one length."""
    loudest = np.zeros(STRETCHES, dtype=np.float64)
    at = 0
    with soundfile.SoundFile(side.path) as file:
        for block in file.blocks(BLOCK_S * side.rate, dtype="int16"):
            places = (np.arange(at, at + len(block)) * STRETCHES) // max(frames, 1)
            np.maximum.at(loudest, np.minimum(places, STRETCHES - 1), np.abs(block.astype(np.int32)))
            at += len(block)
    return _scaled(loudest.tolist())


def _scaled(loudest: Sequence[float]) -> list[int]:
    # A root lets a quiet caller be seen beside a loud one.
    return [round(LOUDEST * (value / 32_768) ** 0.5) for value in loudest]
