"""A full disk is told, and what it cost is marked: on a real file system of 8 MB where root can mount one."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from redis import Redis
from structlog.testing import capture_logs

from recordings.space import Space
from store.unit_of_work import Store
from tests.integration.recordings.conftest import Shop, speak


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(8, 8, 0))  # type: ignore[attr-defined]
        yield folder
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            for _ in range(9_000):
                file.write(bytes(1024))
        except OSError as error:
            assert error.errno == errno.ENOSPC
    return filler


@pytest.fixture
def crowded(store: Store, small_disk: Path, redis: Redis) -> Shop:
    return Shop(store, small_disk, redis, free_space_mb=500)


def test_a_recording_cut_by_a_full_disk_is_kept_marked_and_transcribed(crowded: Shop) -> None:
    crowded.call(lasted=60.0)
    said = speak(crowded.spool / "c1.1.rx.wav", 4.0)
    speak(crowded.spool / "c1.1.tx.wav", 4.0)
    fill(crowded.root)
    with capture_logs() as logs:
        assert crowded.keeper.round() == 2
    assert crowded.states() == {"c1.1.rx": ("kept", "no_space"), "c1.1.tx": ("kept", "no_space")}
    assert crowded.kept("c1.1.rx") == said and crowded.rung() == 1
    assert any("请立即清理" in entry["event"] for entry in logs)


def test_a_disk_that_was_full_during_the_call_explains_it_afterwards(crowded: Shop) -> None:
    crowded.call(lasted=60.0, sides=("rx",))
    speak(crowded.spool / "c1.1.rx.wav", 4.0)
    filler = fill(crowded.root)
    with (crowded.spool / "c1.1.rx.wav").open("ab"):
        assert crowded.keeper.round() == 0
    filler.unlink()
    assert crowded.keeper.round() == 1
    assert crowded.states() == {"c1.1.rx": ("kept", "no_space")}


def test_a_message_that_found_no_room_is_not_called_empty(crowded: Shop) -> None:
    crowded.call(n=2, outcome="message", sides=("rx",))
    fill(crowded.root)
    (crowded.spool / "c1.2.rx.wav").touch()
    crowded.keeper.round()
    assert crowded.states() == {"c1.2.rx": ("kept", "no_space")}


class Hand:
    """A clock that is moved by hand, and a gauge that remembers."""

    def __init__(self) -> None:
        self.now, self.value = datetime(2026, 11, 20, tzinfo=UTC), -1.0

    def __call__(self) -> datetime:
        return self.now

    def set(self, value: float) -> None:
        self.value = value


def test_the_alarm_says_what_to_do_once_again_after_ten_minutes_and_when_it_is_over(tmp_path: Path) -> None:
    hand, room = Hand(), shutil.disk_usage(tmp_path).free
    space = Space((tmp_path,), 10**9, hand, hand)
    with capture_logs() as logs:
        for minutes in (0, 1, 9, 2):
            hand.now += timedelta(minutes=minutes)
            space.look()
        space._least_mb = 0
        space.look()
    assert [entry["log_level"] for entry in logs] == ["error", "error", "info"]
    assert "请立即清理" in logs[0]["event"] and hand.value == pytest.approx(room, rel=0.05)
