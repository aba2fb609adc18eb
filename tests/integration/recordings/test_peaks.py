"""The shape of a recording: where it is loud, where it is silent, and taken once."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

from recordings.fingerprints import identity
from recordings.peaks import STRETCHES, PeakBook
from recordings.playback import Playback, Side

RATE = 8_000


def recording(path: Path, *loudness: int) -> Side:
    """A second of each loudness."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        for value in loudness:
            file.writeframes(struct.pack("<h", value) * RATE)
    with path.open("rb") as file:
        return Side(path, identity(file), RATE * len(loudness), RATE)


def test_loud_and_silent_stretches_are_where_they_are(tmp_path: Path) -> None:
    side = recording(tmp_path / "a.wav", 0, -32_768, 0, 8_192)
    (peaks,) = PeakBook().of(Playback((side,), RATE, side.frames))
    quarter = STRETCHES // 4
    assert [peaks[n * quarter + 5] for n in range(4)] == [0, 100, 0, 50]


def test_a_shorter_side_ends_where_it_ends_and_a_missing_one_is_silent(tmp_path: Path) -> None:
    short, long = recording(tmp_path / "a.wav", 8_192), recording(tmp_path / "b.wav", 8_192, 8_192)
    book = PeakBook()
    first, second = book.of(Playback((short, long), RATE, long.frames))
    assert (first[10], first[-10], second[-10]) == (50, 0, 50)
    assert book.of(Playback((short, None), RATE, short.frames))[1] == [0] * STRETCHES


def test_it_is_read_once_and_no_more_than_some_are_kept(tmp_path: Path) -> None:
    one, other = (Playback((recording(tmp_path / f"{n}.wav", 900 * n),), RATE, RATE) for n in (1, 2))
    book = PeakBook(kept=1)
    first = book.of(one)
    assert book.of(one) is first
    book.of(other)
    assert book.of(one) is not first
