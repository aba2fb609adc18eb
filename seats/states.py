"""What desk and board show: a seat, a live call, and what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal[
    "offline", "paused", "ready", "ringing", "talking", "held", "consulting", "conference", "wrap_up", "away"
]
"""`held`: the caller waits; `consulting`: the caller waits and the seat speaks with a colleague; `conference`: all
three speak; `away`: the person has left the desk (离席)."""


@dataclass(frozen=True, slots=True)
class SeatState:
    number: str
    unit: str
    device: str
    """`sip` or `browser`."""
    state: State
    reason: str
    """Why it is paused; empty otherwise."""
    since: datetime
    call_id: str = ""
    person: int | None = None
    peer: str = ""
    """The seat spoken to in a consultation or in a call between colleagues."""
    hand: bool = False
    """Asks the supervisor to come in."""
    hand_note: str = field(default="", repr=False)
    muted: bool = False
    """At the exchange, from the desk. The phone in the browser mutes itself."""
    wrap_up_until: datetime | None = None
    pause_until: datetime | None = None
    """When the limit of the reason is over: from then on it is shown as overdue, nothing is forced."""
    listened: str = ""
    """How a supervisor listens there (`cases.dispatch.LISTENING`); empty: nobody does."""
    queues: tuple[str, ...] = ()
    """The units whose callers ring here at once; empty: its own unit's only, as the directory says."""


@dataclass(frozen=True, slots=True)
class LiveCall:
    call_id: str
    unit: str
    caller: str = field(repr=False)
    """Empty when withheld. For the desk only: kept out of every `repr`, so out of logs."""
    called: str
    queue: str
    seat: str
    """Who answered; while it rings, the seats that ring name the call."""
    arrived_at: datetime
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    rang_at: datetime | None = None
    moved: bool = False
    """Seat and unit are no longer those of the first answer."""
    position: int = 0
    """Place in the queue when it was joined, from 1."""

    @property
    def waited_s(self) -> float:
        """From the queue to the answer, or to the last ring of a call that nobody has answered yet."""
        until = self.answered_at or self.rang_at
        return max(0.0, (until - (self.queued_at or self.arrived_at)).total_seconds()) if until else 0.0


@dataclass(frozen=True, slots=True)
class SeatChanged:
    seat: SeatState


@dataclass(frozen=True, slots=True)
class CallChanged:
    call: LiveCall


@dataclass(frozen=True, slots=True)
class CallGone:
    call_id: str


@dataclass(frozen=True, slots=True)
class LinkChanged:
    connected: bool


Change = SeatChanged | CallChanged | CallGone | LinkChanged


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything at one moment."""

    seats: tuple[SeatState, ...]
    calls: tuple[LiveCall, ...]
