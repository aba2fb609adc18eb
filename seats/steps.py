"""What the writer must bring into the rows. Each may be carried out again: the rows say what is still to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cases.events import Fact
from seats.states import LiveCall

Outcome = Literal["abandoned", "message", "lost"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The row must know what the call knows; a call without a row gets one, with its segments."""

    call: LiveCall
    at: datetime


@dataclass(frozen=True, slots=True)
class Rang:
    call: LiveCall
    seat: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """`outcome` of a call that nobody answered; an answered call needs none."""

    call: LiveCall
    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """The only step without a row: told again when the answer to its commit was lost."""

    fact: Fact
    at: datetime


@dataclass(frozen=True, slots=True)
class CloseMissed:
    """Open calls that came before `at` and are not among the live ones ended while nobody looked."""

    live: frozenset[str]
    at: datetime


Step = Seen | Rang | Ended | Told | CloseMissed
