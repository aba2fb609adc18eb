"""One WAV of a part of a call, from the files in the vault."""

from __future__ import annotations

import io
import os
import tracemalloc
import wave
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from recordings.fingerprints import Fingerprints
from recordings.playback import NotRecorded, Playback, Unplayable, playback
from recordings.vault import Vault
from store.tables import SegmentRow

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
Samples = npt.NDArray[np.int16]


def tone(frames: int, seed: int) -> Samples:
    return np.random.default_rng(seed).integers(-9000, 9000, frames, dtype=np.int16)


def write(path: Path, sound: Samples, rate: int = 8000, channels: int = 1) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(sound.tobytes())


@dataclass
class Shelf:
    root: Path
    rows: list[SegmentRow] = field(default_factory=list)
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def keep(self, side: str, sound: Samples, n: int = 1, *, rate: int = 8000, channels: int = 1) -> Path:
        write(self.root / "made.wav", sound, rate, channels)
        return self.keep_file(side, n)

    def keep_file(self, side: str, n: int = 1) -> Path:
        vault, row = Vault(self.root / "vault"), self.row(side, n, "kept")
        kept = vault.keep(self.root / "made.wav", row.id, AT, alive=True)
        row.file, row.sha256 = kept.file, kept.sha256
        return vault.path(kept.file)

    def row(self, side: str, n: int, state: str) -> SegmentRow:
        row = SegmentRow(id=f"c1.{n}.{side}", call_id="c1", n=n, side=side, state=state, opened_at=AT)
        self.rows.append(row)
        return row

    def play(self, n: int = 1) -> Playback:
        return playback(self.rows, n, Vault(self.root / "vault"), self.fingerprints)

    def heard(self, n: int = 1) -> tuple[Samples, int]:
        """The samples by channel, and the rate, as a stranger's reader sees them."""
        found = self.play(n)
        with wave.open(io.BytesIO(b"".join(found.read(0, found.size)))) as file:
            assert file.getsampwidth() == 2
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
            return samples.reshape(-1, file.getnchannels()).T, file.getframerate()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "vault").mkdir()
    return Shelf(tmp_path)


def test_the_caller_is_left_and_the_operator_right(shelf: Shelf) -> None:
    caller, operator = tone(200_000, 1), tone(200_000, 2)
    shelf.keep("rx", caller)
    shelf.keep("tx", operator)
    sound, rate = shelf.heard()
    assert rate == 8000
    np.testing.assert_array_equal(sound, [caller, operator])


@pytest.mark.parametrize(("left", "right"), [(200_000, 199_840), (79_999, 80_001), (0, 5), (81_000, 0)])
def test_the_shorter_side_ends_in_silence(shelf: Shelf, left: int, right: int) -> None:
    caller, operator = tone(left, 1), tone(right, 2)
    shelf.keep("rx", caller)
    shelf.keep("tx", operator)
    sound, _ = shelf.heard()
    assert sound.shape == (2, max(left, right))
    np.testing.assert_array_equal(sound[0, :left], caller)
    np.testing.assert_array_equal(sound[1, :right], operator)
    assert not sound[0, left:].any() and not sound[1, right:].any()


@pytest.mark.parametrize(("side", "channel"), [("rx", 0), ("tx", 1)])
@pytest.mark.parametrize("other", ["flawed", "no row"])
def test_a_side_that_is_missing_is_silent_and_the_other_stays_where_it_is(
    shelf: Shelf, side: str, channel: int, other: str
) -> None:
    there = tone(90_000, 3)
    shelf.keep(side, there)
    if other == "flawed":
        shelf.row("tx" if side == "rx" else "rx", 1, "flawed")
    sound, _ = shelf.heard()
    np.testing.assert_array_equal(sound[channel], there)
    assert not sound[1 - channel].any()


def test_a_message_is_the_caller_alone(shelf: Shelf) -> None:
    shelf.keep("rx", tone(100, 1))
    message = tone(170_001, 4)
    shelf.keep("rx", message, n=2)
    sound, _ = shelf.heard(2)
    np.testing.assert_array_equal(sound, [message])


def test_any_piece_is_that_piece_of_the_whole(shelf: Shelf) -> None:
    shelf.keep("rx", tone(170_000, 1))
    shelf.keep("tx", tone(169_900, 2))
    found = shelf.play()
    whole = b"".join(found.read(0, found.size))
    assert len(whole) == found.size
    borders = [0, 1, 43, 44, 45, 47, 48, 320_043, 320_044, 320_045, 640_043, found.size - 1, found.size]
    for first in borders:
        for stop in (at for at in borders if at > first):
            assert b"".join(found.read(first, stop)) == whole[first:stop], (first, stop)


def test_a_file_that_was_altered_is_never_played(shelf: Shelf) -> None:
    shelf.keep("rx", tone(900, 1))
    path = shelf.keep("tx", tone(900, 2))
    shelf.heard()
    alter(path)
    with pytest.raises(Unplayable, match="校验值不符"):
        shelf.play()


def test_nor_when_its_time_is_put_back_after_it_was_heard(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recordings.fingerprints.SETTLED_NS", -1)
    path = shelf.keep("rx", tone(900, 1))
    was = path.stat()
    shelf.heard()
    while path.stat().st_ctime_ns == was.st_ctime_ns:
        alter(path)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    with pytest.raises(Unplayable, match="校验值不符"):
        shelf.play()


def test_what_is_altered_while_it_is_heard_is_not_heard_on(shelf: Shelf) -> None:
    path = shelf.keep("rx", tone(300_000, 1))
    found = shelf.play()
    pieces = found.read(0, found.size)
    assert len(next(pieces)) == 44 and next(pieces)
    was = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == was:
        alter(path)
    with pytest.raises(Unplayable):
        next(pieces)


def alter(path: Path) -> None:
    path.chmod(0o640)
    with path.open("r+b") as file:
        file.seek(500)
        byte = file.read(1)
        file.seek(500)
        file.write(bytes([byte[0] ^ 1]))


def test_a_file_is_read_through_once_and_not_for_each_seek(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recordings.fingerprints.SETTLED_NS", -1)
    shelf.keep("rx", tone(900, 1))
    shelf.play()
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("read through again"))
    shelf.play()


def test_a_file_that_is_gone_says_so(shelf: Shelf) -> None:
    shelf.keep("rx", tone(900, 1)).unlink()
    with pytest.raises(Unplayable, match="不在保管库"):
        shelf.play()


def test_a_recording_that_is_still_open_is_not_played(shelf: Shelf) -> None:
    shelf.keep("rx", tone(900, 1))
    shelf.row("tx", 1, "open")
    with pytest.raises(Unplayable, match="正在入库"):
        shelf.play()


def test_a_part_that_was_never_recorded_is_not_there(shelf: Shelf) -> None:
    shelf.keep("rx", tone(900, 1))
    shelf.row("rx", 2, "flawed")
    for n in (0, 2, 7, -1):
        with pytest.raises(NotRecorded):
            shelf.play(n)


def test_a_recording_that_was_cut_off_is_heard_as_far_as_it_goes(shelf: Shelf) -> None:
    """Asterisk died: the header says 0, and the last sample is half there."""
    sound = tone(12_000, 5)
    write(shelf.root / "made.wav", sound)
    whole = bytearray((shelf.root / "made.wav").read_bytes())
    whole[40:44] = whole[4:8] = bytes(4)
    (shelf.root / "made.wav").write_bytes(whole[:-1])
    shelf.keep_file("rx")
    heard, _ = shelf.heard()
    np.testing.assert_array_equal(heard[0], sound[:-1])


@pytest.mark.parametrize("rubbish", [b"", b"RIFF", bytes(4000)])
def test_a_side_that_was_rubbish_from_the_start_is_silent(shelf: Shelf, rubbish: bytes) -> None:
    (shelf.root / "made.wav").write_bytes(rubbish)
    shelf.keep_file("tx")
    with pytest.raises(Unplayable, match="已损坏"):
        shelf.play()
    caller = tone(900, 1)
    shelf.keep("rx", caller)
    sound, _ = shelf.heard()
    np.testing.assert_array_equal(sound, [caller, np.zeros(900)])


def test_sides_of_two_rates_are_refused_and_not_resampled(shelf: Shelf) -> None:
    shelf.keep("rx", tone(900, 1))
    shelf.keep("tx", tone(900, 2), rate=16_000)
    with pytest.raises(Unplayable, match="已损坏"):
        shelf.play()


def test_forty_minutes_need_no_more_memory_than_forty_seconds(shelf: Shelf) -> None:
    for side in ("rx", "tx"):
        shelf.keep(side, np.zeros(40 * 60 * 8000, dtype=np.int16))
    found = shelf.play()
    tracemalloc.start()
    sent = sum(map(len, found.read(0, found.size)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent == found.size == 44 + 40 * 60 * 8000 * 4
    assert most < 4_000_000
