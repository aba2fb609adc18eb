"""Passes of walls (大屏). The token itself is only in the wall's own cookie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import PersonRow, WallPassRow


class WallPasses:
    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, token_hash: str, unit: str, place: str, person: int, at: datetime, until: datetime) -> WallPassRow:
        row = WallPassRow(token_hash=token_hash, unit=unit, place=place, person_id=person, made_at=at, expires_at=until)
        self._session.add(row)
        self._session.flush()
        return row

    def held(self, token_hash: str, now: datetime) -> tuple[WallPassRow, PersonRow] | None:
        """The pass, and who answers for it; None once it is over or was taken back."""
        query = select(WallPassRow, PersonRow).join(PersonRow, PersonRow.id == WallPassRow.person_id)
        query = query.where(WallPassRow.token_hash == token_hash, WallPassRow.revoked_at.is_(None))
        found = self._session.execute(query.where(WallPassRow.expires_at > now)).first()
        return (found[0], found[1]) if found is not None else None

    def of_units(self, units: Collection[str], now: datetime) -> Sequence[WallPassRow]:
        """Those that hold, the newest first."""
        query = select(WallPassRow).where(WallPassRow.unit.in_(units), WallPassRow.revoked_at.is_(None))
        return self._session.scalars(query.where(WallPassRow.expires_at > now).order_by(WallPassRow.id.desc())).all()

    def locked(self, wall: int) -> WallPassRow | None:
        return self._session.get(WallPassRow, wall, with_for_update=True, populate_existing=True)
