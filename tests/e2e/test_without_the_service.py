"""A held, consulting or transferred call while our service is away: Asterisk alone brings it to its end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.e2e.audio import correlation
from tests.e2e.talks import COLLEAGUE, HEARD, SEAT, Talk, say

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("moves", [("hold",), ("hold", "resume"), ("consult", "conference"), ("consult", "swap")])
def test_without_the_service_no_seat_is_left_behind_by_a_caller_who_hangs_up(
    talk: Talk, moves: tuple[str, ...]
) -> None:
    for move in moves:
        if move == "consult":
            talk.consult()
        else:
            talk.desk.do(getattr(talk.phone, move)(SEAT))
            time.sleep(0.5)
    talk.desk.stop()
    talk.caller.hang_up()
    talk.own.wait_until_ended(15)
    if "consult" in moves:
        talk.colleague.wait_until_ended(15)


def test_without_the_service_colleagues_speak_on_and_are_free_afterwards(talk: Talk) -> None:
    talk.consult()
    talk.desk.stop()
    talk.caller.hang_up()
    talk.caller.wait_until_ended()
    talk.colleague.hang_up()
    talk.own.wait_until_ended(15)


def test_without_the_service_a_seat_comes_back_to_its_caller_after_a_consultation(talk: Talk, seat_says: Path) -> None:
    talk.consult()
    talk.desk.stop()
    talk.colleague.hang_up()
    time.sleep(6)  # the caller on hold looks every five seconds
    say(talk.own, seat_says)
    talk.caller.hang_up()
    talk.caller.wait_until_ended()
    assert correlation(talk.caller.heard, seat_says) > HEARD


@pytest.mark.parametrize("taken", [True, False])
def test_without_the_service_a_transfer_in_flight_ends_at_a_person(talk: Talk, seat_says: Path, taken: bool) -> None:
    talk.desk.do(talk.phone.transfer(SEAT, COLLEAGUE))
    talk.desk.stop()
    talk.colleague.wait_until_ringing()
    if not taken:
        talk.colleague.hang_up()  # declines
        talk.own.wait_until_ringing(30)
    phone = talk.colleague if taken else talk.own
    phone.accept()
    say(phone, seat_says)
    phone.hang_up()
    talk.caller.wait_until_ended()
    assert correlation(talk.caller.heard, seat_says) > HEARD
