"""What the exchange lists puts the picture right: wholly after a connect, by differences in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cases.events import SeatHealed
from cases.units import Directory
from config.load import load_directory
from seats import heal
from seats.ami_text import AmiEvent
from seats.phone.legs import ROOM
from seats.phone.reunions import Move, Reunions
from seats.picture import CallChanged, CallGone, News, Picture
from seats.snapshot import Reader, Snapshot
from seats.states import LiveCall
from seats.steps import CloseMissed, Ended, Seen, Step, Told
from tests.fakes.ami_scenes import (
    AT,
    CALLER,
    PROVINCE_SEAT,
    SEAT,
    UNIT,
    WRAP_UP_S,
    directory,
    events,
    listed,
    packs,
    picture_of,
    play,
    read_lists,
    states,
)

SECOND = timedelta(seconds=1)
NEXT = AT + 60 * SECOND


def new() -> Picture:
    return Picture(directory(), UNIT, WRAP_UP_S, AT)


def healed(steps: list[Step]) -> list[tuple[str, str, str]]:
    facts = [step.fact for step in steps if isinstance(step, Told)]
    return [(fact.seat, fact.was, fact.now) for fact in facts if isinstance(fact, SeatHealed)]


def only_call(picture: Picture) -> LiveCall:
    (call,) = picture.snapshot().calls
    return call


def test_the_first_look_is_no_difference() -> None:
    picture = new()
    news = heal.replace(picture, listed(picture, "lists-ringing"), AT, None)
    assert healed(news.steps) == []
    assert states(news) == ["ringing"]


def test_a_call_that_rings_is_found_with_its_seat_and_its_caller() -> None:
    picture = new()
    news = heal.replace(picture, listed(picture, "lists-ringing"), AT, None)
    call = only_call(picture)
    assert (call.caller, call.queue, call.unit, call.position) == (CALLER, "unit-370900", UNIT, 1)
    assert call.queued_at == AT and call.answered_at is None
    assert picture.seats[SEAT].shown.call_id == call.call_id
    assert [type(step) for step in news.steps] == [Seen, CloseMissed]


def test_a_caller_who_waits_has_waited_since_the_queue_says() -> None:
    picture = new()
    heal.replace(picture, listed(picture, "lists-waiting"), AT, None)
    assert only_call(picture).queued_at == AT - 1 * SECOND


def test_a_call_that_talks_is_found_with_who_answered() -> None:
    picture = new()
    heal.replace(picture, listed(picture, "lists-talking"), AT, None)
    assert (only_call(picture).seat, only_call(picture).answered_at) == (SEAT, AT)
    assert picture.seats[SEAT].shown.state == "talking"


def test_what_goes_on_after_the_look_is_followed_from_there() -> None:
    picture = new()
    heal.replace(picture, listed(picture, "lists-ringing"), AT, None)
    news = play(picture, [e for e in events("answered") if e.name in ("AgentConnect", "AgentComplete", "Hangup")])
    assert states(news) == ["talking", "wrap_up"]
    assert [type(step) for step in news.steps] == [Seen, Ended]


def test_events_that_the_lists_know_already_change_nothing_for_the_rows() -> None:
    """They were on their way while the lists were made."""
    picture = new()
    heal.replace(picture, listed(picture, "lists-talking"), AT, None)
    news = play(picture, [e for e in events("answered") if e.name in ("Newchannel", "QueueCallerJoin", "AgentConnect")])
    assert news.steps == []
    assert states(news) == []


def test_wrap_up_goes_on_for_what_is_left_of_it() -> None:
    picture = Picture(directory(), UNIT, 15.0, AT)
    heal.replace(picture, listed(picture, "lists-wrap-up"), AT, None)
    heal.replace(picture, _ready(picture, "lists-wrap-up"), AT, None)
    assert picture.seats[SEAT].shown.state == "wrap_up"
    assert 13 * SECOND < picture.seats[SEAT].wrap_left(AT) < 15 * SECOND


def test_a_call_that_ended_while_nobody_looked_ended_when_we_last_saw_it() -> None:
    picture = picture_of()
    play(picture, events("answered")[:12])
    call = only_call(picture)
    lost_at = AT + 20 * SECOND
    news = heal.replace(picture, listed(picture, "lists-idle"), NEXT, lost_at)
    ended = [step for step in news.steps if isinstance(step, Ended)]
    assert [(step.call.call_id, step.outcome, step.at) for step in ended] == [(call.call_id, "lost", lost_at)]
    assert CallGone(call.call_id) in news.changes


def test_a_seat_that_changed_while_nobody_looked_is_healed_and_said_so() -> None:
    picture = picture_of()
    news = heal.replace(picture, listed(picture, "lists-idle"), NEXT, AT)
    assert healed(news.steps) == [(SEAT, "ready", "offline")]


def test_a_hang_up_that_was_missed_is_made_up_for() -> None:
    picture = picture_of()
    play(picture, [event for event in events("answered") if event.name not in ("Hangup", "AgentComplete")])
    news = heal.compare(picture, _ready(picture, "lists-idle"), NEXT, NEXT + SECOND)
    assert [type(step).__name__ for step in news.steps] == ["Ended", "Told", "CloseMissed"]
    assert healed(news.steps) == [(SEAT, "talking", "ready")]


def test_a_call_that_was_missed_is_found() -> None:
    picture = picture_of()
    news = heal.compare(picture, listed(picture, "lists-talking"), NEXT, NEXT + SECOND)
    assert any(isinstance(change, CallChanged) for change in news.changes)
    assert healed(news.steps) == [(SEAT, "ready", "talking")]


def test_nothing_differs_nothing_is_told() -> None:
    picture = picture_of()
    news = heal.compare(picture, _ready(picture, "lists-idle"), NEXT, NEXT + SECOND)
    assert news.changes == []
    assert [type(step) for step in news.steps] == [CloseMissed]


def test_what_an_event_has_said_since_the_question_is_newer_than_the_answer() -> None:
    picture = picture_of()
    play(picture, events("answered")[:10])
    call = only_call(picture)
    news = heal.compare(picture, _ready(picture, "lists-idle"), AT - SECOND, NEXT)
    assert picture.snapshot().calls == (call,)
    assert news.changes == []
    assert picture.seats[SEAT].shown.state == "ringing"


def test_a_list_made_before_the_hang_up_does_not_bring_the_call_back() -> None:
    picture = picture_of("answered")
    news = heal.compare(picture, listed(picture, "lists-talking"), AT - SECOND, NEXT)
    assert picture.snapshot().calls == ()
    assert not any(isinstance(change, CallChanged) for change in news.changes)


def test_a_second_more_or_less_of_wrap_up_is_no_difference() -> None:
    """Asterisk tells its last calls in whole seconds."""
    picture = picture_of("answered")
    at = picture.seats[SEAT].touched
    seen = _ready(picture, "lists-wrap-up")
    for seconds in (-1.0, 0.0, 1.0):
        news = heal.compare(picture, replace(seen, exchange_now=seen.exchange_now + seconds), at + SECOND, at + SECOND)
        assert healed(news.steps) == []


@pytest.mark.parametrize(("ours", "theirs"), [(0.0, 1.0), (0.5, -1.0)])
def test_the_last_second_of_wrap_up_does_not_come_back_or_go_early(ours: float, theirs: float) -> None:
    picture = picture_of("answered")
    at = picture.seats[SEAT].wrap_until - ours * SECOND
    picture.tick(at)
    seen = _ready(picture, "lists-wrap-up")
    over = seen.members[SEAT].last_call + WRAP_UP_S
    news = heal.compare(picture, replace(seen, exchange_now=over - theirs), at, at)
    assert healed(news.steps) == []


def test_a_member_that_is_in_no_queue_any_more_is_offline() -> None:
    picture = picture_of()
    seen = listed(picture, "lists-idle")
    news = heal.compare(picture, replace(seen, members={}), NEXT, NEXT)
    assert healed(news.steps) == [(SEAT, "ready", "offline")]


def test_old_calls_are_closed_in_the_rows_but_not_young_ones() -> None:
    """A call may have its row, by the AGI server, a moment before the exchange lists it."""
    picture = picture_of()
    news = heal.compare(picture, listed(picture, "lists-talking"), NEXT, NEXT + SECOND)
    (close,) = [step for step in news.steps if isinstance(step, CloseMissed)]
    assert close.live == {only_call(picture).call_id}
    assert close.at < NEXT


def test_the_whole_country_is_read_with_each_seat_once() -> None:
    whole = load_directory(Path("config/units.csv"))
    picture = Picture(whole, "000000", WRAP_UP_S, AT)
    told = list(_members(whole, paused="0"))
    assert len(told) > 4_000
    news = heal.replace(picture, Reader(whole).snapshot(told, [], 1e9), AT, None)
    assert len(news.changes) == 422
    assert {seat.state for seat in picture.snapshot().seats} == {"ready"}


def test_a_seats_own_queue_is_believed_and_its_last_call_anywhere_counts() -> None:
    reader = Reader(directory())
    own = {"Name": PROVINCE_SEAT, "Queue": "unit-370000", "Location": "PJSIP/37001", "Status": "1", "Paused": "1"}
    other = {**own, "Queue": "unit-370900", "Paused": "0", "LastCall": "1000"}
    for told in ([own, other], [other, own]):
        seen = reader.snapshot([AmiEvent("QueueMember", keys) for keys in told], [], 1e9).members[PROVINCE_SEAT]
        assert (seen.paused, seen.last_call) == (True, 1000)


def _ready(picture: Picture, scene: str) -> Snapshot:
    seen = listed(picture, scene)
    members = {**seen.members, SEAT: replace(seen.members[SEAT], status=1, paused=False)}
    return replace(seen, members=members)


def _members(whole: Directory, paused: str) -> list[AmiEvent]:
    return [
        AmiEvent("QueueMember", {"Queue": unit.queue, "Name": seat.number, "Location": seat.interface, "Status": "1",
                                 "Paused": paused})
        for unit in whole
        for seat, _ in whole.members(unit.code)
    ]  # fmt: skip


PARKED = ("Context: hotline", "Context: parked")
MOVED = {
    "held": [("Context: seats", "Context: held"), PARKED],
    "consulting": [("Context: seats\nExten: s", "Context: consult\nExten: 37001"), PARKED],
    "conference": [("Context: seats\nExten: s", "Context: room\nExten: seat"), ("Context: hotline", "Context: room")],
}


def looked(picture: Picture, scene: str, changed: list[tuple[str, str]], third: bool = False) -> Snapshot:
    """The lists of `scene`, with its channels elsewhere; `third`: the province's seat is with them."""
    text = "\n\n".join(pack.decode().replace("\r\n", "\n") for pack in packs(scene))
    for before, after in changed:
        assert before in text
        text = text.replace(before, after)
    if third:
        own = next(pack for pack in text.split("\n\n") if "Channel: PJSIP/37091-" in pack)
        text = text.replace(own, own + "\n\n" + own.replace("37091", PROVINCE_SEAT).replace(".1\n", ".2\n"))
    return read_lists(picture, [pack.replace("\n", "\r\n").encode() for pack in text.split("\n\n")])


@pytest.mark.parametrize("state", MOVED)
def test_a_call_that_was_moved_unseen_is_healed_and_said_so(state: str) -> None:
    picture = picture_of()
    play(picture, [event for event in events("answered") if event.name not in ("AgentComplete", "Hangup")])
    assert picture.seats[SEAT].shown.state == "talking"
    heal.replace(picture, listed(picture, "lists-talking"), NEXT, None)
    seen = looked(picture, "lists-talking", MOVED[state], third=state == "conference")
    news = heal.compare(picture, seen, NEXT + 10 * SECOND, NEXT + 10 * SECOND)
    assert (SEAT, "talking", state) in healed(news.steps)
    assert picture.seats[SEAT].shown.state == state


def test_a_desk_that_was_left_unseen_is_healed_and_said_so() -> None:
    picture = picture_of()
    heal.replace(picture, listed(picture, "lists-wrap-up"), AT, None)
    seen = listed(picture, "lists-wrap-up")
    away = replace(seen.members[SEAT], paused=True, reason="away", last_call=0)
    was = picture.seats[SEAT].shown.state
    news = heal.compare(picture, replace(seen, members={**seen.members, SEAT: away}), NEXT, NEXT)
    assert healed(news.steps) == [(SEAT, was, "away")]


def _in_the_room(picture: Picture) -> str:
    """A call that was moved; the seat's channel."""
    play(picture, events("answered")[:12])
    (leg,) = picture.moves.legs.seats(only_call(picture).call_id)
    leg.place = ROOM
    return leg.channel


@pytest.mark.parametrize("look", [heal.replace, heal.compare])
def test_channels_that_ended_while_nobody_looked_are_not_hung_up_for_ever(look: Callable[..., News]) -> None:
    """An exchange that starts anew gives their names to other calls."""
    picture = picture_of()
    _in_the_room(picture)
    look(picture, listed(picture, "lists-idle"), NEXT, NEXT)
    assert not list(picture.moves.legs.all())
    assert Reunions(picture.moves.legs).due(frozenset(), {}, NEXT) == []


def test_a_seat_whose_caller_went_while_nobody_looked_is_still_led_out() -> None:
    picture = picture_of()
    channel = _in_the_room(picture)
    uniqueid = next(leg.uniqueid for leg in picture.moves.legs.all() if leg.seat)
    heal.replace(picture, replace(listed(picture, "lists-idle"), channels=frozenset({uniqueid})), NEXT, NEXT)
    assert Reunions(picture.moves.legs).due(frozenset(), {}, NEXT) == [Move(channel)]


def test_a_talk_between_colleagues_that_ended_while_nobody_looked_is_over() -> None:
    picture = picture_of()
    view = picture.seats[SEAT]
    view.goes_on_with("1763863200.9", PROVINCE_SEAT, owes_wrap_up=True)
    heal.replace(picture, _ready(picture, "lists-idle"), NEXT, AT)
    assert (view.chats, view.owes, view.shown.peer) == ({}, set(), "")


def test_a_seat_whose_caller_left_while_nobody_looked_is_freed_at_the_start() -> None:
    """On hold, alone: no event will come of it."""
    picture = new()
    told = [pack for pack in packs("lists-talking") if b"Channel: PJSIP/trunk" not in pack]
    held = [pack.replace(b"Context: seats", b"Context: held") if b"PJSIP/37091-" in pack else pack for pack in told]
    heal.replace(picture, read_lists(picture, held), AT, None)
    assert picture.snapshot().calls == ()
    (move,) = Reunions(picture.moves.legs).due(frozenset(), {}, AT)
    assert move.channel.startswith("PJSIP/37091-") and not move.ways
