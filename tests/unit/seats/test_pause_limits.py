"""A pause has a limit that is shown; nothing is forced when it is over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from config.load import ConfigFault, load_pause_limits
from config.settings import PROJECT
from seats.ami_text import AmiEvent
from seats.pauses import PauseReason
from seats.picture import Picture
from tests.fakes.ami_scenes import AT, SEAT, UNIT, WRAP_UP_S, directory

HOUR = timedelta(hours=1)


def paused(reason: str, limits: dict[str, int]) -> Picture:
    picture = Picture(directory(), UNIT, WRAP_UP_S, AT, limits)
    keys = {"MemberName": SEAT, "Queue": "unit-370900", "Interface": "PJSIP/37091", "Status": "1"}
    picture.apply(AmiEvent("QueueMemberPause", {**keys, "Paused": "1", "PausedReason": reason}), AT)
    return picture


def test_a_pause_shows_until_when_it_may_last() -> None:
    shown = paused("meal", {"meal": 2700}).seats[SEAT].shown
    assert (shown.state, shown.reason, shown.pause_until) == ("paused", "meal", AT + timedelta(seconds=2700))


def test_a_pause_that_lasts_too_long_stays_a_pause() -> None:
    picture = paused("meal", {"meal": 60})
    picture.tick(AT + HOUR)
    shown = picture.seats[SEAT].shown
    assert shown.state == "paused" and shown.pause_until is not None and shown.pause_until < AT + HOUR


def test_to_be_away_is_a_state_of_its_own() -> None:
    shown = paused("away", {"away": 60}).seats[SEAT].shown
    assert (shown.state, shown.reason, shown.pause_until) == ("away", "away", AT + timedelta(seconds=60))


def test_the_time_after_a_call_is_no_pause() -> None:
    shown = paused("wrap_up", {"wrap_up": 60}).seats[SEAT].shown
    assert (shown.state, shown.reason, shown.pause_until) == ("wrap_up", "", None)


def test_every_reason_that_can_be_chosen_has_a_limit() -> None:
    assert load_pause_limits(PROJECT / "config" / "pauses.csv").keys() == {reason.value for reason in PauseReason}


@pytest.mark.parametrize("row", ["meal,soon", "meal,60\nmeal,70"])
def test_a_limit_that_cannot_be_read_is_told(tmp_path: Path, row: str) -> None:
    (tmp_path / "pauses.csv").write_text(f"reason,limit_min\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigFault):
        load_pause_limits(tmp_path / "pauses.csv")
