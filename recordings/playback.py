"""A part of a call as one WAV to listen to: joined piece by piece while it is sent, from files of the vault that are
still what they were when they were closed."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from recordings.fingerprints import Fingerprints, Identity, identity
from recordings.judgement import MESSAGE
from recordings.vault import Vault
from recordings.wav import HEADER_BYTES, PCM, measured
from store.tables import SegmentRow

with warnings.catch_warnings():
    # It looks for ffmpeg, which WAV does not need.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

WIDTH = 2
PIECE_S = 10
LARGEST = 0xFFFF_FFFF - HEADER_BYTES
NOT_RECORDED = "这通电话没有这段录音。"
OPEN = "录音正在入库，请稍后再听。"
LOST = "录音文件不在保管库中，无法播放。请联系系统管理员核查。"
ALTERED = "这段录音与入库时的校验值不符，可能被改动过，不予播放。请联系系统管理员核查。"
UNREADABLE = "录音文件已损坏，无法播放。请联系系统管理员核查。"
log = structlog.get_logger()


class Unplayable(Exception):
    """Its text is for the person who wants to listen."""


class NotRecorded(Unplayable):
    """There is no such part, or nothing of it was recorded."""


@dataclass(frozen=True, slots=True)
class Side:
    path: Path
    was: Identity
    """As it was when its hash was right."""
    frames: int
    rate: int

    def cut(self, first: int, count: int) -> AudioSegment:
        """Silence after its end. Raises Unplayable for a file that was touched since it was checked."""
        with self.path.open("rb") as file:
            if identity(file) != self.was:
                raise Unplayable(ALTERED)
            file.seek(HEADER_BYTES + first * WIDTH)
            sound = file.read(max(0, min(count, self.frames - first)) * WIDTH)
        return _mono(sound.ljust(count * WIDTH, b"\0"), self.rate)


@dataclass(frozen=True, slots=True)
class Playback:
    channels: tuple[Side | None, ...]
    """None: nothing was recorded of that side, and its channel is silent."""
    rate: int
    frames: int

    @property
    def size(self) -> int:
        """Bytes of the whole WAV."""
        return HEADER_BYTES + self.frames * self._frame

    def read(self, first: int, stop: int) -> Iterator[bytes]:
        """Bytes `first` to before `stop`; holds a piece in memory, never the call."""
        if first < HEADER_BYTES:
            yield self._header()[first:stop]
        at, end = max(first - HEADER_BYTES, 0), stop - HEADER_BYTES
        while at < end:
            frame, skip = divmod(at, self._frame)
            piece = self._joined(frame)[skip : skip + end - at]
            yield piece
            at += len(piece)

    @property
    def _frame(self) -> int:
        return WIDTH * len(self.channels)

    def _joined(self, first: int) -> bytes:
        count = min(PIECE_S * self.rate, self.frames - first)
        silence = _mono(bytes(count * WIDTH), self.rate)
        sides = [side.cut(first, count) if side else silence for side in self.channels]
        return AudioSegment.from_mono_audiosegments(*sides).raw_data

    def _header(self) -> bytes:
        n, data = len(self.channels), self.frames * self._frame
        form = struct.pack("<HHIIHH", PCM, n, self.rate, self.rate * self._frame, self._frame, 8 * WIDTH)
        return struct.pack("<4sI8sI16s4sI", b"RIFF", 36 + data, b"WAVEfmt ", 16, form, b"data", data)


def playback(rows: Sequence[SegmentRow], n: int, vault: Vault, fingerprints: Fingerprints) -> Playback:
    """Part `n` of the call whose segments these are: the caller left, the operator right; a message is the caller
    alone. Raises Unplayable."""
    wanted = {row.side: row for row in rows if row.n == n}
    order = ("rx",) if n == MESSAGE else ("rx", "tx")
    there = [wanted[side] for side in order if side in wanted]
    if any(row.state == "open" for row in there):
        raise Unplayable(OPEN)
    kept = {row.side: _checked(row, vault, fingerprints) for row in there if row.state == "kept"}
    if not kept:
        raise NotRecorded(NOT_RECORDED)
    return _side_by_side(tuple(kept.get(side) for side in order))


def _side_by_side(channels: tuple[Side | None, ...]) -> Playback:
    sides = [side for side in channels if side is not None]
    if not sides or len({side.rate for side in sides}) != 1:
        raise Unplayable(UNREADABLE)
    most = LARGEST // (WIDTH * len(channels))
    return Playback(channels, sides[0].rate, min(most, max(side.frames for side in sides)))


def _checked(row: SegmentRow, vault: Vault, fingerprints: Fingerprints) -> Side | None:
    """None: a file that was no recording already when it was kept. Raises Unplayable."""
    path = vault.path(row.file)
    try:
        with path.open("rb") as file:
            was, digest = fingerprints.of(file)
            file.seek(0)
            head = file.read(HEADER_BYTES)
    except FileNotFoundError:
        log.error("a kept recording is not there", segment=row.id)
        raise Unplayable(LOST) from None
    if digest != row.sha256:
        log.error("a kept recording differs from its hash", segment=row.id)
        raise Unplayable(ALTERED)
    return _side(path, head, was)


def _side(path: Path, head: bytes, was: Identity) -> Side | None:
    found = measured(head, was.size)
    if not found.sound or found.channels != 1 or struct.unpack_from("<H", head, 34) != (8 * WIDTH,):
        return None
    return Side(path, was, (was.size - HEADER_BYTES) // WIDTH, found.rate)


def _mono(sound: bytes, rate: int) -> AudioSegment:
    return AudioSegment(sound, sample_width=WIDTH, frame_rate=rate, channels=1)
