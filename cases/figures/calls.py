"""One call as the figures see it, and the named sets that it belongs to.

`store.figures.sets` says the same in SQL; a test compares the two on calls of every kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cases.routing import Action

QUICK = timedelta(seconds=15)
"""GB/T 33358: answered within 15 s; 15.000 s is within."""
SHORT = timedelta(seconds=5)
"""Who hangs up so soon hardly waited. Told apart, but never left out."""
MICROSECOND = timedelta(microseconds=1)

Tally = Counter[str]
"""How many calls each set has, and sums; tallies add up."""


class Fate(StrEnum):
    ANSWERED = "answered"
    ABANDONED = "abandoned"
    DIVERTED = "diverted"
    """Asked for a person, and was led to leave a message when the wait was over."""
    AFTER_HOURS = "after_hours"
    LOST = "lost"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What the row of one call id says, whatever came late, twice or never."""

    unit: str
    arrived_at: datetime
    action: str = Action.QUEUE.value
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    talk_s: float = 0.0

    @property
    def fate(self) -> Fate:
        if self.answered_at is not None:
            return Fate.ANSWERED
        if self.ended_at is None:
            return Fate.OPEN
        if self.outcome == "lost" or self.outcome not in ("abandoned", "message"):
            return Fate.LOST
        if self.action == Action.MESSAGE:
            return Fate.AFTER_HOURS
        return Fate.ABANDONED if self.outcome == "abandoned" else Fate.DIVERTED

    @property
    def waited(self) -> timedelta:
        """From the queue (or the arrival) to the answer or the end; nothing while it is open."""
        until = self.answered_at or self.ended_at
        return max(timedelta(0), until - (self.queued_at or self.arrived_at)) if until else timedelta(0)


ASKED = frozenset({Fate.ANSWERED, Fate.ABANDONED, Fate.DIVERTED})

SETS: dict[str, Callable[[Call], bool]] = {
    "calls": lambda call: True,
    "asked": lambda call: call.fate in ASKED,
    "answered": lambda call: call.fate is Fate.ANSWERED,
    "quick": lambda call: call.fate is Fate.ANSWERED and call.waited <= QUICK,
    "slow": lambda call: call.fate is Fate.ANSWERED and call.waited > QUICK,
    "missed": lambda call: call.fate in ASKED - {Fate.ANSWERED},
    "abandoned": lambda call: call.fate is Fate.ABANDONED,
    "short": lambda call: call.fate is Fate.ABANDONED and call.waited <= SHORT,
    "diverted": lambda call: call.fate is Fate.DIVERTED,
    "after_hours": lambda call: call.fate is Fate.AFTER_HOURS,
    "lost": lambda call: call.fate is Fate.LOST,
    "open": lambda call: call.fate is Fate.OPEN,
    # A call whose end nobody saw has no length: it would make the mean shorter than the talks were.
    "talks": lambda call: call.fate is Fate.ANSWERED and call.ended_at is not None and call.talk_s > 0,
}


def tally(calls: Iterable[Call]) -> Tally:
    sums: Tally = Counter()
    for call in calls:
        sums.update(name for name, holds in SETS.items() if holds(call))
        if call.fate is Fate.ANSWERED:
            sums["waited_us"] += call.waited // MICROSECOND
        if SETS["talks"](call):
            sums["talk_ms"] += round(call.talk_s * 1_000)
    return sums


def total(tallies: Iterable[Tally]) -> Tally:
    sums: Tally = Counter()
    for each in tallies:
        sums.update(each)
    return sums
