"""What moves in a live call, folded from AMI events: hold, consultation, conference, the way to another seat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from cases.events import CallConsulted, CallHeld, CallResumed, CallReturned, CallTransferred, ConferenceStarted, Fact
from seats import snapshot as exchange
from seats.ami_text import AmiEvent
from seats.phone.legs import BACK, CONSULT, GONE, HELD, LOST, PLACES, ROOM, SIDE, TRANSFER, Leg, Legs, mode
from seats.snapshot import SEATS_CONTEXT, call_id, seat_of_channel
from seats.states import CallChanged, LiveCall
from seats.steps import Seen, Told

if TYPE_CHECKING:
    from seats.picture import News, Picture

Handler = Callable[[AmiEvent, datetime, "News"], None]


class Moves:
    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.legs = Legs()
        self._conferences: set[str] = set()
        self._names: dict[str, str] = {}
        self.handlers: Mapping[str, Handler] = {
            "UserEvent": self._is_placed, "DialBegin": self._dials, "DialEnd": self._dialled,
            "Hold": self._holds, "Unhold": self._resumes,
        }  # fmt: skip

    # --- told by the picture

    def joins(self, key: str, channel: str, uniqueid: str, seat: str, *, asked: bool = False) -> None:
        self.legs.put(key, Leg(uniqueid, channel, seat, asked=asked))

    def name(self, chat: str) -> str:
        """Of a channel of a call between colleagues."""
        return self._names.get(chat, "")

    def leaves(self, channel: str, at: datetime, news: News) -> Leg | None:
        """A channel has ended. In a room with the caller the call goes on with who is left."""
        self._names.pop(channel, None)
        dropped = self.legs.drop(channel)
        if dropped is None:
            return None
        key, leg = dropped
        call, caller = self._picture.calls.get(key), self.legs.caller(key)
        left = [other for other in self.legs.seats(key) if other.place == ROOM]
        if call and caller and caller.place == ROOM and leg.seat == call.seat and left:
            self._take_over(call, left[0], "conference", at, news)
        self.refresh(key, at, news)
        return leg

    def ended(self, key: str, at: datetime, news: News) -> None:
        """The caller has gone: a consultation goes on between colleagues."""
        self._conferences.discard(key)
        caller = self.legs.caller(key)
        if caller is not None:
            self.legs.drop(caller.uniqueid)
        for leg in self.legs.seats(key):
            if leg.asked or leg.place in (CONSULT, SIDE):
                peer = mode(leg, self.legs.of(key))[1]
                self._names[leg.uniqueid] = leg.channel
                self._picture.seats[leg.seat].goes_on_with(leg.uniqueid, peer, owes_wrap_up=not leg.asked)
                self._picture.show(self._picture.seats[leg.seat], at, news)

    def refresh(self, key: str, at: datetime, news: News) -> None:
        """Every seat of the call shows what it does now."""
        legs = self.legs.of(key)
        for leg in legs:
            if leg.seat:
                view = self._picture.seats[leg.seat]
                view.mode, view.peer = mode(leg, legs)
                self._picture.show(view, at, news)

    # --- where the channels are

    def _is_placed(self, event: AmiEvent, at: datetime, news: News) -> None:
        key, place = call_id(event), event["Context"]
        if event["UserEvent"] != "Place" or place not in PLACES:
            return
        if exchange.is_callers(event):
            self._picture.call(event, at, news)
        leg, call = self._leg(event, key), self._picture.calls.get(key)
        if leg is None or call is None:
            return
        self._picture.calls.touch(key, at)
        before, leg.place, leg.exten, leg.channel = leg.place, place, event["Exten"], event["Channel"]
        leg.moved = True
        self._tell_place(call, leg, before, at, news)
        self._is_conference(call, at, news)
        self.refresh(key, at, news)

    def _leg(self, event: AmiEvent, key: str) -> Leg | None:
        seat = seat_of_channel(event["Channel"])
        if known := self.legs.get(event["Uniqueid"]):
            return known
        if key not in self._picture.calls or (seat not in self._picture.seats and not exchange.is_callers(event)):
            return None
        if seat:
            self._picture.seats[seat].talks[event["Uniqueid"]] = key
        return self.legs.put(key, Leg(event["Uniqueid"], event["Channel"], seat))

    def _tell_place(self, call: LiveCall, leg: Leg, before: str, at: datetime, news: News) -> None:
        if leg.place == before:
            return
        if leg.place == LOST:
            _tell(news, CallReturned(call_id=call.call_id, unit=call.unit, seat=call.seat), at)
        elif leg.place == HELD:
            _tell(news, CallHeld(call_id=call.call_id, unit=call.unit, seat=leg.seat), at)
        elif leg.place == ROOM and before == HELD:
            _tell(news, CallResumed(call_id=call.call_id, unit=call.unit, seat=leg.seat), at)
        elif leg.place == GONE and leg.seat == call.seat:
            others = [other for other in self.legs.seats(call.call_id) if other is not leg]
            if others:
                self._take_over(call, others[0], "consult", at, news)

    def _is_conference(self, call: LiveCall, at: datetime, news: News) -> None:
        caller = self.legs.caller(call.call_id)
        there = [leg for leg in self.legs.seats(call.call_id) if leg.place == ROOM]
        if caller is None or caller.place != ROOM or len(there) < 2:
            self._conferences.discard(call.call_id)
        elif call.call_id not in self._conferences:
            self._conferences.add(call.call_id)
            other = next((leg.seat for leg in there if leg.seat != call.seat), "")
            _tell(news, ConferenceStarted(call_id=call.call_id, unit=call.unit, seat=call.seat, to=other), at)
            for leg in there:
                leg.asked = False

    def _take_over(self, call: LiveCall, leg: Leg, how: str, at: datetime, news: News) -> None:
        """The caller is this seat's from now on: row, form and history follow."""
        leg.asked = False
        if leg.seat == call.seat:
            return
        _tell(news, CallTransferred(call_id=call.call_id, unit=call.unit, seat=call.seat, to=leg.seat, how=how), at)
        unit = self._picture.unit_at(call.unit, self._picture.seats[leg.seat])
        call = self._picture.calls.change(call, seat=leg.seat, unit=unit, moved=True)
        news.changes.append(CallChanged(call))
        news.steps.append(Seen(call, at))

    def queued_again(self, call: LiveCall, queue: str, at: datetime, news: News) -> None:
        """The caller joins another queue, or the same one once more."""
        caller, unit = self.legs.caller(call.call_id), self._picture.unit(queue)
        if caller is None or not caller.place:
            return  # the same event once more
        if caller.place == TRANSFER:
            _tell(news, CallTransferred(call_id=call.call_id, unit=call.unit, seat=call.seat, to=unit, how="blind"), at)
        caller.place = ""
        call = self._picture.calls.change(call, queue=queue, unit=unit, moved=True)
        news.changes.append(CallChanged(call))
        news.steps.append(Seen(call, at))

    # --- who is dialled

    def _dials(self, event: AmiEvent, at: datetime, news: News) -> None:
        seat = self._picture.seats.get(seat_of_channel(event["DestChannel"]))
        if seat is None:
            return
        if event["Context"] == SEATS_CONTEXT:
            self._colleagues(event, at, news)
        elif event["Context"] in (TRANSFER, BACK, CONSULT) and call_id(event) in self._picture.calls:
            self._picture.rings(event, seat, at, news, asked=event["Context"] == CONSULT)

    def _dialled(self, event: AmiEvent, at: datetime, news: News) -> None:
        view = self._picture.seats.get(seat_of_channel(event["DestChannel"]))
        if view is None or event["DestUniqueid"] not in view.rings or event["Context"] == "hotline":
            return
        if event["DialStatus"] != "ANSWER":
            self._picture.channel_gone(event["DestUniqueid"], view.seat.number, at, news)
        elif event["Context"] in (TRANSFER, BACK, CONSULT):
            self.answers(event, view.seat.number, "blind", at, news)

    def answers(self, event: AmiEvent, seat: str, how: str, at: datetime, news: News) -> None:
        """A seat that was dialled for a call that another seat had before."""
        key, call, view = call_id(event), self._picture.calls.get(call_id(event)), self._picture.seats[seat]
        view.rings.pop(event["DestUniqueid"], None)
        view.talks[event["DestUniqueid"]] = key
        leg = self.legs.put(key, Leg(event["DestUniqueid"], event["DestChannel"], seat))
        leg.up = True
        if call is not None and leg.asked:
            _tell(news, CallConsulted(call_id=key, unit=call.unit, seat=call.seat, to=seat), at)
        elif call is not None:
            # A caller who waited and was led to this seat by a supervisor: nobody had answered before.
            call = call if call.answered_at else self._picture.calls.change(call, answered_at=at)
            self._take_over(call, leg, how, at, news)
        self.refresh(key, at, news)

    def _colleagues(self, event: AmiEvent, at: datetime, news: News) -> None:
        one, other = seat_of_channel(event["Channel"]), seat_of_channel(event["DestChannel"])
        for seat, channel, peer in ((one, "Uniqueid", other), (other, "DestUniqueid", one)):
            if view := self._picture.seats.get(seat):
                view.chats[event[channel]] = peer
                self._names[event[channel]] = event[channel.replace("Uniqueid", "Channel")]
                self._picture.show(view, at, news)

    # --- the phone's own key

    def _holds(self, event: AmiEvent, at: datetime, news: News) -> None:
        channel, view = event["Uniqueid"], self._picture.seats.get(seat_of_channel(event["Channel"]))
        if view is not None and (key := view.talks.get(channel)) and channel not in view.holding:
            view.holding.add(channel)
            self._picture.show(view, at, news)
            _tell(news, CallHeld(call_id=key, unit=view.seat.unit, seat=view.seat.number), at)

    def _resumes(self, event: AmiEvent, at: datetime, news: News) -> None:
        channel, view = event["Uniqueid"], self._picture.seats.get(seat_of_channel(event["Channel"]))
        if view is not None and channel in view.holding:
            view.holding.discard(channel)
            self._picture.show(view, at, news)
            _tell(news, CallResumed(call_id=view.talks[channel], unit=view.seat.unit, seat=view.seat.number), at)


def _tell(news: News, fact: Fact, at: datetime) -> None:
    news.steps.append(Told(fact, at))
