"""Hands that were up when a former service ended: folded from the facts. The note beside a hand is nowhere kept."""

from __future__ import annotations

from datetime import datetime

from cases.events import HandLowered, HandRaised, SeatSignedIn, SeatSignedOut
from store.log import Log

_ENDS = (HandLowered, SeatSignedIn, SeatSignedOut)


def raised(log: Log, since: datetime) -> frozenset[str]:
    """Seats; whoever sits down there begins with the hand down."""
    up: set[str] = set()
    for row in log.of_kinds([kind.__name__ for kind in (HandRaised, *_ENDS)], 0, since):
        (up.add if row.kind == HandRaised.__name__ else up.discard)(row.seat)
    return frozenset(up)
