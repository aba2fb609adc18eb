"""The time of day, in one place, so that a pretended time reaches every program alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
"""One zone for screens and documents; the database holds UTC."""

Clock = Callable[[], datetime]


def clock(offset_s: float = 0.0) -> Clock:
    """The present in UTC, moved by `offset_s` seconds: `./hotline demo --at` pretends another time of the call."""
    offset = timedelta(seconds=offset_s)
    return lambda: datetime.now(UTC) + offset
