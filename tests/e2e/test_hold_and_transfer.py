"""Hold, transfer, wrap-up and keys with real phones: who hears whom, and the recording without a gap."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from exchange.plan import ExchangePlan
from seats.phone.faults import BadTarget, CallHasMoved, NotNow
from tests.e2e.audio import correlation, position, seconds
from tests.e2e.exchanges import wait_until
from tests.e2e.linked import linked
from tests.e2e.phones import seat
from tests.e2e.talks import COLLEAGUE, HEARD, NOBODY, NOT_HEARD, SEAT, Talk, say

pytestmark = pytest.mark.e2e


def test_on_hold_the_caller_hears_music_and_the_recording_goes_on(
    talk: Talk, citizen_says: Path, seat_says: Path, colleague_says: Path, sounds: Path
) -> None:
    say(talk.own, seat_says)
    talk.desk.do(talk.phone.hold(SEAT))
    talk.desk.until(SEAT, "held")
    say(talk.own, colleague_says)  # to itself: the caller must not hear it
    say(talk.caller, citizen_says)
    talk.desk.do(talk.phone.resume(SEAT))
    talk.desk.until(SEAT, "talking")
    say(talk.caller, citizen_says)
    say(talk.own, seat_says)
    talk.end()
    talk.desk.until(SEAT, "wrap_up")
    rx, tx = talk.recording("rx"), talk.recording("tx")
    assert correlation(rx, citizen_says) > HEARD
    assert correlation(tx, seat_says) > HEARD
    assert correlation(tx, colleague_says) < NOT_HEARD and correlation(talk.caller.heard, colleague_says) < NOT_HEARD
    assert abs(seconds(rx) - seconds(tx)) < 0.1
    # Nothing is missing in between: the recording is as long as what the caller heard.
    assert abs(seconds(tx) - seconds(talk.caller.heard)) < 1.5
    assert talk.desk.told() == ["CallHeld", "CallResumed"]


def test_a_blind_transfer_takes_the_caller_to_the_other_seat(
    talk: Talk, citizen_says: Path, seat_says: Path, colleague_says: Path
) -> None:
    (before,) = talk.desk.calls()
    say(talk.own, seat_says)
    talk.desk.do(talk.phone.transfer(SEAT, COLLEAGUE))
    talk.colleague.wait_until_ringing()
    talk.desk.until(COLLEAGUE, "ringing")
    assert talk.desk.link.picture.seats[COLLEAGUE].shown.call_id == before.call_id
    talk.own.wait_until_ended()
    talk.desk.until(SEAT, "wrap_up")
    talk.colleague.accept()
    talk.desk.until(COLLEAGUE, "talking")
    say(talk.colleague, colleague_says)
    say(talk.caller, citizen_says)
    (after,) = talk.desk.calls()
    assert (after.call_id, after.seat, after.unit) == (before.call_id, COLLEAGUE, "371000")
    assert after.answered_at == before.answered_at
    talk.end()
    talk.desk.until(COLLEAGUE, "wrap_up")
    rx, tx = talk.recording("rx"), talk.recording("tx")
    assert correlation(rx, citizen_says) > HEARD
    assert min(correlation(tx, seat_says), correlation(tx, colleague_says)) > HEARD
    assert position(tx, seat_says) < position(tx, colleague_says)
    assert abs(seconds(tx) - seconds(talk.caller.heard)) < 1.5
    assert [(f.kind, f.body) for f in talk.desk.facts() if f.kind == "CallTransferred"] == [
        ("CallTransferred", {"to": COLLEAGUE, "how": "blind"})
    ]


def test_a_caller_who_hangs_up_on_hold_leaves_no_seat_behind(talk: Talk) -> None:
    talk.desk.do(talk.phone.hold(SEAT))
    talk.desk.until(SEAT, "held")
    talk.end()
    talk.own.wait_until_ended()
    talk.desk.until(SEAT, "wrap_up")


def test_a_seat_that_vanishes_with_its_caller_on_hold_is_called_back(talk: Talk, seat_says: Path) -> None:
    talk.desk.do(talk.phone.hold(SEAT))
    talk.desk.until(SEAT, "held")
    talk.own.hang_up()
    talk.own.wait_until_ringing(20)
    talk.desk.until(SEAT, "ringing")
    talk.own.accept()
    talk.desk.until(SEAT, "talking")
    say(talk.own, seat_says)
    talk.end()
    assert correlation(talk.caller.heard, seat_says) > HEARD
    assert talk.desk.told()[:2] == ["CallHeld", "CallReturned"]


def test_a_transfer_that_nobody_takes_comes_back_to_who_passed_it_on(talk: Talk) -> None:
    talk.desk.do(talk.phone.transfer(SEAT, COLLEAGUE))
    talk.colleague.wait_until_ringing()
    talk.colleague.hang_up()  # declines
    talk.own.wait_until_ringing(30)
    talk.own.accept()
    talk.desk.until(SEAT, "talking")
    assert [call.seat for call in talk.desk.calls()] == [SEAT]
    assert "CallReturned" in talk.desk.told() and "CallTransferred" not in talk.desk.told()
    talk.end()


def test_a_transfer_that_nobody_takes_ends_in_the_units_queue(plan: ExchangePlan, talk: Talk) -> None:
    with seat(plan, NOBODY) as province:
        talk.desk.do(talk.phone.transfer(SEAT, COLLEAGUE))
        talk.colleague.wait_until_ringing()
        talk.own.unplug()
        talk.colleague.hang_up()
        province.wait_until_ringing(60)
        province.accept()
        talk.desk.until(NOBODY, "talking")
        assert [(call.seat, call.unit) for call in talk.desk.calls()] == [(NOBODY, "370900")]
        talk.end()


def test_a_transfer_to_a_unit_waits_in_its_queue(talk: Talk) -> None:
    talk.desk.do(talk.phone.transfer(SEAT, "371000"))
    talk.colleague.wait_until_ringing()
    talk.colleague.accept()
    talk.desk.until(COLLEAGUE, "talking")
    (call,) = talk.desk.calls()
    assert (call.seat, call.unit, call.queue) == (COLLEAGUE, "371000", "unit-371000")
    assert [f.body for f in talk.desk.facts() if f.kind == "CallTransferred"] == [
        {"to": "371000", "how": "blind"},
        {"to": COLLEAGUE, "how": "queue"},
    ]
    talk.end()
    talk.desk.until(SEAT, "ready")


def test_a_transfer_to_a_unit_where_nobody_is_ends_with_a_message(talk: Talk, citizen_says: Path) -> None:
    talk.desk.do(talk.desk.link.pause(COLLEAGUE, "away"))
    talk.desk.until(COLLEAGUE, "away")
    talk.desk.do(talk.phone.transfer(SEAT, "371000"))
    talk.own.wait_until_ended()
    wait_until(lambda: list(talk.plan.paths.spool.glob("*.2.rx.wav")), 30)
    say(talk.caller, citizen_says)
    talk.end()
    message = max(talk.plan.paths.spool.glob("*.2.rx.wav"), key=lambda file: file.stat().st_mtime_ns)
    assert correlation(message, citizen_says) > HEARD
    talk.desk.do(talk.desk.link.ready(COLLEAGUE))


def test_the_time_after_a_call_is_made_longer_and_ended_by_the_person(talk: Talk) -> None:
    talk.end()
    talk.desk.until(SEAT, "wrap_up")
    talk.desk.do(talk.desk.link.extend_wrap_up(SEAT, 120))
    until = talk.desk.link.picture.seats[SEAT].shown.wrap_up_until
    time.sleep(3)  # the second that it would have lasted, and a look at the lists more
    assert talk.desk.state(SEAT) == "wrap_up" and talk.desk.link.picture.seats[SEAT].shown.wrap_up_until == until
    talk.caller.dial("12389")
    wait_until(lambda: talk.desk.calls())
    time.sleep(2)
    assert talk.desk.state(SEAT) == "wrap_up", "no call rings at a seat that wraps up"
    talk.end()
    talk.desk.do(talk.desk.link.end_wrap_up(SEAT))
    talk.desk.until(SEAT, "ready")
    talk.caller.dial("12389")
    talk.own.wait_until_ringing()
    with pytest.raises(NotNow):
        talk.desk.do(talk.desk.link.end_wrap_up(SEAT))
    talk.caller.hang_up()
    talk.desk.until(SEAT, "ready")
    assert {"WrapUpExtended", "WrapUpEnded"} <= {fact.kind for fact in talk.desk.facts()}


def test_a_seat_on_hold_whose_caller_left_while_nobody_looked_is_freed_at_the_start(
    plan: ExchangePlan, talk: Talk
) -> None:
    talk.desk.do(talk.phone.hold(SEAT))
    talk.desk.until(SEAT, "held")
    talk.desk.stop()
    talk.caller.hang_up()
    talk.caller.wait_until_ended()
    with linked(plan) as anew:
        talk.own.wait_until_ended(3)
        wait_until(lambda: anew.state(SEAT) in ("ready", "wrap_up"), 5)


def test_what_may_not_be_done_is_refused_and_changes_nothing(talk: Talk) -> None:
    for to in ("37001", "99999", "37091", "37101w", "s", "370900&37101", "", "${SHELL(id)}"):
        with pytest.raises(BadTarget):
            talk.desk.do(talk.phone.transfer(SEAT, to))
    for asked in (talk.phone.resume(SEAT), talk.phone.complete(SEAT), talk.phone.cancel(SEAT),
                  talk.phone.hold(COLLEAGUE), talk.phone.transfer(COLLEAGUE, SEAT)):  # fmt: skip
        with pytest.raises((NotNow, BadTarget)):
            talk.desk.do(asked)
    talk.consult()
    with pytest.raises(NotNow):
        talk.desk.do(talk.phone.complete(COLLEAGUE))
    assert talk.desk.state(SEAT) == "consulting"
    talk.end()


def test_a_desk_phone_is_muted_from_the_desk_for_all_and_its_call_alone(
    plan: ExchangePlan, talk: Talk, citizen_says: Path, seat_says: Path, colleague_says: Path
) -> None:
    talk.desk.do(talk.desk.link.mute(SEAT, True))
    assert talk.desk.link.picture.seats[SEAT].shown.muted
    say(talk.own, colleague_says)
    say(talk.caller, citizen_says)
    talk.desk.stop()
    with linked(plan) as anew:
        assert anew.link.picture.seats[SEAT].shown.muted, "known to a service that starts anew"
        anew.do(anew.link.mute(SEAT, False))
        assert not anew.link.picture.seats[SEAT].shown.muted
        say(talk.own, seat_says)
        anew.do(anew.link.mute(SEAT, True))
        talk.caller.hang_up()
        anew.until(SEAT, "wrap_up")
        assert not anew.link.picture.seats[SEAT].shown.muted, "the next call is not muted"
        with pytest.raises(NotNow):
            anew.do(anew.link.mute(SEAT, True))
    rx, tx = talk.recording("rx"), talk.recording("tx")
    assert correlation(talk.caller.heard, seat_says) > HEARD and correlation(tx, seat_says) > HEARD
    assert correlation(talk.caller.heard, colleague_says) < NOT_HEARD and correlation(tx, colleague_says) < NOT_HEARD
    assert correlation(rx, citizen_says) > HEARD, "the muted one hears, and so does the recorder"
    assert abs(seconds(rx) - seconds(tx)) < 0.1


def test_keys_reach_the_callers_end(talk: Talk) -> None:
    talk.desk.do(talk.phone.keypad(SEAT, "12#"))
    wait_until(lambda: [e.param for e in talk.caller.events() if "DTMF" in e.type and e.param][-3:] == ["1", "2", "#"])
    talk.end()


def test_an_action_for_a_channel_that_has_gone_is_told(talk: Talk) -> None:
    leg = talk.desk.link.picture.moves.legs.caller(talk.desk.calls()[0].call_id)
    assert leg is not None
    leg.channel = "PJSIP/trunk-taian-ffffffff"
    with pytest.raises(CallHasMoved):
        talk.desk.do(talk.phone.hold(SEAT))
    assert talk.desk.state(SEAT) == "talking"
    talk.end()


# --- our service has died: what it began ends by itself
