"""Real sequences of events, as Asterisk sent them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.organs import Tier, Unit
from cases.units import Directory
from seats.ami_text import AmiEvent
from seats.picture import CallChanged, CallGone, News, Picture, SeatChanged
from seats.steps import Ended, Rang, Seen, Told
from tests.fakes.ami_scenes import (
    AT,
    CALLER,
    CALLS,
    PROVINCE_SEAT,
    SEAT,
    UNIT,
    WRAP_UP_S,
    directory,
    events,
    picture_of,
    play,
    states,
)  # fmt: skip


def kinds(news: News) -> list[str]:
    return [type(step).__name__ for step in news.steps]


def end_of(news: News) -> Ended:
    (ended,) = [step for step in news.steps if isinstance(step, Ended)]
    return ended


def test_an_answered_call_is_recorded_queued_rung_answered_and_ended() -> None:
    news = play(picture_of(), events("answered"))
    assert kinds(news) == ["Seen", "Seen", "Rang", "Seen", "Ended"]
    call = end_of(news).call
    assert (call.unit, call.queue, call.seat, call.called, call.position) == (UNIT, "unit-370900", SEAT, "12389", 1)
    heard = {(event.name, event["Channel"][:11]): event.heard for event in events("answered")}
    talked = heard["Hangup", "PJSIP/trunk"] - heard["AgentConnect", "PJSIP/trunk"]
    assert call.answered_at is not None
    assert (end_of(news).at - call.answered_at).total_seconds() == pytest.approx(talked, abs=1e-5)
    assert states(news) == ["ringing", "talking", "wrap_up"]


def test_the_ring_carries_all_that_the_desk_needs() -> None:
    picture = picture_of()
    for event in events("answered"):
        news = picture.apply(event, AT)
        if event.name == "AgentCalled":
            break
    call_changed, seat_changed = news.changes
    assert isinstance(call_changed, CallChanged) and isinstance(seat_changed, SeatChanged)
    call, seat = call_changed.call, seat_changed.seat
    assert (call.caller, call.called, call.unit, call.queue) == (CALLER, "12389", UNIT, "unit-370900")
    assert call.rang_at == AT and call.queued_at == AT and call.waited_s == 0
    assert (seat.number, seat.state, seat.call_id) == (SEAT, "ringing", call.call_id)
    assert isinstance(news.steps[0], Rang)


def test_the_desk_hears_of_the_call_before_its_seat_rings() -> None:
    news = play(picture_of(), events("answered"))
    first_ring = next(i for i, c in enumerate(news.changes) if isinstance(c, SeatChanged))
    assert any(isinstance(change, CallChanged) for change in news.changes[:first_ring])


@pytest.mark.parametrize(
    ("scene", "outcome"), [("abandoned", "abandoned"), ("message", "message"), ("declined", "abandoned")]
)
def test_where_the_caller_hangs_up_says_how_the_call_ended(scene: str, outcome: str) -> None:
    ended = end_of(play(picture_of(), events(scene)))
    assert ended.outcome == outcome
    assert ended.call.answered_at is None


def test_leaving_a_message_looks_like_giving_up_until_the_end() -> None:
    """Asterisk sends QueueCallerAbandon for both."""
    assert "QueueCallerAbandon" in {event.name for event in events("message")}
    assert "QueueCallerAbandon" in {event.name for event in events("abandoned")}


@pytest.mark.parametrize("scene", ["abandoned", "message", "declined"])
def test_a_phone_that_rings_is_never_shown_as_talking(scene: str) -> None:
    """`device_state_busy_at=1` makes app_queue call it busy."""
    shown = states(play(picture_of(), events(scene)))
    assert "talking" not in shown
    assert shown.count("ringing") == sum(event.name == "AgentCalled" for event in events(scene))
    assert shown[-1] == "ready"


def test_the_level_above_answers_and_the_own_seat_is_free_again() -> None:
    news = play(picture_of(), events("province-answers"))
    assert end_of(news).call.seat == PROVINCE_SEAT
    assert states(news, PROVINCE_SEAT)[-3:] == ["ringing", "talking", "wrap_up"]
    assert states(news)[-1] == "ready"
    assert [step.seat for step in news.steps if isinstance(step, Rang)] == [SEAT] * 3 + [PROVINCE_SEAT]


@pytest.mark.parametrize("scene", CALLS)
def test_a_call_comes_once_and_goes_once(scene: str) -> None:
    picture = picture_of()
    news = play(picture, events(scene))
    assert sum(isinstance(change, CallGone) for change in news.changes) == 1
    assert isinstance(news.changes[0], CallChanged | SeatChanged)
    assert picture.snapshot().calls == ()
    assert kinds(news).count("Ended") == 1
    assert kinds(news)[-1] == "Ended"


def test_pause_and_ready_are_told_with_the_reason() -> None:
    picture = picture_of()
    told = [step.fact for step in play(picture, events("ready-pause-ready")).steps if isinstance(step, Told)]
    assert [(fact.kind, fact.body) for fact in told] == [("SeatPaused", {"reason": "用餐"}), ("SeatReady", {})]
    assert {(fact.seat, fact.unit) for fact in told} == {(SEAT, UNIT)}


def test_a_paused_seat_shows_why() -> None:
    picture = picture_of()
    news = play(picture, events("ready-pause-ready")[:2])
    shown = [change.seat for change in news.changes if isinstance(change, SeatChanged)]
    assert [(seat.state, seat.reason) for seat in shown] == [("paused", "用餐")]


def test_a_phone_that_is_gone_is_offline() -> None:
    assert states(play(picture_of(), events("unregisters"))) == ["offline"]


def test_no_step_or_change_shows_the_caller_when_it_is_written_down() -> None:
    news = play(picture_of(), events("answered"))
    assert CALLER not in repr(news)
    assert any(isinstance(step, Seen) and step.call.caller == CALLER for step in news.steps)


def test_since_is_when_the_state_began() -> None:
    picture = picture_of()
    shown = [c.seat for c in play(picture, events("answered")).changes if isinstance(c, SeatChanged)]
    assert [seat.since for seat in shown] == sorted({seat.since for seat in shown})
    assert len(shown) == 3


def test_a_second_seat_that_takes_the_call_over_does_not_answer_it_anew() -> None:
    picture = picture_of()
    play(picture, [event for event in events("answered") if event.name not in ("AgentComplete", "Hangup")])
    (before,) = picture.snapshot().calls
    keys = {"Linkedid": before.call_id, "MemberName": PROVINCE_SEAT, "DestUniqueid": "2.2", "Queue": before.queue}
    picture.apply(AmiEvent("AgentConnect", keys), AT + timedelta(seconds=60))
    (call,) = picture.snapshot().calls
    assert (call.seat, call.answered_at) == (PROVINCE_SEAT, before.answered_at)


def test_wrap_up_ends_by_time() -> None:
    picture = picture_of("answered")
    ends = picture.seats[SEAT].wrap_until
    assert picture.tick(ends.replace(microsecond=0)).changes == []
    assert states(picture.tick(ends)) == ["ready"]
    assert picture.tick(ends).changes == []


def test_who_sits_there_is_shown() -> None:
    picture: Picture = picture_of()
    (change,) = picture.seated(SEAT, 7, AT).changes
    assert isinstance(change, SeatChanged) and change.seat.person == 7
    assert change.seat.since == next(s for s in picture.snapshot().seats if s.number == SEAT).since
    assert picture.seated(SEAT, 7, AT).changes == []


def test_a_call_answered_by_a_seat_that_could_not_see_it_becomes_its_units() -> None:
    """A city's seat that helps a neighbour: whoever has the call must be able to write its form."""
    neighbour = Unit("371000", "威海", "威海", Tier.CITY, "370000", 1, ("0631",), "24h")
    picture = Picture(Directory([*directory(), neighbour]), UNIT, WRAP_UP_S, AT)
    scene = [event for event in events("answered") if event.name != "Hangup"]
    play(picture, [_at_the_neighbours(event) for event in scene])
    (call,) = picture.snapshot().calls
    assert (call.seat, call.unit, call.queue, call.moved) == ("37101", "371000", f"unit-{UNIT}", True)


def _at_the_neighbours(event: AmiEvent) -> AmiEvent:
    return replace(event, keys={key: value.replace(SEAT, "37101") for key, value in event.keys.items()})
