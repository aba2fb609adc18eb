"""Occupancy of days that are over, as it was folded from the log: no truth of its own. May be emptied at any time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.tables import OccupiedDayRow, OccupiedMarkRow

Seats = dict[str, tuple[int, int]]
"""Seconds busy and present of each seat."""
ONLY = 1


class OccupiedDays:
    def __init__(self, session: Session) -> None:
        self._session = session

    def mark(self, rule: int) -> int | None:
        """Up to which fact the days are right; None: they are not, or were folded by another rule."""
        row = self._session.get(OccupiedMarkRow, ONLY)
        return row.seq if row is not None and row.rule == rule else None

    def all(self, rule: int) -> dict[date, Seats]:
        if self.mark(rule) is None:
            return {}
        rows = self._session.execute(select(OccupiedDayRow.day, OccupiedDayRow.seats))
        return {day: {seat: (busy, present) for seat, (busy, present) in seats.items()} for day, seats in rows}

    def locked_mark(self, rule: int) -> int | None:
        """Nobody else keeps days before the commit. After another rule everything goes."""
        row = self._session.get(OccupiedMarkRow, ONLY, with_for_update=True, populate_existing=True)
        if row is None or row.rule != rule:
            self._session.execute(delete(OccupiedDayRow))
            return None
        return row.seq

    def keep(self, days: Mapping[date, Seats], gone: Collection[date], rule: int, seq: int) -> None:
        """These and those that were there, without those that are `gone`; right up to the fact `seq`."""
        out = {*days, *gone}
        self._session.execute(delete(OccupiedDayRow).where(OccupiedDayRow.day.in_(out)))
        self._session.add_all(OccupiedDayRow(day=day, seats=dict(seats)) for day, seats in days.items())
        self._session.merge(OccupiedMarkRow(id=ONLY, rule=rule, seq=seq))
        self._session.flush()
