"""Numbers without gaps: one for each unit and year, given by the transaction that uses it."""

from __future__ import annotations

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.tables import NumberRow


class Numbers:
    def __init__(self, session: Session) -> None:
        self._session = session

    def next(self, unit: str, year: int) -> int:
        """Held until the commit: whoever asks meanwhile waits, and a transaction that dies gives it back."""
        return int(self._session.execute(self._count_up(unit, year)).scalar_one())

    def _count_up(self, unit: str, year: int) -> Insert:
        on_postgres = self._session.get_bind().dialect.name == "postgresql"
        begin = (postgresql.insert if on_postgres else sqlite.insert)(NumberRow).values(unit=unit, year=year, last=1)
        one_more = begin.on_conflict_do_update(
            index_elements=["unit", "year"], set_={"last": NumberRow.__table__.c.last + 1}
        )
        return one_more.returning(NumberRow.last)
