"""Today's figures of each unit on the board, kept call by call. A call may be told late, twice, or again with more.

What counts as asked for, quick or abandoned is said once, in `cases.figures`: board and statistics cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from cases.clock import CHINA
from cases.figures.calls import SETS, Call


@dataclass(slots=True)
class UnitFigures:
    """Calls of today, by the time of day in China at which they arrived. The 15-second rate is `quick` ÷ `asked`."""

    asked: int = 0
    answered: int = 0
    quick: int = 0
    abandoned: int = 0

    def take(self, call: Call) -> None:
        self.asked += SETS["asked"](call)
        self.answered += SETS["answered"](call)
        self.quick += SETS["quick"](call)
        self.abandoned += SETS["abandoned"](call)


class Today:
    def __init__(self, day: date) -> None:
        self.day = day
        self._calls: dict[str, Call] = {}

    @property
    def begins(self) -> datetime:
        return begin_of(self.day)

    def take(self, call_id: str, call: Call) -> None:
        self._calls.pop(call_id, None)
        if day_of(call.arrived_at) == self.day:
            self._calls[call_id] = call

    def figures(self) -> dict[str, UnitFigures]:
        found: defaultdict[str, UnitFigures] = defaultdict(UnitFigures)
        for call in self._calls.values():
            found[call.unit].take(call)
        return dict(found)


def day_of(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
