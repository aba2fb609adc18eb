"""Hold, consultation, conference and transfer with real phones: who hears whom, and the recording without a gap.

Proven: each sentence is in the recording of its side (more than half of its pieces of 0.4 s are in place), what must
not be heard is not, both sides are equally long, and as long as what the caller heard. Not proven: that more than 80 %
of the pieces are in place, as elsewhere. For two in a room 1.0 was measured (six calls of six, load 4 to 9 on two
cores); on a busy machine also 0.39 and 0.5 in recordings of conferences and 0.75 in a caller's ear after a transfer.
The cause is not known; a jitter buffer before the mixing could not be shown to help.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from seats.phone.control import CallControl
from seats.phone.faults import BadTarget, CallHasMoved, NotNow
from tests.e2e.audio import correlation, position, seconds
from tests.e2e.exchanges import speech, wait_until
from tests.e2e.linked import Linked, linked
from tests.e2e.phones import Phone, citizen, seat

pytestmark = pytest.mark.e2e
HEARD, NOT_HEARD = 0.55, 0.3
"""The room mixes every 20 ms: on a busy machine a piece of what was said may slip. What was never said gives 0.1."""
SEAT, COLLEAGUE, NOBODY = "37091", "37101", "37001"


@pytest.fixture(scope="session")
def colleague_says(sounds: Path) -> Path:
    return speech(sounds, "colleague", "zhe4 ge5 shi4 qing2 gui1 wei1 hai3 guan3", pitch=30)


@dataclass
class Talk:
    plan: ExchangePlan
    desk: Linked
    own: Phone
    colleague: Phone
    caller: Phone

    @property
    def phone(self) -> CallControl:
        return self.desk.link.phone

    def recording(self, side: str) -> Path:
        return max(self.plan.paths.spool.glob(f"*.1.{side}.wav"), key=lambda file: file.stat().st_mtime_ns)

    def consult(self) -> None:
        self.desk.do(self.phone.consult(SEAT, COLLEAGUE))
        self.colleague.wait_until_ringing()
        self.desk.until(COLLEAGUE, "ringing")
        self.colleague.accept()
        self.desk.until(COLLEAGUE, "consulting")
        self.desk.until(SEAT, "consulting")

    def end(self) -> None:
        self.caller.hang_up()
        self.caller.wait_until_ended()
        wait_until(lambda: not self.desk.calls())
        wait_until(lambda: not any(self.desk.link.picture.seats[n].talks for n in (SEAT, COLLEAGUE)))


@contextmanager
def talking(plan: ExchangePlan, exchange: Exchange) -> Iterator[Talk]:
    with seat(plan, SEAT) as own, seat(plan, COLLEAGUE) as other, citizen(plan) as caller, linked(plan) as desk:
        for number in (SEAT, COLLEAGUE):
            desk.until(number, "ready")
        desk.steps.clear()
        desk.changes.clear()
        caller.dial("12389")
        own.wait_until_ringing()
        own.accept()
        desk.until(SEAT, "talking")
        yield Talk(plan, desk, own, other, caller)
        assert desk.link.counts.faults == 0
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


@pytest.fixture
def talk(plan: ExchangePlan, exchange: Exchange) -> Iterator[Talk]:
    with talking(plan, exchange) as made:
        yield made


def say(phone: Phone, speech: Path) -> None:
    """To its end, and a moment more; the ways between the channels are new."""
    time.sleep(0.3)
    phone.say(speech)
    time.sleep(seconds(speech) + 0.7)


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
