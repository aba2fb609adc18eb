"""One seat as the exchange sees it, and what desk and board show of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from cases.seats import BROWSER, SIP, Seat
from seats.pauses import WRAP_UP, PauseReason
from seats.snapshot import MemberSeen
from seats.states import SeatChanged, SeatState, State

FREE, RINGING = 1, 6
OFFLINE = (0, 4, 5)
"""Device states of app_queue: unknown, invalid, unavailable."""
IN_USE = (2, 3, 7, 8)
"""In use, busy, ringing while in use, on hold. With `device_state_busy_at=1` a phone that rings is busy as well."""
NO_LIMITS: Mapping[str, int] = {}
NEVER = datetime.min.replace(tzinfo=UTC)


class SeatView:
    """`rings` and `talks`: the seat's own channels, each with its call; `dialled`: those that do not ring yet;
    `holding`: those whose other end was put on hold by the phone's own key.
    `muted`: those whose microphone is off at the exchange.
    `chats`: channels of calls between colleagues, each with the other seat; `owes`: those that end in a wrap-up.
    `mode`: what the seat does in its call, with which `peer`. `other`: the member that its other phone is.
    `queues`: the units whose callers ring here at once, when that is not its own alone.
    `summoned`: the seat for whose sake a supervisor's own phone is being rung.
    `spying`: the seat that this one listens to; `listened`: how a supervisor listens to this one.
    `touched`: when an event last spoke of it."""

    __slots__ = (
        "chats", "device", "dialled", "hand", "hand_note", "holding", "limits", "listened", "mode", "muted", "other",
        "owes", "paused", "peer", "person", "queues", "reason", "rings", "seat", "shown", "spying", "status",
        "summoned", "talks", "touched", "wrap_until",
    )  # fmt: skip

    def __init__(self, seat: Seat, at: datetime, limits: Mapping[str, int] = NO_LIMITS) -> None:
        """`limits`: seconds that a pause of each reason may last."""
        self.seat, self.limits = seat, limits
        self.device = SIP
        self.status, self.paused, self.reason = OFFLINE[-1], True, ""
        self.other = self._unseen(BROWSER)
        self.rings: dict[str, str] = {}
        self.talks: dict[str, str] = {}
        self.dialled: set[str] = set()
        self.holding: set[str] = set()
        self.muted: set[str] = set()
        self.mode: State = "talking"
        self.peer = ""
        self.chats: dict[str, str] = {}
        self.owes: set[str] = set()
        self.hand, self.hand_note = False, ""
        self.wrap_until = self.touched = NEVER
        self.person: int | None = None
        self.queues: tuple[str, ...] = ()
        self.summoned = self.spying = self.listened = ""
        self.shown = self._state_at(at, since=at)

    def show(self, at: datetime) -> list[SeatChanged]:
        """What changed for those who look, if anything did."""
        new = self._state_at(at, since=self.shown.since)
        if new == self.shown:
            return []
        if (new.state, new.reason) != (self.shown.state, self.shown.reason):
            new = self._state_at(at, since=at)
        self.shown = new
        return [SeatChanged(new)]

    @property
    def interface(self) -> str:
        return self.seat.interface_of(self.device)

    def use(self, device: str) -> None:
        """From now on this phone rings."""
        if device == self.device:
            return
        former = MemberSeen(self.interface, self.status, self.paused, self.reason, 0)
        self.device = device
        self.take(self.other)
        self.other = former

    def take(self, member: MemberSeen) -> None:
        """What the exchange says of the phone in use, or of the other one."""
        if member.interface == self.interface:
            if self.status in IN_USE and member.status not in IN_USE:
                self.summoned = ""
            self.status, self.paused, self.reason = member.status, member.paused, member.reason
        else:
            self.other = member

    def channel_gone(self, channel: str) -> bool:
        """Whether it rang or talked here. The device is free at once; app_queue tells it a moment later."""
        self.dialled.discard(channel)
        self.holding.discard(channel)
        self.muted.discard(channel)
        self.owes.discard(channel)
        known = self.rings.pop(channel, None) or self.talks.pop(channel, None) or self.chats.pop(channel, None)
        if not self.talks:
            self.mode, self.peer = "talking", ""
        if known is not None and not self.rings and not self.talks and self.status not in OFFLINE:
            self.status = FREE
        return known is not None

    def goes_on_with(self, channel: str, peer: str, *, owes_wrap_up: bool) -> None:
        """The caller has gone; the colleagues speak on."""
        self.rings.pop(channel, None)
        self.talks.pop(channel, None)
        self.chats[channel] = peer
        if owes_wrap_up:
            self.owes.add(channel)

    def wrap_up(self, until: datetime) -> None:
        self.wrap_until = until

    def wraps_up(self, at: datetime) -> bool:
        return at < self.wrap_until

    def wrap_left(self, at: datetime) -> timedelta:
        return max(timedelta(0), self.wrap_until - at)

    def _state_at(self, at: datetime, since: datetime) -> SeatState:
        state = self._state(at)
        return SeatState(
            number=self.seat.number, unit=self.seat.unit, device=self.device, state=state,
            reason=self.reason if state in ("paused", "away") else "", since=since, call_id=self._call_id,
            person=self.person, peer=self.peer or self.spying or next(iter(self.chats.values()), ""), hand=self.hand,
            hand_note=self.hand_note, muted=self._muted, wrap_up_until=self.wrap_until if state == "wrap_up" else None,
            pause_until=self._pause_until(since) if state in ("paused", "away") else None, listened=self.listened,
            queues=self.queues,
        )  # fmt: skip

    def _state(self, at: datetime) -> State:
        if self.talks:
            return "held" if self.holding and self.mode == "talking" else self.mode
        if self.status in OFFLINE:
            return "offline"
        if self.rings or self.status == RINGING or (self.summoned and self.status in IN_USE):
            return "ringing"
        if self.status in IN_USE:
            # Busy with a channel that is just being dialled: AgentCalled, which says what rings, is a moment behind.
            return self.shown.state if self.dialled else "talking"
        if self.paused and self.reason != WRAP_UP:
            return "away" if self.reason == PauseReason.AWAY else "paused"
        if self.paused:
            return "wrap_up"
        return "wrap_up" if self.wraps_up(at) else "ready"

    def _pause_until(self, since: datetime) -> datetime | None:
        limit = self.limits.get(self.reason)
        return since + timedelta(seconds=limit) if limit else None

    def _unseen(self, device: str) -> MemberSeen:
        return MemberSeen(self.seat.interface_of(device), OFFLINE[-1], True, "", 0)

    @property
    def _muted(self) -> bool:
        return not self.muted.isdisjoint(self.talks.keys() | self.chats.keys())

    @property
    def _call_id(self) -> str:
        return next(iter((self.talks or self.rings).values()), "")
