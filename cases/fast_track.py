"""即时快办: it is happening now, so a named person goes there the same day, and the supervisor knows at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from cases.clock import CHINA
from cases.recusal import handler
from cases.units import Directory


def same_day(accepted: datetime) -> date:
    """The day in China by whose end it is finished, or goes on by the normal procedure."""
    return accepted.astimezone(CHINA).date()


def is_over(due: date, now: datetime) -> bool:
    return now.astimezone(CHINA).date() > due


def notified(unit: str, marks: frozenset[str], supervised: Collection[str], directory: Directory) -> str:
    """The unit whose supervisors hear of it: the matter's own, or the next above that has a supervisor; never one
    to which the matter is closed, while there is another."""
    first = handler(unit, marks, directory)
    free = [one.code for one in directory.chain(first)]
    return next((code for code in free if code in supervised), first)
