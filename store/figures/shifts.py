"""Facts of seats and talks at them, for `cases.figures.shifts`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cases.figures.shifts import KINDS, SILENT_S, SeatFact, Span, seat_fact
from store.figures.moments import MICRO, Micros
from store.tables import CallRow, EventRow

LONGEST_TALK = timedelta(days=1)


class Shifts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def facts(self, seats: Collection[str], begins: datetime, ends: datetime) -> dict[str, list[SeatFact]]:
        """By seat; they begin SILENT_S earlier, so that who was ready at midnight is known."""
        healed_to = EventRow.body["now"].as_string()
        query = select(EventRow.seat, Micros(EventRow.at), EventRow.seq, EventRow.kind, healed_to).where(
            EventRow.kind.in_(KINDS), EventRow.at >= begins - timedelta(seconds=SILENT_S), EventRow.at < ends
        )  # fmt: skip
        found: defaultdict[str, list[SeatFact]] = defaultdict(list)
        for seat, at, seq, kind, healed in self._session.execute(query):
            fact = seat_fact(at / MICRO, seq, kind, healed or "")
            if fact is not None and seat in seats:
                found[seat].append(fact)
        return found

    def talks(self, seats: Collection[str], begins: datetime, ends: datetime, now: datetime) -> dict[str, list[Span]]:
        """By the seat that answered. One that goes on ends now."""
        until = func.coalesce(Micros(CallRow.ended_at), int(now.timestamp() * MICRO))
        query = select(CallRow.seat, Micros(CallRow.answered_at), until).where(
            CallRow.answered_at.is_not(None), CallRow.arrived_at >= begins - LONGEST_TALK, CallRow.arrived_at < ends
        )  # fmt: skip
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for seat, answered, ended in self._session.execute(query):
            if seat in seats:
                found[seat].append((answered / MICRO, ended / MICRO))
        return found
