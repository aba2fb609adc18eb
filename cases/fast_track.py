"""即时快办: it is happening now, so a named person goes there the same day, and the supervisor knows at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from cases.barred import Barred
from cases.clock import CHINA
from cases.units import Directory


def same_day(accepted: datetime) -> date:
    """The day in China by whose end it is finished, or goes on by the normal procedure."""
    return accepted.astimezone(CHINA).date()


def is_over(due: date, now: datetime) -> bool:
    return now.astimezone(CHINA).date() > due


def notified(unit: str, barred: Iterable[Barred], supervised: Collection[str], directory: Directory) -> str:
    """The unit whose supervisors hear of it: the matter's own, or the next above that has a supervisor; never one
    that is complained of, while there is another."""
    closed = {one.code for one in barred}
    free = [one.code for one in directory.chain(unit) if one.code not in closed]
    return next((code for code in free if code in supervised), free[0] if free else directory.ministry.code)
