"""When the demonstrated call takes place, and how long everything has taken."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

from cases.clock import CHINA
from cases.hours import HoursBook
from commands.running import WrongUse

CALL = timedelta(minutes=10)
"""So long, at most, from the start of the service to the end of the call."""


def moment(text: str, hours: HoursBook) -> datetime:
    """The pretended time; left out, now, or when 泰安 is closed now the last time at which it was open."""
    if text:
        return _parsed(text)
    now = datetime.now(UTC)
    back = (now - CALL * step for step in range(6 * 24 * 30))
    return next((at for at in back if hours.is_open("office", at) and hours.is_open("office", at + CALL)), now)


def _parsed(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"看不懂时间“{text}”。请写成 2026-03-12T10:24:00 这样。") from None
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def already_s() -> float:
    """How long ./hotline has been setting up before Python took over."""
    started = os.environ.get("HOTLINE_STARTED_AT")
    return max(0.0, time.time() - float(started)) if started else 0.0
