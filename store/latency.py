"""How fast the desks are: one row for each person, seat and hour, kept for a month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cases.latency import added
from store.tables import DeskLatencyRow, SeatRow

KEPT = timedelta(days=31)


class Latency:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, person: int, seat: str, at: datetime, whole: Sequence[int], paint: Sequence[int]) -> None:
        """Counts of one batch, into the hour of `at`."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        row = self._session.get(DeskLatencyRow, (seat, hour, person), with_for_update=True)
        if row is None:
            self._forget(hour - KEPT)
            row = DeskLatencyRow(seat=seat, hour=hour, person_id=person, whole=[], paint=[])
            self._session.add(row)
        row.whole, row.paint = added(row.whole, whole), added(row.paint, paint)

    def since(self, hour: datetime, units: Collection[str]) -> Sequence[DeskLatencyRow]:
        seats = select(SeatRow.number).where(SeatRow.unit.in_(units))
        query = select(DeskLatencyRow).where(DeskLatencyRow.hour >= hour, DeskLatencyRow.seat.in_(seats))
        return self._session.scalars(query).all()

    def _forget(self, before: datetime) -> None:
        self._session.execute(delete(DeskLatencyRow).where(DeskLatencyRow.hour < before))
