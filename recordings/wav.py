"""Measures a recording by its header and its size. Asterisk writes the sizes into the header only when it closes the
file, so that they also tell whether it did."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

HEADER_BYTES = 44
PCM = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """`sound`: the header is that of a recording; `closed`: its sizes are those of the file."""

    bytes: int
    seconds: float
    sound: bool
    closed: bool
    rate: int = 0
    channels: int = 0
    unfinished: bool = False
    """The header still says that there is nothing, as while it is written."""


def measure(path: Path) -> Measured:
    """The seconds that are really in the file, whatever its header claims."""
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    return measured(head, path.stat().st_size)


def measured(head: bytes, size: int) -> Measured:
    if len(head) < HEADER_BYTES or not _is_recording(head):
        return Measured(size, 0.0, sound=False, closed=False)
    channels, rate, _, align = struct.unpack_from("<HIIH", head, 22)
    (declared,) = struct.unpack_from("<I", head, 40)
    there = size - HEADER_BYTES
    # An odd length is padded with one byte that is not counted.
    closed = declared > 0 and declared <= there <= declared + 1
    if not (rate and align and channels):
        return Measured(size, 0.0, sound=False, closed=False)
    unfinished = declared == 0 and there > 0 and align == 2 * channels
    return Measured(size, (there // align) / rate, True, closed, rate, channels, unfinished)


def _is_recording(head: bytes) -> bool:
    (kind,) = struct.unpack_from("<H", head, 20)
    return head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt " and head[36:40] == b"data" and kind == PCM
