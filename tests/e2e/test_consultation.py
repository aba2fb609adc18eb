"""Consultation, conference and swap with real phones: who hears whom, and the recording without a gap."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from exchange.plan import ExchangePlan
from seats.phone.faults import NotNow
from tests.e2e.audio import correlation, seconds
from tests.e2e.exchanges import wait_until
from tests.e2e.linked import linked
from tests.e2e.talks import COLLEAGUE, HEARD, NOT_HEARD, SEAT, Talk, say

pytestmark = pytest.mark.e2e


def test_a_consultation_is_not_heard_by_the_caller_and_not_recorded_then_the_colleague_takes_over(
    talk: Talk, citizen_says: Path, seat_says: Path, colleague_says: Path
) -> None:
    talk.consult()
    assert (talk.desk.peer(SEAT), talk.desk.peer(COLLEAGUE)) == (COLLEAGUE, SEAT)
    say(talk.own, seat_says)
    say(talk.caller, citizen_says)  # the caller speaks to the music: recorded, and not heard by the two
    talk.desk.do(talk.phone.complete(SEAT))
    talk.own.wait_until_ended()
    talk.desk.until(COLLEAGUE, "talking")
    talk.desk.until(SEAT, "wrap_up")
    say(talk.colleague, colleague_says)
    (call,) = talk.desk.calls()
    assert (call.seat, call.unit) == (COLLEAGUE, "371000")
    talk.end()
    rx, tx = talk.recording("rx"), talk.recording("tx")
    assert correlation(talk.colleague.heard, seat_says) > HEARD
    assert correlation(tx, seat_says) < NOT_HEARD and correlation(talk.caller.heard, seat_says) < NOT_HEARD
    assert correlation(rx, citizen_says) > HEARD and correlation(talk.own.heard, citizen_says) < NOT_HEARD
    assert correlation(tx, colleague_says) > HEARD
    assert abs(seconds(tx) - seconds(talk.caller.heard)) < 1.5
    assert talk.desk.told() == ["CallConsulted", "CallTransferred"]


def test_in_a_conference_all_three_hear_each_other_and_all_is_recorded(
    talk: Talk, citizen_says: Path, seat_says: Path, colleague_says: Path
) -> None:
    talk.consult()
    talk.desk.do(talk.phone.conference(SEAT))
    for number in (SEAT, COLLEAGUE):
        talk.desk.until(number, "conference")
    say(talk.own, seat_says)
    say(talk.colleague, colleague_says)
    say(talk.caller, citizen_says)
    talk.desk.do(talk.phone.hang_up(SEAT))
    talk.own.wait_until_ended()
    talk.desk.until(COLLEAGUE, "talking")  # the caller stays with who is left
    assert [call.seat for call in talk.desk.calls()] == [COLLEAGUE]
    talk.end()
    rx, tx = talk.recording("rx"), talk.recording("tx")
    assert min(correlation(tx, seat_says), correlation(tx, colleague_says)) > HEARD
    assert correlation(rx, citizen_says) > HEARD
    assert min(correlation(talk.own.heard, citizen_says), correlation(talk.own.heard, colleague_says)) > HEARD
    assert talk.desk.told() == ["CallConsulted", "ConferenceStarted", "CallTransferred"]


@pytest.mark.parametrize("leaves", [True, False])
def test_a_conference_ends_by_leaving_or_by_asking_the_colleague_out(talk: Talk, leaves: bool) -> None:
    talk.consult()
    talk.desk.do(talk.phone.conference(SEAT))
    for number in (SEAT, COLLEAGUE):
        talk.desk.until(number, "conference")
    with pytest.raises(NotNow):
        talk.desk.do(talk.phone.cancel(COLLEAGUE))
    talk.desk.do(talk.phone.complete(SEAT) if leaves else talk.phone.cancel(SEAT))
    (talk.own if leaves else talk.colleague).wait_until_ended()
    stays = COLLEAGUE if leaves else SEAT
    talk.desk.until(stays, "talking")
    assert [call.seat for call in talk.desk.calls()] == [stays]
    talk.end()


def test_a_consultation_that_is_cancelled_leads_back_to_the_caller(
    talk: Talk, citizen_says: Path, seat_says: Path
) -> None:
    talk.consult()
    talk.desk.do(talk.phone.cancel(SEAT))
    talk.colleague.wait_until_ended()
    talk.desk.until(SEAT, "talking")
    talk.desk.until(COLLEAGUE, "ready")
    say(talk.own, seat_says)
    say(talk.caller, citizen_says)
    talk.end()
    assert correlation(talk.caller.heard, seat_says) > HEARD
    assert correlation(talk.own.heard, citizen_says) > HEARD


def test_swapping_speaks_with_the_one_and_then_with_the_other(talk: Talk, seat_says: Path, citizen_says: Path) -> None:
    talk.consult()
    talk.desk.do(talk.phone.swap(SEAT))
    talk.desk.until(SEAT, "talking")
    say(talk.own, seat_says)
    talk.desk.do(talk.phone.swap(SEAT))
    talk.desk.until(SEAT, "consulting")
    say(talk.own, citizen_says)
    talk.desk.do(talk.phone.complete(SEAT))
    talk.own.wait_until_ended()
    talk.desk.until(COLLEAGUE, "talking")
    talk.end()
    assert (
        correlation(talk.caller.heard, seat_says) > HEARD and correlation(talk.caller.heard, citizen_says) < NOT_HEARD
    )
    assert (
        correlation(talk.colleague.heard, citizen_says) > HEARD
        and correlation(talk.colleague.heard, seat_says) < NOT_HEARD
    )


def test_who_swapped_back_to_the_caller_can_hand_over(talk: Talk, colleague_says: Path) -> None:
    talk.consult()
    talk.desk.do(talk.phone.swap(SEAT))
    talk.desk.until(SEAT, "talking")
    time.sleep(1)  # all are where they were sent
    talk.desk.do(talk.phone.complete(SEAT))
    talk.own.wait_until_ended()
    talk.desk.until(COLLEAGUE, "talking")
    say(talk.colleague, colleague_says)
    assert [call.seat for call in talk.desk.calls()] == [COLLEAGUE]
    talk.end()
    assert correlation(talk.caller.heard, colleague_says) > HEARD


def test_who_swapped_back_to_the_caller_can_bring_the_colleague_in(talk: Talk, colleague_says: Path) -> None:
    talk.consult()
    talk.desk.do(talk.phone.swap(SEAT))
    talk.desk.until(SEAT, "talking")
    time.sleep(1)  # all are where they were sent
    talk.desk.do(talk.phone.conference(SEAT))
    talk.desk.until(SEAT, "conference")
    say(talk.colleague, colleague_says)
    assert [call.seat for call in talk.desk.calls()] == [SEAT]
    talk.end()
    assert correlation(talk.caller.heard, colleague_says) > HEARD


def test_a_colleague_who_hangs_up_leaves_the_seat_with_its_caller(talk: Talk, seat_says: Path) -> None:
    talk.consult()
    talk.colleague.hang_up()
    talk.desk.until(SEAT, "talking")
    say(talk.own, seat_says)
    talk.end()
    assert correlation(talk.caller.heard, seat_says) > HEARD
    assert "wrap_up" not in talk.desk.states(COLLEAGUE)


def test_a_caller_who_hangs_up_in_a_consultation_leaves_two_colleagues_speaking(talk: Talk) -> None:
    talk.consult()
    talk.end()
    wait_until(lambda: talk.desk.peer(SEAT) == COLLEAGUE and talk.desk.peer(COLLEAGUE) == SEAT)
    assert talk.desk.state(SEAT) == talk.desk.state(COLLEAGUE) == "talking"
    talk.desk.do(talk.phone.hang_up(SEAT))
    talk.colleague.wait_until_ended()
    talk.desk.until(SEAT, "wrap_up")
    talk.desk.until(COLLEAGUE, "ready")


def test_a_unit_can_be_asked_as_well_as_a_seat(talk: Talk) -> None:
    talk.desk.do(talk.phone.consult(SEAT, "371000"))
    talk.colleague.wait_until_ringing()
    talk.desk.until(COLLEAGUE, "ringing")
    talk.colleague.accept()
    talk.desk.until(COLLEAGUE, "consulting")
    talk.desk.do(talk.phone.complete(SEAT))
    talk.desk.until(COLLEAGUE, "talking")
    assert [call.seat for call in talk.desk.calls()] == [COLLEAGUE]
    talk.end()


def test_in_mid_consultation_a_service_that_starts_anew_sees_the_same(plan: ExchangePlan, talk: Talk) -> None:
    talk.consult()
    talk.desk.stop()
    with linked(plan) as anew:
        for number in (SEAT, COLLEAGUE):
            anew.until(number, "consulting")
        assert (anew.peer(SEAT), anew.peer(COLLEAGUE)) == (COLLEAGUE, SEAT)
        anew.do(anew.link.phone.complete(SEAT))
        anew.until(COLLEAGUE, "talking")
        talk.caller.hang_up()
        talk.caller.wait_until_ended()
        wait_until(lambda: not anew.calls())
        talk.colleague.wait_until_ended()
