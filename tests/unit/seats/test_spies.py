"""Who listens to whom, as events tell it and as the exchange's lists put it right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from seats import heal
from seats.ami_text import AmiEvent
from seats.dispatch.spies import Listening
from seats.picture import News, Picture
from seats.snapshot import SpySeen
from seats.steps import Told
from tests.fakes.ami_scenes import AT, PROVINCE_SEAT, SEAT, events, listed, picture_of, play

SECOND = timedelta(seconds=1)
CHANNEL, OWN = f"PJSIP/{PROVINCE_SEAT}-00000077", "9.77"
LISTENS = {OWN: SpySeen(PROVINCE_SEAT, SEAT, "listen", CHANNEL)}
ASKED = AT + 30 * SECOND


@pytest.fixture
def picture() -> Picture:
    """A citizen and the seat talk."""
    picture = picture_of()
    play(picture, events("answered")[:14])
    assert picture.seats[SEAT].shown.state == "talking"
    return picture


def begins(picture: Picture, at: timedelta) -> None:
    told = {
        "SpyerContext": "listen", "SpyerChannel": CHANNEL, "SpyerUniqueid": OWN,
        "SpyeeChannel": f"PJSIP/{SEAT}-00000001",
    }  # fmt: skip
    picture.apply(AmiEvent("ChanSpyStart", told), AT + at)


def ends(picture: Picture, at: timedelta) -> None:
    picture.apply(AmiEvent("ChanSpyStop", {"SpyerUniqueid": OWN}), AT + at)


def listening(picture: Picture) -> Listening | None:
    return picture.spies.of(PROVINCE_SEAT)


def compared(picture: Picture, seen: Mapping[str, SpySeen]) -> list[str]:
    """What the comparison told."""
    news = News()
    picture.spies.compare(seen, ASKED, ASKED + SECOND, news)
    return [type(step.fact).__name__ for step in news.steps if isinstance(step, Told)]


def test_who_listens_is_shown_at_both_seats_until_it_ends(picture: Picture) -> None:
    begins(picture, 10 * SECOND)
    assert listening(picture) is not None
    assert (picture.seats[SEAT].shown.listened, picture.seats[PROVINCE_SEAT].spying) == ("listen", SEAT)
    ends(picture, 20 * SECOND)
    assert listening(picture) is None
    assert (picture.seats[SEAT].shown.listened, picture.seats[PROVINCE_SEAT].spying) == ("", "")


def test_a_beginning_and_an_end_that_were_missed_are_made_up_for(picture: Picture) -> None:
    assert compared(picture, LISTENS) == ["SupervisorListened"]
    assert compared(picture, LISTENS) == []
    assert compared(picture, {}) == ["ListeningEnded"]


def test_lists_that_were_asked_for_before_it_began_do_not_end_it(picture: Picture) -> None:
    begins(picture, 30.5 * SECOND)
    assert compared(picture, {}) == []
    assert listening(picture) is not None


def test_lists_that_were_asked_for_before_it_ended_do_not_bring_it_back(picture: Picture) -> None:
    begins(picture, 10 * SECOND)
    ends(picture, 30.5 * SECOND)
    assert compared(picture, LISTENS) == []
    assert listening(picture) is None


def test_the_periodic_look_hands_on_when_it_asked(picture: Picture) -> None:
    begins(picture, 30.5 * SECOND)
    heal.compare(picture, listed(picture, "lists-talking"), ASKED, ASKED + SECOND)
    assert listening(picture) is not None
