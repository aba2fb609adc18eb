"""Put the picture right by what the exchange lists: wholly after a connect, and what differs every ten seconds."""

from __future__ import annotations

from dataclasses import replace as replace_leg
from datetime import datetime, timedelta

from cases.events import SeatHealed
from cases.seats import BROWSER, SIP
from seats.pauses import WRAP_UP
from seats.phone.legs import Leg, mode
from seats.picture import News, Picture
from seats.seat_view import OFFLINE, SeatView
from seats.snapshot import TECHNOLOGY, CallSeen, Snapshot
from seats.states import CallChanged, LiveCall, SeatState
from seats.steps import CloseMissed, Seen, Told

SECOND = timedelta(seconds=1)
DEVICES = SIP, BROWSER
ROUNDING = 2 * SECOND
"""The exchange tells its last calls in whole seconds."""
MARGIN = 5 * SECOND
"""A call so young may have reached its row, by the AGI server, but not the exchange's lists."""


def replace(picture: Picture, seen: Snapshot, at: datetime, lost_at: datetime | None) -> News:
    """After a connect. `lost_at`: since when nobody looked; None at the first connect, when nothing is a difference.

    A call that ended meanwhile is taken to have ended when we last saw it: never longer than it was.
    """
    news = News()
    for call in picture.calls:
        if call.call_id not in seen.calls:
            picture.end(call, "lost", lost_at or at, news)
    _calls(picture, seen, None, at, news)
    _stranded(picture, seen)
    _forget(picture, seen)
    _seats(picture, seen, None, at, news, tell=lost_at is not None)
    picture.spies.compare(seen.spies, None, at, news)
    news.steps.append(_missed(picture, at))
    return news


def compare(picture: Picture, seen: Snapshot, asked_at: datetime, at: datetime) -> News:
    """What an event has spoken of since `asked_at` is newer than the lists: left alone until the next time."""
    news = News()
    for call in picture.calls:
        if call.call_id not in seen.calls and not _newer(picture.calls.touched(call.call_id), asked_at):
            picture.end(call, "lost", at, news)
    _calls(picture, seen, asked_at, at, news)
    _stranded(picture, seen)
    _forget(picture, seen)
    _seats(picture, seen, asked_at, at, news, tell=True)
    picture.spies.compare(seen.spies, asked_at, at, news)
    news.steps.append(_missed(picture, asked_at))
    return news


def _missed(picture: Picture, at: datetime) -> CloseMissed:
    return CloseMissed(frozenset(call.call_id for call in picture.calls), at - MARGIN)


def _newer(touched: datetime | None, asked_at: datetime | None) -> bool:
    return touched is not None and asked_at is not None and touched >= asked_at


def _calls(picture: Picture, seen: Snapshot, asked_at: datetime | None, at: datetime, news: News) -> None:
    answering = _answering(seen)
    for found in seen.calls.values():
        known = picture.calls.get(found.call_id)
        if picture.calls.ended(found.call_id) or _newer(picture.calls.touched(found.call_id), asked_at):
            continue
        call = known or picture.add(_first(picture, found, at), found.channel, at)
        picture.moves.legs.replace(found.call_id, _legs(picture, found.call_id, seen))
        call = _brought_up(picture, call, found, answering.get(found.call_id, ""), at)
        if call != known:
            news.changes.append(CallChanged(call))
            news.steps.append(Seen(call, at))


def _stranded(picture: Picture, seen: Snapshot) -> None:
    """Seats whose caller left while nobody looked: `Reunions` frees them."""
    for key, legs in seen.legs.items():
        if key not in seen.calls and key not in picture.calls:
            picture.moves.legs.replace(key, legs)


def _forget(picture: Picture, seen: Snapshot) -> None:
    """Channels of ended calls whose own end was missed: after a new start of the exchange others have their names."""
    for key in picture.moves.legs.calls():
        for leg in picture.moves.legs.of(key) if key not in picture.calls else ():
            if leg.uniqueid not in seen.channels:
                picture.moves.legs.drop(leg.uniqueid)


def _legs(picture: Picture, key: str, seen: Snapshot) -> list[Leg]:
    """The lists cannot tell a colleague who was asked from the seat that has the caller, once all are in a room."""
    known = {leg.uniqueid: leg for leg in picture.moves.legs.of(key)}
    return [_with_known(leg, known.get(leg.uniqueid)) for leg in seen.legs.get(key, ())]


def _with_known(leg: Leg, known: Leg | None) -> Leg:
    return replace_leg(leg, asked=known.asked, moved=known.moved or leg.moved) if known else leg


def _answering(seen: Snapshot) -> dict[str, str]:
    """Which seat has the caller of each call."""
    up = {channel for talks in seen.talks.values() for channel in talks}
    return {key: leg.seat for key, legs in seen.legs.items() for leg in legs if leg.uniqueid in up and not leg.asked}


def _first(picture: Picture, found: CallSeen, at: datetime) -> LiveCall:
    return LiveCall(
        call_id=found.call_id, unit=picture.unit(found.queue), caller=found.caller, called=found.called, queue="",
        seat="", arrived_at=at - found.lasted_s * SECOND,
    )  # fmt: skip


def _brought_up(picture: Picture, call: LiveCall, found: CallSeen, seat: str, at: datetime) -> LiveCall:
    """What is known stays; what was missed is filled in, with the time at which it was found."""
    if found.queue and call.queued_at is None:
        call = picture.calls.change(
            call, queue=found.queue, unit=picture.unit(found.queue), position=found.position,
            queued_at=max(call.arrived_at, at - found.waited_s * SECOND),
        )  # fmt: skip
    if seat and call.answered_at is None:
        unit = picture.unit_at(call.unit, picture.seats[seat])
        moved = call.moved or unit != call.unit
        call = picture.calls.change(call, seat=seat, answered_at=at, unit=unit, moved=moved)
    return call


def _seats(
    picture: Picture, seen: Snapshot, asked_at: datetime | None, at: datetime, news: News, *, tell: bool
) -> None:
    for view in picture.seats.values():
        if _newer(view.touched, asked_at):
            continue
        was = view.shown
        _take(view, seen)
        for device in DEVICES:
            interface = view.seat.interface_of(device)
            picture.serves_only(view, interface, seen.servings.get(interface, {}))
        _take_wrap_up(picture, view, seen, at)
        _take_mode(picture, view)
        news.changes += view.show(at)
        if tell and (was.state, was.reason, was.call_id) != (view.shown.state, view.shown.reason, view.shown.call_id):
            news.steps.append(Told(_healed(was, view.shown), at))


def _healed(was: SeatState, now: SeatState) -> SeatHealed:
    return SeatHealed(seat=now.number, unit=now.unit, call_id=now.call_id or was.call_id, was=was.state, now=now.state)


def _take(view: SeatView, seen: Snapshot) -> None:
    number = view.seat.number
    view.rings, view.talks = dict(seen.rings.get(number, {})), dict(seen.talks.get(number, {}))
    # The lists do not tell of a hold by the phone's own key: what was known stays as long as the channel.
    view.holding &= view.talks.keys()
    view.chats = {channel: peer for channel, peer in view.chats.items() if channel in seen.channels}
    view.owes &= seen.channels
    for endpoint in (number, view.seat.browser_endpoint):
        if member := seen.members.get(endpoint):
            view.take(member)
        elif view.seat.interface_of(view.device) == TECHNOLOGY + endpoint:
            view.status = OFFLINE[0]


def _take_mode(picture: Picture, view: SeatView) -> None:
    view.mode, view.peer = "talking", ""
    for channel, key in (view.talks | view.rings).items():
        if leg := picture.moves.legs.get(channel):
            view.mode, view.peer = mode(leg, picture.moves.legs.of(key))


def _take_wrap_up(picture: Picture, view: SeatView, seen: Snapshot, at: datetime) -> None:
    if view.paused and view.reason == WRAP_UP and view.wraps_up(at):
        return  # extended: what the exchange says of its last call is no longer the end
    member = seen.members.get(view.interface.removeprefix(TECHNOLOGY))
    last_call = member.last_call if member else 0
    left = (last_call + picture.wrap_up_s - seen.exchange_now) * SECOND if last_call else -ROUNDING
    if abs(left - view.wrap_left(at)) > ROUNDING and (left > ROUNDING or view.wraps_up(at)):
        picture.wrap_up(view, at + left)
