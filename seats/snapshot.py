"""What the exchange says when it is asked: QueueStatus and CoreShowChannels, read into plain values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from cases.dispatch import LISTENING
from cases.organs import Unit, queue_name
from cases.postings import usual
from cases.seats import BROWSER_SUFFIX
from cases.units import Directory
from seats.ami_text import AmiEvent
from seats.phone.legs import BARGE, COLLEAGUE, CONSULT, PARKED, PLACES, ROOM, SIDE, WAITS, Leg

CALLER_CONTEXTS = ("from-trunk", "hotline", "message", "attended", "parked", "room", "transfer", "lost", "back")
"""Where a caller's channel is in extensions.conf. A call between seats is no call of the hotline."""
ARRIVES_IN = CALLER_CONTEXTS[0]
MESSAGE_CONTEXT = CALLER_CONTEXTS[2]
SEATS_CONTEXT = "seats"
UP = "6"
_CALL_ID = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_SEAT_CHANNEL = re.compile(r"PJSIP/([0-9]{5}" + BROWSER_SUFFIX + r"?)-[0-9a-f]+")
MAX_NUMBER = 80
SPY = frozenset({"ChanSpy", "ConfBridge"})
TECHNOLOGY = "PJSIP/"


@dataclass(frozen=True, slots=True)
class MemberSeen:
    interface: str
    status: int
    paused: bool
    reason: str
    last_call: int
    """Epoch seconds of the exchange's clock; 0: none yet."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A member of a queue that is not what its seat's place in the directory makes it."""

    penalty: int
    paused: bool


@dataclass(frozen=True, slots=True)
class CallSeen:
    call_id: str
    channel: str
    caller: str = field(repr=False)
    called: str = ""
    queue: str = ""
    position: int = 0
    waited_s: float = 0.0
    lasted_s: float = 0.0


@dataclass(frozen=True, slots=True)
class SpySeen:
    """The supervisor's seat, the seat that is listened to, and the context of extensions.conf that says how."""

    by: str
    seat: str
    how: str
    channel: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    members: Mapping[str, MemberSeen]
    """By endpoint: each seat has two."""
    calls: Mapping[str, CallSeen]
    rings: Mapping[str, Mapping[str, str]]
    talks: Mapping[str, Mapping[str, str]]
    """Seat → its channels → their calls."""
    legs: Mapping[str, tuple[Leg, ...]]
    """Call → its channels. Also of calls whose caller has left a seat behind."""
    exchange_now: float
    """The exchange's clock, epoch seconds: only to be compared with its own times."""
    spies: Mapping[str, SpySeen] = field(default_factory=dict)
    """By the supervisor's channel."""
    channels: frozenset[str] = frozenset()
    """The unique id of each that there is."""
    servings: Mapping[str, Mapping[str, Serving]] = field(default_factory=dict)
    """Interface → unit: members that are not what the directory says."""


class Reader:
    """Built once: knows which queue is a seat's own. A seat serves up to 383 queues and is the same in all of them."""

    def __init__(self, directory: Directory) -> None:
        self._own_queue = {seat.number: queue_name(seat.unit) for seat in directory.all_seats()}
        self._unit = {seat.number: seat.unit for seat in directory.all_seats()}
        self._usual = {unit.queue: _levels(unit, directory) for unit in directory}

    def own(self, seat: str, queue: str) -> bool:
        return self._own_queue.get(seat) == queue

    def usual(self, seat: str, queue: str) -> int | None:
        """The seat's penalty in the queue as the directory says; None: it is no member, or there is none of the two."""
        return self._usual.get(queue, {}).get(self._unit.get(seat, ""))

    def serving(self, event: AmiEvent) -> Serving | None:
        """Of an event about a member: None when it is what it usually is."""
        penalty = number(event["Penalty"])
        if penalty == self.usual(event["Name"] or event["MemberName"], event["Queue"]):
            return None
        return Serving(penalty, event["Paused"] == "1")

    def snapshot(self, queues: Iterable[AmiEvent], channels: Iterable[AmiEvent], exchange_now: float) -> Snapshot:
        members: dict[str, MemberSeen] = {}
        waiting: dict[str, AmiEvent] = {}
        servings: dict[str, dict[str, Serving]] = {}
        for event in queues:
            if event.name == "QueueMember":
                self._take_member(members, event)
                self._take_serving(servings, event)
            elif event.name == "QueueEntry":
                waiting[event["Uniqueid"]] = event
        listed = [_in_its_room(event) for event in channels if event.name == "CoreShowChannel" and call_id(event)]
        calls = {event["Linkedid"]: _call(event, waiting) for event in listed if is_callers(event)}
        return Snapshot(members, calls, _seat_channels(listed, calls, up=False), _seat_channels(listed, calls, up=True),
                        _legs(listed, calls), exchange_now, _spies(listed),
                        frozenset(event["Uniqueid"] for event in listed), servings)  # fmt: skip

    def _take_member(self, members: dict[str, MemberSeen], event: AmiEvent) -> None:
        number = event["Name"]
        if number not in self._own_queue:
            return
        seen = member(event)
        endpoint = seen.interface.removeprefix(TECHNOLOGY)
        before = members.get(endpoint)
        last_call = max(seen.last_call, before.last_call if before else 0)
        kept = seen if before is None or self.own(number, event["Queue"]) else before
        members[endpoint] = kept if kept.last_call == last_call else replace(kept, last_call=last_call)

    def _take_serving(self, servings: dict[str, dict[str, Serving]], event: AmiEvent) -> None:
        queue = event["Queue"]
        if event["Name"] in self._unit and queue in self._usual and (serving := self.serving(event)) is not None:
            servings.setdefault(event["Location"], {})[unit_of_queue(queue)] = serving


def _levels(unit: Unit, directory: Directory) -> Mapping[str, int]:
    """The penalty of each unit's seats in this one's queue."""
    chain = [above.code for above in directory.chain(unit.code)]
    return {code: penalty for code in chain if (penalty := usual(code, unit.code, directory)) is not None}


def unit_of_queue(queue: str) -> str:
    return queue.removeprefix(queue_name(""))


def member(event: AmiEvent) -> MemberSeen:
    """Of a QueueMember in a list, or of a QueueMemberStatus: the headers have two names."""
    return MemberSeen(
        interface=event["Location"] or event["Interface"], status=number(event["Status"]),
        paused=event["Paused"] == "1", reason=event["PausedReason"][:MAX_NUMBER], last_call=number(event["LastCall"]),
    )  # fmt: skip


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def call_id(event: AmiEvent) -> str:
    """It names files: anything that is no linkedid of Asterisk's is no call."""
    return event["Linkedid"] if _CALL_ID.fullmatch(event["Linkedid"]) else ""


def is_callers(event: AmiEvent) -> bool:
    """The call's first channel, from the public network."""
    return event["Uniqueid"] == event["Linkedid"] and event["Context"] in CALLER_CONTEXTS


def seat_of_channel(channel: str) -> str:
    """Empty when it is no seat's."""
    match = _SEAT_CHANNEL.fullmatch(channel)
    return match[1].removesuffix(BROWSER_SUFFIX) if match else ""


def _call(event: AmiEvent, waiting: Mapping[str, AmiEvent]) -> CallSeen:
    entry = waiting.get(event["Uniqueid"])
    in_queue = event["Application"] == "Queue"
    return CallSeen(
        call_id=event["Linkedid"], channel=event["Channel"], caller=event.party("CallerIDNum")[:MAX_NUMBER],
        called=event["Exten"][:MAX_NUMBER] if event["Context"] == ARRIVES_IN else "",
        queue=entry["Queue"] if entry else event["ApplicationData"].split(",")[0] if in_queue else _unit_queue(event),
        position=number(entry["Position"]) if entry else 0, waited_s=number(entry["Wait"]) if entry else 0,
        lasted_s=_seconds(event["Duration"]),
    )  # fmt: skip


def _unit_queue(event: AmiEvent) -> str:
    """A caller who is parked or in a room stands at its unit's code."""
    return queue_name(event["Exten"]) if event["Context"] in (PARKED, ROOM) else ""


def _in_its_room(event: AmiEvent) -> AmiEvent:
    """A supervisor who came into a room began as a call of its own, and to the exchange stays one."""
    room = event["ApplicationData"].split(",")[0]
    if event["Context"] != BARGE or event["Application"] != "ConfBridge" or not room:
        return event
    return replace(event, keys={**event.keys, "Linkedid": room})


def _legs(listed: Collection[AmiEvent], calls: Mapping[str, CallSeen]) -> dict[str, tuple[Leg, ...]]:
    found: dict[str, tuple[Leg, ...]] = {}
    there = {event["Uniqueid"] for event in listed}
    for event in listed:
        seat, key = seat_of_channel(event["Channel"]), event["Linkedid"]
        # Its caller has left, and it waits on: nobody else would tell us of it.
        stranded = bool(seat) and key not in there and event["Context"] in WAITS
        if stranded or (key in calls and (seat or is_callers(event))):
            place = event["Context"] if event["Context"] in PLACES else ROOM if event["Context"] == BARGE else ""
            exten = event["Exten"] if place else ""
            up = event["ChannelState"] == UP
            leg = Leg(event["Uniqueid"], event["Channel"], seat, place, exten, moved=bool(place), up=up)
            found[key] = (*found.get(key, ()), leg)
    for legs in found.values():
        consulted = any(leg.place in (CONSULT, SIDE) for leg in legs)
        for leg in legs:
            leg.asked = bool(leg.seat) and consulted and (not leg.place or leg.exten == COLLEAGUE)
    return found


def _spies(listed: Iterable[AmiEvent]) -> dict[str, SpySeen]:
    spying = (event for event in listed if event["Context"] in LISTENING and event["Application"] in SPY)
    return {
        event["Uniqueid"]: SpySeen(
            seat_of_channel(event["Channel"]), event["Exten"], event["Context"], event["Channel"]
        )
        for event in spying
    }


def _seconds(text: str) -> float:
    """Of `HH:MM:SS`."""
    parts = text.split(":")
    return float(sum(number(part) * unit for part, unit in zip(parts, (3600, 60, 1), strict=False)))


def _seat_channels(listed: Iterable[AmiEvent], calls: Mapping[str, CallSeen], *, up: bool) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for event in listed:
        seat = seat_of_channel(event["Channel"])
        if seat and event["Linkedid"] in calls and (event["ChannelState"] == UP) == up:
            found.setdefault(seat, {})[event["Uniqueid"]] = event["Linkedid"]
    return found
