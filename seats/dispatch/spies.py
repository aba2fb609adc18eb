"""Who listens to whom at this moment, folded from what the exchange tells. One thread, no I/O.

A seat that is listened to may have moved between rooms meanwhile: ChanSpy stays with its channel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cases.dispatch import LISTENING
from cases.events import Fact, ListeningEnded, SupervisorListened
from seats.ami_text import AmiEvent
from seats.phone.legs import BARGE, ROOM, SEAT_IN_ROOM, Leg
from seats.snapshot import SpySeen, seat_of_channel
from seats.steps import Told

if TYPE_CHECKING:
    from seats.picture import News, Picture


@dataclass(frozen=True, slots=True)
class Listening:
    by: str
    """The supervisor's own seat."""
    seat: str
    how: str
    channel: str
    call_id: str
    person: int
    since: datetime


class Spies:
    """One at a time for each supervisor's channel."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._found: dict[str, Listening] = {}
        self._touched: dict[str, datetime] = {}

    def of(self, by: str) -> Listening | None:
        return next((found for found in self._found.values() if found.by == by), None)

    def all(self) -> Sequence[Listening]:
        return tuple(self._found.values())

    def begins(self, event: AmiEvent, at: datetime, news: News) -> None:
        how, by = event["SpyerContext"], seat_of_channel(event["SpyerChannel"])
        seat = seat_of_channel(event["SpyeeChannel"])
        if how in LISTENING and by in self._picture.seats and seat in self._picture.seats:
            self._begin(event["SpyerUniqueid"], SpySeen(by, seat, how, event["SpyerChannel"]), at, news)

    def comes_in(self, event: AmiEvent, at: datetime, news: News) -> None:
        """Into the room of the call: from now on the supervisor is one of those who speak, and may be left with it."""
        by, seat, key = seat_of_channel(event["Channel"]), event["Exten"], event["Conference"]
        channel = event["Uniqueid"]
        if event["Context"] != BARGE or by not in self._picture.seats or seat not in self._picture.seats:
            return
        if key not in self._picture.calls:
            # The caller left in the same moment: nobody stays in a room without one (see `Reunions`).
            self._picture.moves.legs.put(key, Leg(channel, event["Channel"], by, ROOM, SEAT_IN_ROOM, moved=True))
            return
        self._begin(channel, SpySeen(by, seat, BARGE, event["Channel"]), at, news)
        self._picture.seats[by].talks[channel] = key
        self._picture.moves.legs.put(key, Leg(channel, event["Channel"], by, ROOM, SEAT_IN_ROOM, moved=True, up=True))
        self._picture.moves.refresh(key, at, news)

    def ends(self, event: AmiEvent, at: datetime, news: News) -> None:
        """Also of a channel that ended: ChanSpyStop may have been missed."""
        self._end(event["SpyerUniqueid"] or event["Uniqueid"], at, news)

    def compare(self, seen: Mapping[str, SpySeen], asked_at: datetime | None, at: datetime, news: News) -> None:
        """What an event has told since `asked_at` is newer than what was seen."""
        newer = {channel for channel, told in self._touched.items() if asked_at is not None and told >= asked_at}
        for channel in self._found.keys() - seen.keys() - newer:
            self._end(channel, at, news)
        for channel in seen.keys() - newer:
            known, spy = self._found.get(channel), seen[channel]
            if known is None or (known.seat, known.how) != (spy.seat, spy.how):
                self._begin(channel, spy, at, news)
        self._touched = {channel: self._touched[channel] for channel in newer}

    def _begin(self, channel: str, spy: SpySeen, at: datetime, news: News) -> None:
        self._end(channel, at, news)
        self._touched[channel] = at
        if spy.by not in self._picture.seats or spy.seat not in self._picture.seats:
            return
        own, view = self._picture.seats[spy.by], self._picture.seats[spy.seat]
        found = Listening(spy.by, spy.seat, spy.how, spy.channel, view.shown.call_id, own.person or 0, at)
        self._found[channel] = found
        own.spying, own.summoned = spy.seat, ""
        fact = SupervisorListened(call_id=found.call_id, unit=view.seat.unit, seat=spy.seat, how=spy.how, by=spy.by,
                                  person=found.person)  # fmt: skip
        self._show(found, fact, at, news)

    def _end(self, channel: str, at: datetime, news: News) -> None:
        found = self._found.pop(channel, None)
        if found is None:
            return
        self._touched[channel] = at
        self._picture.seats[found.by].spying = ""
        unit = self._picture.seats[found.seat].seat.unit
        seconds = round(max(0.0, (at - found.since).total_seconds()), 3)
        fact = ListeningEnded(call_id=found.call_id, unit=unit, seat=found.seat, how=found.how, by=found.by,
                              person=found.person, seconds=seconds)  # fmt: skip
        self._show(found, fact, at, news)

    def _show(self, found: Listening, fact: Fact, at: datetime, news: News) -> None:
        self._picture.seats[found.seat].listened = next(
            (one.how for one in self._found.values() if one.seat == found.seat), ""
        )
        for number in (found.by, found.seat):
            news.changes += self._picture.seats[number].show(at)
        news.steps.append(Told(fact, at))
