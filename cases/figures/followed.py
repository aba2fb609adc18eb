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
    # Before the week is over only those who called again would be known, and the share be nought.
    if now - at > AGAIN:
        yield from ("first", "again" if after is not None and after - at <= AGAIN else "resolved")


def message_sets(left: datetime, heard: datetime | None, now: datetime) -> Iterator[str]:
    yield "messages"
    if now - left > HEARD:
        yield from ("due", "heard" if heard is not None and heard - left <= HEARD else "unheard")
    elif heard is None:
        yield "pending"
