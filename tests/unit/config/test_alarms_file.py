from __future__ import annotations

from pathlib import Path

import pytest

from cases.organs import Tier
from config.alarms import load_limits
from config.settings import PROJECT
from config.tables import ConfigFault

OURS = PROJECT / "config" / "alarms.toml"


def test_our_own_file_is_read() -> None:
    limits = load_limits(OURS, disk_mb=500)
    assert limits.queue_people.keys() == set(Tier) and limits.disk_mb == 500


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("wait_s = 60", "wait_s = -1", "wait_s"),
        ("wait_s = 60", 'wait_s = "60"', "wait_s"),
        ("wait_s = 60", "", "wait_s"),
        ("city = 3", "town = 3", "queue_people.town"),
        ("city = 3", "city =", "TOMLDecodeError"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, was: str, now: str, said: str) -> None:
    path = tmp_path / "alarms.toml"
    path.write_text(OURS.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(ConfigFault, match=said):
        load_limits(path, disk_mb=500)


def test_a_file_that_is_away_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match="无法读取"):
        load_limits(tmp_path / "alarms.toml", disk_mb=500)
