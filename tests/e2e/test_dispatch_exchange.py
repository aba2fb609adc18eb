"""A supervisor listens, whispers and comes in on a real exchange: who hears whom, and what the recorders keep."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cases.events import ListeningEnded, SupervisorListened
from exchange.phone import Phone
from exchange.plan import ExchangePlan
from exchange.process import Exchange
from seats.dispatch.commands import CannotListen
from seats.line import Timings
from seats.phone.faults import BadTarget, NotTheMoment
from tests.e2e.ami import Ami
from tests.e2e.audio import correlation, seconds
from tests.e2e.exchanges import speech, wait_until
from tests.e2e.linked import Linked, linked
from tests.e2e.phones import citizen, seat
from tests.e2e.test_exchange_answers import recording

pytestmark = pytest.mark.e2e
SEAT, OWN, OTHER = "37091", "37001", "37101"
HEARD, NOT_HEARD = 0.5, 0.35
"""The room mixes every 20 ms: on a busy machine a piece of what was said may slip. What was never said gives 0.1."""


@pytest.fixture(scope="session")
def supervisor_says(sounds: Path) -> Path:
    return speech(sounds, "supervisor", "qing3 gao4 su4 ta1 shi2 wu3 ge4 gong1 zuo4 ri4", pitch=20)


@dataclass
class Talk:
    link: Linked
    caller: Phone
    seat: Phone
    own: Phone

    def listen(self, how: str) -> None:
        anew = self.link.link.dispatch.listening(OWN) is None
        self.link.do(self.link.link.dispatch.listen(OWN, SEAT, how))
        if anew:
            self.own.wait_until_ringing()
            self.link.until(OWN, "ringing")  # else the desk offers no key to answer it
            self.own.accept()
        self.until(how)

    def until(self, how: str) -> None:
        wait_until(lambda: self.link.link.picture.seats[SEAT].shown.listened == how)

    def say(self, **who: Path) -> None:
        """All at once."""
        for name, words in who.items():
            phone: Phone = getattr(self, name)
            phone.say(words)
        time.sleep(max(seconds(words) for words in who.values()) + 0.8)  # the length of what is said, not a guess

    def end(self) -> None:
        self.caller.hang_up()
        self.own.wait_until_ended()
        wait_until(lambda: not self.link.calls())


@pytest.fixture
def talk(plan: ExchangePlan, exchange: Exchange) -> Iterator[Talk]:
    with seat(plan, SEAT) as theirs, seat(plan, OWN) as own, citizen(plan) as caller, linked(plan) as link:
        link.until(SEAT, "ready")
        wait_until(lambda: link.state(OWN) != "offline")
        link.do(link.link.pause(OWN, "meeting"))
        caller.dial("12389")
        theirs.wait_until_ringing(15)
        theirs.accept()
        link.until(SEAT, "talking")
        yield Talk(link, caller, theirs, own)
        wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


def test_who_listens_hears_both_and_nobody_hears_who_listens(
    talk: Talk, plan: ExchangePlan, citizen_says: Path, seat_says: Path, supervisor_says: Path
) -> None:
    talk.listen("listen")
    talk.say(seat=seat_says)
    talk.say(caller=citizen_says, own=supervisor_says)
    talk.say(caller=citizen_says)
    talk.end()
    assert min(correlation(talk.own.heard, citizen_says), correlation(talk.own.heard, seat_says)) > HEARD
    assert (
        max(correlation(talk.caller.heard, supervisor_says), correlation(talk.seat.heard, supervisor_says)) < NOT_HEARD
    )
    rx, tx = recording(plan, "1.rx"), recording(plan, "1.tx")
    assert correlation(rx, citizen_says) > HEARD and correlation(tx, seat_says) > HEARD
    assert max(correlation(rx, supervisor_says), correlation(tx, supervisor_says)) < NOT_HEARD
    assert abs(seconds(tx) - seconds(talk.caller.heard)) < 1.5


def test_a_whisper_reaches_the_seat_and_neither_the_caller_nor_a_recorder(
    talk: Talk, plan: ExchangePlan, citizen_says: Path, seat_says: Path, supervisor_says: Path
) -> None:
    talk.listen("listen")
    talk.listen("whisper")
    talk.say(own=supervisor_says)
    talk.say(caller=citizen_says)
    talk.say(seat=seat_says)
    talk.end()
    assert min(correlation(talk.seat.heard, supervisor_says), correlation(talk.seat.heard, citizen_says)) > HEARD
    assert correlation(talk.caller.heard, supervisor_says) < NOT_HEARD
    rx, tx = recording(plan, "1.rx"), recording(plan, "1.tx")
    assert max(correlation(rx, supervisor_says), correlation(tx, supervisor_says)) < NOT_HEARD
    assert correlation(rx, citizen_says) > HEARD and correlation(tx, seat_says) > HEARD
    assert abs(seconds(tx) - seconds(talk.caller.heard)) < 1.5
    told = [fact for fact in talk.link.facts() if isinstance(fact, SupervisorListened | ListeningEnded)]
    assert [(type(fact).__name__, fact.how, fact.by, fact.seat) for fact in told] == [
        ("SupervisorListened", "listen", OWN, SEAT),
        ("ListeningEnded", "listen", OWN, SEAT),
        ("SupervisorListened", "whisper", OWN, SEAT),
        ("ListeningEnded", "whisper", OWN, SEAT),
    ]


def test_who_barges_in_is_heard_by_both_and_recorded(
    talk: Talk, plan: ExchangePlan, citizen_says: Path, seat_says: Path, supervisor_says: Path
) -> None:
    talk.listen("listen")
    talk.link.do(talk.link.link.dispatch.barge(OWN, SEAT))
    talk.until("barge")
    talk.link.until(SEAT, "conference")
    talk.say(own=supervisor_says)
    talk.say(caller=citizen_says)
    talk.say(seat=seat_says)
    talk.end()
    assert min(correlation(talk.seat.heard, supervisor_says), correlation(talk.caller.heard, supervisor_says)) > HEARD
    rx, tx = recording(plan, "1.rx"), recording(plan, "1.tx")
    assert correlation(rx, citizen_says) > HEARD and correlation(tx, seat_says) > HEARD
    assert correlation(tx, supervisor_says) > HEARD
    assert abs(seconds(tx) - seconds(talk.caller.heard)) < 1.5


def test_who_barged_in_takes_the_caller_over_and_the_seat_leaves(
    talk: Talk, plan: ExchangePlan, citizen_says: Path, supervisor_says: Path
) -> None:
    talk.listen("listen")
    talk.link.do(talk.link.link.dispatch.barge(OWN, SEAT))
    talk.link.until(SEAT, "conference")
    talk.link.do(talk.link.link.dispatch.take_over(OWN, SEAT))
    talk.seat.wait_until_ended()
    talk.link.until(OWN, "talking")
    (call,) = talk.link.calls()
    assert call.seat == OWN
    talk.say(own=supervisor_says)
    talk.say(caller=citizen_says)
    talk.end()
    assert correlation(talk.caller.heard, supervisor_says) > HEARD and correlation(talk.own.heard, citizen_says) > HEARD
    assert correlation(recording(plan, "1.tx"), supervisor_says) > HEARD


def test_a_caller_is_taken_over_on_the_own_phone(talk: Talk, plan: ExchangePlan, supervisor_says: Path) -> None:
    talk.listen("listen")
    talk.link.do(talk.link.link.dispatch.take_over(OWN, SEAT))
    talk.own.wait_until_ringing()
    talk.own.accept()
    talk.link.until(OWN, "talking")
    talk.say(own=supervisor_says)
    assert [call.seat for call in talk.link.calls()] == [OWN]
    talk.end()
    assert correlation(recording(plan, "1.tx"), supervisor_says) > HEARD


def test_a_waiting_caller_is_moved_to_another_units_seat(plan: ExchangePlan, exchange: Exchange) -> None:
    with seat(plan, SEAT) as theirs, seat(plan, OTHER) as other, citizen(plan) as caller, linked(plan) as link:
        link.until(SEAT, "ready")
        link.until(OTHER, "ready")
        caller.dial("12389")
        theirs.wait_until_ringing(15)
        link.until(SEAT, "ringing")
        (call,) = link.calls()
        for wrong in ("", "99999", "s", "37101w", "${SHELL(id)}"):
            with pytest.raises(BadTarget):
                link.do(link.link.dispatch.move_caller(call.call_id, wrong))
        link.do(link.link.dispatch.move_caller(call.call_id, OTHER))
        other.wait_until_ringing(15)
        other.accept()
        link.until(OTHER, "talking")
        (moved,) = link.calls()
        assert (moved.call_id, moved.seat) == (call.call_id, OTHER) and moved.answered_at is not None
        with pytest.raises(NotTheMoment):
            link.do(link.link.dispatch.move_caller(call.call_id, SEAT))
        caller.hang_up()
        wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


def test_listening_ends_with_the_hand_on_the_phone_or_by_order(talk: Talk) -> None:
    talk.listen("listen")
    talk.link.do(talk.link.link.dispatch.stop(OWN))
    talk.own.wait_until_ended()
    talk.until("")
    talk.listen("whisper")
    talk.own.hang_up()
    talk.until("")
    talk.link.until(OWN, "paused")
    talk.listen("listen")
    assert talk.link.state(OWN) == "talking"
    talk.link.do(talk.link.link.phone.hang_up(OWN))  # as the key of the desk does
    talk.own.wait_until_ended()
    talk.until("")
    assert talk.link.state(SEAT) == "talking"
    talk.caller.hang_up()


def test_a_service_that_starts_anew_knows_who_listens(talk: Talk, plan: ExchangePlan) -> None:
    talk.listen("whisper")
    talk.link.stop()
    with linked(plan) as anew:
        wait_until(lambda: anew.link.picture.seats[SEAT].shown.listened == "whisper")
        assert anew.link.picture.seats[OWN].shown.peer == SEAT
        anew.do(anew.link.dispatch.stop(OWN))
        wait_until(lambda: not anew.link.picture.seats[SEAT].shown.listened)
        talk.caller.hang_up()
        wait_until(lambda: not anew.calls())


def test_only_a_seat_in_a_call_is_listened_to_and_never_the_own(talk: Talk) -> None:
    for own, target in ((OWN, OTHER), (OWN, OWN), (SEAT, SEAT), (OTHER, SEAT)):
        with pytest.raises(CannotListen):
            talk.link.do(talk.link.link.dispatch.listen(own, target, "listen"))
    talk.caller.hang_up()


def test_who_answers_late_does_not_hear_the_seats_next_call(talk: Talk, plan: ExchangePlan, seat_says: Path) -> None:
    """Rights were checked for the call that there was when the phone began to ring."""
    dispatch = talk.link.link.dispatch
    with citizen(plan, "05385550199") as other:
        talk.link.do(dispatch.listen(OWN, SEAT, "listen"))
        talk.own.wait_until_ringing()
        talk.caller.hang_up()
        talk.seat.wait_until_ended()
        other.dial("12389")
        talk.seat.wait_until_ringing(20)
        talk.seat.accept()
        talk.link.until(SEAT, "talking")
        wait_until(lambda: any(call.caller.endswith("199") for call in talk.link.calls()))
        talk.own.accept()
        talk.own.wait_until_ended()
        assert dispatch.listening(OWN) is None
        assert "SupervisorListened" not in talk.link.told()
        other.hang_up()


def test_nobody_listens_on_a_phone_whose_person_changed_meanwhile(talk: Talk) -> None:
    talk.link.do(talk.link.link.dispatch.listen(OWN, SEAT, "listen"))
    talk.own.wait_until_ringing()
    talk.link.link.picture.seats[OWN].person = 7
    talk.own.accept()
    talk.own.wait_until_ended()
    talk.until("")
    assert talk.link.state(SEAT) == "talking"
    talk.caller.hang_up()


def test_a_room_whose_caller_has_gone_is_not_joined(talk: Talk) -> None:
    talk.listen("listen")
    link = talk.link.link
    assert link._inbox is not None
    link._inbox._held = True  # what happens now is not heard: as when the caller leaves in the same moment
    talk.caller.hang_up()
    talk.own.wait_until_ended()
    with pytest.raises(CannotListen, match="已经挂断"):
        talk.link.do(link.dispatch.barge(OWN, SEAT))
    link._inbox._held = False
    link._reader.connection.drop("test")  # type: ignore[union-attr]
    wait_until(lambda: not talk.link.calls())


def test_who_came_in_stays_one_of_three_when_the_lists_are_compared(plan: ExchangePlan, talk: Talk) -> None:
    talk.listen("listen")
    talk.link.do(talk.link.link.dispatch.barge(OWN, SEAT))
    talk.link.until(SEAT, "conference")
    with linked(plan, Timings(heal_every=0.2, settle=0.1)) as looking:
        # It began when all three were there already: what it knows is from the lists alone.
        looking.until(SEAT, "conference")
        looking.until(OWN, "conference")
        looked = len(looking.steps)
        wait_until(lambda: len(looking.steps) > looked + 3)
        assert (looking.state(SEAT), looking.state(OWN)) == ("conference", "conference")
        assert looking.told() == ["SupervisorListened"]
    talk.own.hang_up()
    talk.link.until(SEAT, "talking")
    talk.link.until(OWN, "paused", 5)
    talk.caller.hang_up()


def test_who_has_come_in_is_no_longer_a_listener(talk: Talk) -> None:
    talk.listen("listen")
    talk.link.do(talk.link.link.dispatch.barge(OWN, SEAT))
    talk.link.until(SEAT, "conference")
    talk.link.link.picture.seats[OWN].person = 7
    assert talk.link.link.dispatch.astray() == []  # perhaps the one whom the caller speaks with by now
    for again in (talk.link.link.dispatch.listen(OWN, SEAT, "whisper"), talk.link.link.dispatch.barge(OWN, SEAT)):
        with pytest.raises(CannotListen):
            talk.link.do(again)
    talk.caller.hang_up()
    talk.own.wait_until_ended()


@pytest.mark.parametrize(
    "what",
    [
        {"Application": "System", "Data": "id"},
        {"Application": "AGI", "Data": "/bin/id"},
        {"Application": "MixMonitor", "Data": "x.wav,,id"},
        {"Application": "Playback", "Data": "${SHELL(id)}"},
    ],
    ids=lambda what: what["Application"],
)
def test_who_may_call_a_phone_still_has_no_shell(plan: ExchangePlan, exchange: Exchange, what: dict[str, str]) -> None:
    assert exchange.command("core show channels")
    with Ami(plan.ports.ami, "actor", plan.secrets.actor) as actor:
        assert "Originate Access Forbidden" in actor.ask("Originate", Channel="Local/37001@seats", **what)
