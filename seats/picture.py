"""Seats and calls of this moment, folded from AMI events. One thread, no I/O.

An event may come late, twice or never: each handler looks at what is known already, and the comparison with the
exchange's own lists (`heal`) puts right what was missed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cases.events import Fact, HandLowered, HandRaised, SeatPaused, SeatReady, WrapUpEnded
from cases.postings import first_of
from cases.units import Directory
from seats import snapshot as exchange
from seats.ami_text import AmiEvent
from seats.dispatch.members import Servings, penalties_of
from seats.dispatch.spies import Spies
from seats.live_calls import LiveCalls
from seats.pauses import WRAP_UP
from seats.phone.legs import Leg
from seats.phone.moves import Moves
from seats.seat_view import NEVER, NO_LIMITS, OFFLINE, SeatView
from seats.snapshot import Reader, Serving, call_id, seat_of_channel
from seats.states import CallChanged, CallGone, Change, LinkChanged, LiveCall, SeatChanged, SeatState, State, Whole
from seats.steps import Ended, Outcome, Rang, Seen, Step, Told

__all__ = [
    "CallChanged", "CallGone", "Change", "LinkChanged", "LiveCall", "News", "Picture", "SeatChanged", "SeatState",
    "State", "Whole",
]  # fmt: skip

QUEUE_PREFIX = "unit-"


@dataclass(slots=True)
class News:
    """`changes` for those who look, `steps` for the rows."""

    changes: list[Change] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


class Picture:
    """`default_unit`: of a call that reached no queue yet. `wrap_up_s` as in queues.conf: app_queue never tells it."""

    def __init__(
        self, directory: Directory, default_unit: str, wrap_up_s: float, at: datetime,
        limits: Mapping[str, int] = NO_LIMITS,
    ) -> None:  # fmt: skip
        self.directory, self.default_unit, self.wrap_up_s = directory, default_unit, wrap_up_s
        self.reader = Reader(directory)
        self.seats = {seat.number: SeatView(seat, at, limits) for seat in directory.all_seats()}
        self.calls = LiveCalls()
        self.moves = Moves(self)
        self.spies = Spies(self)
        self.servings = Servings()
        self._wrapping: set[str] = set()
        self._handlers: Mapping[str, Callable[[AmiEvent, datetime, News], None]] = {
            "Newchannel": self._arrives, "MixMonitorStart": self._is_recorded, "QueueCallerJoin": self._is_queued,
            "AgentCalled": self._is_called, "AgentRingNoAnswer": self._stops_ringing, "AgentConnect": self._is_answered,
            "AgentComplete": self._completes, "Hangup": self._hangs_up, "QueueMemberStatus": self._member_changes,
            "QueueMemberPause": self._member_changes, "QueueMemberAdded": self._member_changes,
            "QueueMemberRemoved": self._member_leaves, "QueueMemberPenalty": self._member_changes,
            **self.moves.handlers,
            "ChanSpyStart": self.spies.begins, "ChanSpyStop": self.spies.ends,
            "ConfbridgeJoin": self.spies.comes_in,
        }  # fmt: skip

    @property
    def wanted(self) -> frozenset[str]:
        """Names of the events that say anything to us."""
        return frozenset(self._handlers)

    def apply(self, event: AmiEvent, at: datetime) -> News:
        news = News()
        handler = self._handlers.get(event.name)
        if handler is not None:
            handler(event, at, news)
        return news

    def snapshot(self) -> Whole:
        return Whole(tuple(view.shown for view in self.seats.values()), tuple(self.calls))

    def tick(self, at: datetime) -> News:
        """Wrap-ups that are over: nothing else changes by the mere passing of time."""
        news = News()
        for number in [n for n in self._wrapping if not self.seats[n].wraps_up(at)]:
            self._wrapping.discard(number)
            news.changes += self.seats[number].show(at)
        return news

    def hand(self, number: str, up: bool, note: str, at: datetime) -> News:
        view = self.seats[number]
        kind = HandRaised if up else HandLowered
        told = [] if up == view.hand else [Told(kind(unit=view.seat.unit, seat=number, call_id=view.shown.call_id), at)]
        view.hand, view.hand_note = up, note if up else ""
        return News(list(view.show(at)), list(told))

    def hand_is_up(self, number: str, at: datetime) -> News:
        """Since before this service began: told already."""
        self.seats[number].hand = True
        return News(list(self.seats[number].show(at)))

    def mute(self, number: str, channel: str, on: bool, at: datetime) -> News:
        view = self.seats[number]
        (view.muted.add if on else view.muted.discard)(channel)
        return News(list(view.show(at)))

    def use(self, number: str, device: str, at: datetime) -> News:
        """Which phone of the seat rings."""
        view = self.seats[number]
        view.use(device)
        self._queues_of(view)
        return News(list(view.show(at)))

    def serves(self, number: str, interface: str, unit: str, serving: Serving | None, at: datetime) -> News:
        """The exchange has just been told so."""
        news = News()
        self._serves(self.seats[number], interface, unit, serving, at, news)
        return news

    def seated(self, number: str, person: int | None, at: datetime) -> News:
        view = self.seats[number]
        view.person = person
        view.hand, view.hand_note = False, ""
        return News(list(view.show(at)))

    # --- calls

    def _arrives(self, event: AmiEvent, at: datetime, news: News) -> None:
        if exchange.is_callers(event):
            self.call(event, at, news)
        elif (view := self.seats.get(seat_of_channel(event["Channel"]))) and event["Linkedid"] in self.calls:
            view.dialled.add(event["Uniqueid"])

    def _is_recorded(self, event: AmiEvent, at: datetime, news: News) -> None:
        # The earliest sign that a call needs its rows: the AGI server has had its turn by now.
        if exchange.is_callers(event) and (call := self.call(event, at, news)):
            news.steps.append(Seen(call, at))

    def _is_queued(self, event: AmiEvent, at: datetime, news: News) -> None:
        call = self.call(event, at, news) if exchange.is_callers(event) else None
        if call is None:
            return
        queue = event["Queue"]
        if call.queued_at is not None:
            self.moves.queued_again(call, queue, at, news)
            return
        call = self.calls.change(call, queue=queue, unit=self.unit(queue), queued_at=at,
                                 position=exchange.number(event["Position"]))  # fmt: skip
        news.changes.append(CallChanged(call))
        news.steps.append(Seen(call, at))

    def _is_called(self, event: AmiEvent, at: datetime, news: News) -> None:
        if view := self.seats.get(event["MemberName"]):
            # A seat that looks for a colleague in a unit's queue is no caller.
            self.rings(event, view, at, news, asked=not exchange.is_callers(event))

    def rings(self, event: AmiEvent, view: SeatView, at: datetime, news: News, *, asked: bool) -> None:
        call, channel = self.call(event, at, news), event["DestUniqueid"]
        if call is None or not self.calls.rings_anew(call.call_id, channel):
            return
        view.dialled.discard(channel)
        view.rings[channel] = call.call_id
        self.moves.joins(call.call_id, event["DestChannel"], channel, view.seat.number, asked=asked)
        if not asked:
            call = self._rang(call, event["Queue"], at, news)
        self.show(view, at, news)
        self.moves.refresh(call.call_id, at, news)
        if not asked:
            news.steps.append(Rang(call, view.seat.number, at))

    def _rang(self, call: LiveCall, queue: str, at: datetime, news: News) -> LiveCall:
        queue = call.queue or queue
        unit = self.unit(queue) if queue and not call.answered_at else call.unit
        call = self.calls.change(call, rang_at=at, queue=queue, unit=unit)
        news.changes.append(CallChanged(call))
        return call

    def _stops_ringing(self, event: AmiEvent, at: datetime, news: News) -> None:
        self.channel_gone(event["DestUniqueid"], event["MemberName"], at, news)

    def _is_answered(self, event: AmiEvent, at: datetime, news: News) -> None:
        call, view = self.call(event, at, news), self.seats.get(event["MemberName"])
        if call is None or view is None or event["DestUniqueid"] in view.talks:
            return
        if call.answered_at is not None or not exchange.is_callers(event):
            self.moves.answers(event, view.seat.number, "queue", at, news)
            return
        view.rings.pop(event["DestUniqueid"], None)
        view.talks[event["DestUniqueid"]] = call.call_id
        self.moves.joins(call.call_id, event["DestChannel"], event["DestUniqueid"], view.seat.number)
        unit = self.unit_at(call.unit, view)
        call = self.calls.change(call, answered_at=at, seat=view.seat.number, unit=unit, moved=unit != call.unit)
        news.changes.append(CallChanged(call))
        self.show(view, at, news)
        news.steps.append(Seen(call, at))

    def _completes(self, event: AmiEvent, at: datetime, news: News) -> None:
        view = self.seats.get(event["MemberName"])
        leg = self.moves.legs.get(event["DestUniqueid"])
        # A call that was moved is followed by its channels: to app_queue it may end before the seat hangs up.
        if view is None or event["DestUniqueid"] not in view.talks or (leg and leg.place):
            return
        self.channel_gone(event["DestUniqueid"], view.seat.number, at, news)

    def _hangs_up(self, event: AmiEvent, at: datetime, news: News) -> None:
        self.spies.ends(event, at, news)
        seat = seat_of_channel(event["Channel"])
        # A call that began at a seat's phone is its own: to a colleague, or of a supervisor who came in.
        if seat or event["Uniqueid"] != event["Linkedid"]:
            self.channel_gone(event["Uniqueid"], seat, at, news)
        elif exchange.is_callers(event):
            # QueueCallerAbandon also comes when the wait is over and the caller goes on to leave a message:
            # only where the channel ends tells the two apart.
            outcome: Outcome = "message" if event["Context"] == exchange.MESSAGE_CONTEXT else "abandoned"
            call = self.call(event, at, news)
            if call is not None:
                self.end(call, outcome, at, news)

    def end(self, call: LiveCall, outcome: Outcome, at: datetime, news: News) -> None:
        self.calls.remove(call.call_id)
        self.moves.ended(call.call_id, at, news)
        news.changes.append(CallGone(call.call_id))
        news.steps.append(Ended(call, outcome, at))

    def call(self, event: AmiEvent, at: datetime, news: News) -> LiveCall | None:
        """The call of the event, new if its beginning was missed; None when it has ended already."""
        key = call_id(event)
        if not key or self.calls.ended(key):
            return None
        call = self.calls.get(key)
        if call is None:
            call = self.add(self._new_call(event, at), event["Channel"], at)
            news.changes.append(CallChanged(call))
        self.calls.touch(key, at)
        return call

    def add(self, call: LiveCall, channel: str, at: datetime) -> LiveCall:
        self.moves.joins(call.call_id, channel, call.call_id, "")
        return self.calls.add(call, channel, at)

    def _new_call(self, event: AmiEvent, at: datetime) -> LiveCall:
        return LiveCall(
            call_id=event["Linkedid"], unit=self.default_unit, queue="", seat="", arrived_at=at,
            caller=event.party("CallerIDNum")[: exchange.MAX_NUMBER],
            called=event["Exten"][: exchange.MAX_NUMBER] if event["Context"] == exchange.ARRIVES_IN else "",
        )  # fmt: skip

    def unit(self, queue: str) -> str:
        code = queue.removeprefix(QUEUE_PREFIX)
        return code if code in self.directory else self.default_unit

    def unit_at(self, unit: str, view: SeatView) -> str:
        """A unit sees its own calls and those below it: a seat that could not see the call makes it its unit's."""
        own = view.seat.unit
        return unit if unit in self.directory.jurisdiction(own) else own

    # --- seats

    def _member_changes(self, event: AmiEvent, at: datetime, news: News) -> None:
        view = self.seats.get(event["MemberName"])
        if view is None:
            return
        self._takes_part(view, event, self.reader.serving(event), at, news)
        if not self.reader.own(view.seat.number, event["Queue"]):
            return
        seen = exchange.member(event)
        if seen.interface != view.interface:
            view.take(seen)
            return
        told = _pause_told(view, seen.paused, seen.reason)
        if view.paused and not seen.paused:
            view.wrap_up(NEVER)
        view.take(seen)
        self.show(view, at, news)
        news.steps += [Told(fact, at) for fact in told]

    def _member_leaves(self, event: AmiEvent, at: datetime, news: News) -> None:
        view = self.seats.get(event["MemberName"])
        if view is None:
            return
        self._takes_part(view, event, None, at, news)
        if view.interface != event["Interface"] or not self.reader.own(view.seat.number, event["Queue"]):
            return
        view.status = OFFLINE[0]
        self.show(view, at, news)

    def _takes_part(self, view: SeatView, event: AmiEvent, serving: Serving | None, at: datetime, news: News) -> None:
        unit = exchange.unit_of_queue(event["Queue"])
        if unit in self.directory and event["Penalty"]:
            self._serves(view, event["Interface"], unit, serving, at, news)

    def _serves(
        self, view: SeatView, interface: str, unit: str, serving: Serving | None, at: datetime, news: News
    ) -> None:
        if self.servings.put(interface, unit, serving):
            self._queues_of(view)
            self.show(view, at, news)

    def serves_only(self, view: SeatView, interface: str, units: Mapping[str, Serving]) -> None:
        """As the exchange's lists say."""
        self.servings.replace(interface, units)
        self._queues_of(view)

    def _queues_of(self, view: SeatView) -> None:
        view.queues = first_of(view.seat.unit, penalties_of(self.servings.of(view.interface)))

    def channel_gone(self, channel: str, seat: str, at: datetime, news: News) -> None:
        leg, view = self.moves.leaves(channel, at, news), self.seats.get(seat)
        if view is None:
            return
        owes = channel in view.owes or (channel in view.talks and not _was_asked(leg))
        if view.channel_gone(channel):
            if owes:
                self.wrap_up(view, at + timedelta(seconds=self.wrap_up_s))
            self.show(view, at, news)

    def wrap_up(self, view: SeatView, until: datetime) -> None:
        view.wrap_up(until)
        self._wrapping.add(view.seat.number)

    def show(self, view: SeatView, at: datetime, news: News) -> None:
        view.touched = at
        news.changes += view.show(at)


def _pause_told(view: SeatView, paused: bool, reason: str) -> list[Fact]:
    common: dict[str, Any] = {"seat": view.seat.number, "unit": view.seat.unit}
    if paused and reason == WRAP_UP:
        return []
    if view.paused and not paused and view.reason == WRAP_UP:
        return [WrapUpEnded(**common)]
    if paused and (not view.paused or reason != view.reason):
        return [SeatPaused(reason=reason, **common)]
    return [SeatReady(**common)] if view.paused and not paused else []


def _was_asked(leg: Leg | None) -> bool:
    return leg is not None and leg.asked
