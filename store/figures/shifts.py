"""Facts of seats and talks at them, for `cases.figures.shifts`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
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
        # Read only where it says something: parsing a million bodies takes longer than everything else.
        healed_to = case((EventRow.kind == "SeatHealed", EventRow.body["now"].as_string()), else_=None)
        query = select(EventRow.seat, Micros(EventRow.at), EventRow.seq, EventRow.kind, healed_to).where(
            EventRow.kind.in_(KINDS), EventRow.at >= begins - timedelta(seconds=SILENT_S), EventRow.at < ends
        )  # fmt: skip
        found: defaultdict[str, list[SeatFact]] = defaultdict(list)
        for seat, at, seq, kind, healed in self._session.execute(query):
            fact = seat_fact(at / MICRO, seq, kind, healed or "")
            if fact is not None and seat in seats:
                found[seat].append(fact)
        return found

    def changed_since(self, seq: int) -> list[datetime]:
        """The moments of which something was told after `seq`, however late."""
        kinds = (*KINDS, "CallAnswered", "CallEnded")
        query = select(EventRow.at).where(EventRow.seq > seq, EventRow.kind.in_(kinds))
        return list(self._session.scalars(query))

    def talks(self, seats: Collection[str], begins: datetime, ends: datetime, now: datetime) -> dict[str, list[Span]]:
        """By the seat that answered. One that goes on ends at `now`."""
        until = func.coalesce(Micros(CallRow.ended_at), int(now.timestamp() * MICRO))
        query = select(CallRow.seat, Micros(CallRow.answered_at), until).where(
            CallRow.answered_at.is_not(None), CallRow.arrived_at >= begins - LONGEST_TALK, CallRow.arrived_at < ends
        )  # fmt: skip
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for seat, answered, ended in self._session.execute(query):
            if seat in seats:
                found[seat].append((answered / MICRO, ended / MICRO))
        return found

    def unfinished(self, since: datetime) -> datetime | None:
        """When the first talk began of which no end is known yet: what follows it may still change."""
        query = select(func.min(CallRow.answered_at)).where(
            CallRow.ended_at.is_(None), CallRow.arrived_at >= since - LONGEST_TALK
        )
        return self._session.scalar(query)
