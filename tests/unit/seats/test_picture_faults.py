"""Every event may come late, twice or never."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seats.ami_text import AmiEvent
from seats.heal import compare
from seats.picture import Picture
from seats.snapshot import Snapshot
from seats.steps import Ended, Rang, Seen, Told
from tests.fakes.ami_scenes import (
    AT,
    CALLS,
    PROVINCE_SEAT,
    SEAT,
    UNIT,
    WRAP_UP_S,
    directory,
    events,
    listed,
    picture_of,
    play,
)

LATER = AT.replace(hour=3)


@pytest.mark.parametrize("scene", CALLS)
def test_every_event_twice_changes_nothing(scene: str) -> None:
    once = play(picture_of(), events(scene))
    twice = play(picture_of(), [event for event in events(scene) for _ in range(2)])
    assert twice.changes == once.changes
    assert [step for step in twice.steps if not isinstance(step, Seen)] == [
        step for step in once.steps if not isinstance(step, Seen)
    ]


@pytest.mark.parametrize("scene", CALLS)
def test_the_whole_scene_twice_is_one_call(scene: str) -> None:
    picture = picture_of(scene)
    again = play(picture, events(scene))
    assert not [step for step in again.steps if isinstance(step, Ended | Rang | Seen)]
    assert picture.snapshot().calls == ()


@pytest.mark.parametrize("scene", CALLS)
def test_any_event_may_be_missing_and_the_comparison_puts_all_right(scene: str) -> None:
    for left_out in range(len(events(scene))):
        picture = picture_of()
        heard = events(scene)
        del heard[left_out]
        news = play(picture, heard)
        news.steps += compare(picture, _idle(picture), LATER, LATER).steps
        assert sum(isinstance(step, Ended) for step in news.steps) == 1
        assert picture.snapshot().calls == ()
        assert _seats(picture) == {SEAT: "ready", PROVINCE_SEAT: "ready"}


@pytest.mark.parametrize("scene", CALLS)
def test_an_event_that_comes_after_the_end_does_not_bring_the_call_back(scene: str) -> None:
    for late in range(len(events(scene)) - 1):
        picture = picture_of()
        heard = events(scene)
        heard.append(replace(heard.pop(late), heard=heard[-1].heard))
        play(picture, heard)
        assert picture.snapshot().calls == ()


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_order_ends_right_after_the_comparison(random: object) -> None:
    picture = picture_of()
    heard = events("province-answers", "answered")
    random.shuffle(heard)  # type: ignore[attr-defined]
    for event in heard:
        picture.apply(event, AT)
    compare(picture, _idle(picture), LATER, LATER)
    assert picture.snapshot().calls == ()
    assert _seats(picture) == {SEAT: "ready", PROVINCE_SEAT: "ready"}


def test_a_call_whose_beginning_was_missed_is_known_from_its_ring() -> None:
    picture = picture_of()
    ring = next(event for event in events("answered") if event.name == "AgentCalled")
    news = picture.apply(ring, AT)
    (call,) = picture.snapshot().calls
    assert (call.unit, call.queue) == (UNIT, "unit-370900")
    assert isinstance(news.steps[0], Rang)


def test_a_call_between_seats_is_no_call_of_the_hotline() -> None:
    keys = {"Channel": "PJSIP/37091-00000009", "Context": "seats", "Uniqueid": "1.9", "Linkedid": "1.9"}
    picture = picture_of()
    for name in ("Newchannel", "MixMonitorStart", "Hangup"):
        news = picture.apply(AmiEvent(name, keys), AT)
        assert (news.changes, news.steps) == ([], [])


@pytest.mark.parametrize("call_id", ["../../etc/passwd", "1/2", "", "x" * 81, "1.1\u2028", "1 1"])
def test_a_call_id_that_could_name_another_file_is_no_call(call_id: str) -> None:
    keys = {"Context": "from-trunk", "Uniqueid": call_id, "Linkedid": call_id, "MemberName": SEAT}
    picture = picture_of()
    for name in ("Newchannel", "QueueCallerJoin", "AgentCalled", "AgentConnect"):
        picture.apply(AmiEvent(name, keys), AT)
        assert picture.snapshot().calls == ()


def test_events_without_headers_of_strangers_and_of_no_kind_are_passed_over() -> None:
    picture = picture_of()
    for name in [*picture.wanted, "NeverHeardOf"]:
        assert picture.apply(AmiEvent(name, {}), AT).changes == []
        assert picture.apply(AmiEvent(name, {"MemberName": "99999", "Queue": "unit-999999"}), AT).changes == []


def test_a_number_of_eight_kilobytes_is_shortened() -> None:
    keys = {"Context": "from-trunk", "Uniqueid": "1.1", "Linkedid": "1.1"}
    keys |= {"CallerIDNum": "1" * 8000, "Exten": "2" * 8000}
    picture = picture_of()
    picture.apply(AmiEvent("Newchannel", keys), AT)
    (call,) = picture.snapshot().calls
    assert (len(call.caller), len(call.called)) == (80, 80)


@pytest.mark.parametrize("status", ["-1", "²", "9" * 40, "x", ""])
def test_a_status_that_is_no_number_is_unknown(status: str) -> None:
    picture = picture_of()
    keys = {"MemberName": SEAT, "Queue": "unit-370900", "Interface": "PJSIP/37091", "Status": status, "Paused": "0"}
    picture.apply(AmiEvent("QueueMemberStatus", keys), AT)
    assert _seats(picture)[SEAT] == "offline"


@pytest.mark.parametrize("told", ["before", "after"])
def test_a_seat_that_moves_to_the_browser_is_what_its_browser_is(told: str) -> None:
    picture = picture_of()
    keys = {"MemberName": SEAT, "Queue": "unit-370900", "Interface": "PJSIP/37091w", "Status": "1", "Paused": "0"}
    browser = AmiEvent("QueueMemberStatus", keys)
    if told == "before":
        assert picture.apply(browser, AT).changes == []
    picture.use(SEAT, "browser", AT)
    if told == "after":
        assert _seats(picture)[SEAT] == "offline"
        picture.apply(browser, AT)
    assert _seats(picture)[SEAT] == "ready"
    assert picture.seats[SEAT].shown.device == "browser"
    picture.apply(AmiEvent("QueueMemberRemoved", {**keys, "Interface": "PJSIP/37091"}), AT)
    assert _seats(picture)[SEAT] == "ready"
    picture.apply(AmiEvent("QueueMemberRemoved", keys), AT)
    assert _seats(picture)[SEAT] == "offline"
    picture.use(SEAT, "sip", AT)
    assert picture.seats[SEAT].shown.device == "sip"


def test_a_hold_by_the_phones_own_key_is_shown_and_told_once() -> None:
    picture = picture_of()
    whole = events("answered")
    answered = next(i for i, event in enumerate(whole) if event.name == "AgentConnect")
    play(picture, whole[: answered + 1])
    channel = {"Channel": whole[answered]["DestChannel"], "Uniqueid": whole[answered]["DestUniqueid"]}
    told = []
    for name in ("Hold", "Hold", "Unhold", "Unhold", "Hold"):
        news = picture.apply(AmiEvent(name, channel), AT)
        told += [(step.fact.kind, picture.seats[SEAT].shown.state) for step in news.steps if isinstance(step, Told)]
    assert told == [("CallHeld", "held"), ("CallResumed", "talking"), ("CallHeld", "held")]
    play(picture, whole[answered + 1 :])
    assert _seats(picture)[SEAT] == "wrap_up"


def test_a_hold_of_a_phone_in_no_call_of_the_hotline_says_nothing() -> None:
    picture = picture_of()
    for name in ("Hold", "Unhold"):
        news = picture.apply(AmiEvent(name, {"Channel": "PJSIP/37091-00000001", "Uniqueid": "1.9"}), AT)
        assert (news.changes, news.steps) == ([], [])


def test_what_other_queues_say_of_a_seat_is_not_heard() -> None:
    """A ministry's seat serves 383 queues: one of them is enough."""
    picture = Picture(directory(), UNIT, WRAP_UP_S, AT)
    keys = {"MemberName": "00001", "Queue": "unit-370900", "Interface": "PJSIP/00001", "Status": "1", "Paused": "0"}
    assert picture.apply(AmiEvent("QueueMemberStatus", keys), AT).changes == []
    assert len(picture.apply(AmiEvent("QueueMemberStatus", {**keys, "Queue": "unit-000000"}), AT).changes) == 1


def test_the_phone_that_is_rung_to_listen_rings_and_is_not_busy_with_a_call() -> None:
    """With `device_state_busy_at` a phone that rings looks busy; no event says for whom."""
    picture = picture_of()
    view = picture.seats[PROVINCE_SEAT]
    view.summoned = SEAT
    member = {"MemberName": PROVINCE_SEAT, "Queue": "unit-370000", "Interface": "PJSIP/37001", "Paused": "0"}
    for status, state in (("1", "ready"), ("3", "ringing"), ("1", "ready"), ("3", "talking")):
        picture.apply(AmiEvent("QueueMemberStatus", {**member, "Status": status}), AT)
        assert view.shown.state == state


def _idle(picture: Picture) -> Snapshot:
    """Both seats registered and ready, nobody calls, the last calls long ago."""
    seen = listed(picture, "lists-idle")
    members = {number: replace(member, status=1, paused=False) for number, member in seen.members.items()}
    return replace(seen, members=members)


def _seats(picture: Picture) -> dict[str, str]:
    return {seat.number: seat.state for seat in picture.snapshot().seats if seat.number in (SEAT, PROVINCE_SEAT)}
