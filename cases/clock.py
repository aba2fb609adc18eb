"""The time of day, in one place, so that a pretended time reaches every program alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
"""One zone for screens and documents; the database holds UTC."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
"""Days of the service. What lies outside is a slip of the pen; at the ends of the calendar no clock can be set."""

Clock = Callable[[], datetime]


def clock(offset_s: float = 0.0) -> Clock:
    """The present in UTC, moved by `offset_s` seconds: `./hotline demo --at` pretends another time of the call."""
    offset = timedelta(seconds=offset_s)
    return lambda: datetime.now(UTC) + offset


def is_day(day: date) -> bool:
    """Whether the day, or the moment by its own calendar, is one of the service's."""
    return FIRST_DAY.year <= day.year <= LAST_DAY.year
