"""What came after a call: did the person call again, was the message heard. `store.figures` says the same in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

AGAIN = timedelta(days=7)
HEARD = timedelta(hours=24)
REPEAT_SETS = ("first", "resolved", "again")
MESSAGE_SETS = ("messages", "due", "heard", "unheard", "pending")


def repeat_sets(at: datetime, before: datetime | None, after: datetime | None, now: datetime) -> Iterator[str]:
    """Of an answered call that is over. `before`, `after`: the same number's neighbouring calls."""
    if before is not None and at - before <= AGAIN:
        return
    if after is not None and after - at <= AGAIN:
        yield from ("first", "again")
    elif now - at > AGAIN:
        yield from ("first", "resolved")


def message_sets(left: datetime, heard: datetime | None, now: datetime) -> Iterator[str]:
    yield "messages"
    if heard is not None and heard - left <= HEARD:
        yield from ("due", "heard")
    elif now - left > HEARD:
        yield from ("due", "unheard")
    else:
        yield "pending"
