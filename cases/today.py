"""Today's figures of each unit on the board, kept call by call. A call may be told late, twice, or again with more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from cases.clock import CHINA

IN_TIME = timedelta(seconds=15)
"""GB/T 33358: a person answers within 15 s; 15.000 s is within."""
Counted = Literal["in_time", "late", "gave_up"]


@dataclass(frozen=True, slots=True)
class CallToday:
    call_id: str
    unit: str
    arrived_at: datetime
    queued_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str


@dataclass(slots=True)
class UnitFigures:
    """The 15-second rate (15秒接通率) is `in_time` ÷ (`answered` + `abandoned`): calls that were answered within 15 s,
    of those that were answered or gave up after 15 s. Who hangs up earlier could not have been answered late, and
    counts on neither side; so do messages. Calls of today, by the time of day in China at which they arrived."""

    answered: int = 0
    in_time: int = 0
    abandoned: int = 0


class Today:
    def __init__(self, day: date) -> None:
        self.day = day
        self._calls: dict[str, tuple[str, Counted]] = {}

    @property
    def begins(self) -> datetime:
        return begin_of(self.day)

    def take(self, call: CallToday) -> None:
        self._calls.pop(call.call_id, None)
        counted = count(call) if day_of(call.arrived_at) == self.day else None
        if counted is not None:
            self._calls[call.call_id] = (call.unit, counted)

    def figures(self) -> dict[str, UnitFigures]:
        found: defaultdict[str, UnitFigures] = defaultdict(UnitFigures)
        for unit, counted in self._calls.values():
            of = found[unit]
            of.answered += counted != "gave_up"
            of.in_time += counted == "in_time"
            of.abandoned += counted == "gave_up"
        return dict(found)


def count(call: CallToday) -> Counted | None:
    """None: it counts on neither side."""
    since = call.queued_at or call.arrived_at
    if call.answered_at is not None:
        return "in_time" if call.answered_at - since <= IN_TIME else "late"
    if call.outcome == "abandoned" and call.ended_at is not None and call.ended_at - since > IN_TIME:
        return "gave_up"
    return None


def day_of(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
