"""Calls: one row for each linkedid, whoever saw it first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.sealing import Sealer
from store.tables import CallRow

CALLER = "calls.caller"


class Calls:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def get(self, call_id: str) -> CallRow | None:
        return self._session.get(CallRow, call_id)

    def arrived(self, call_id: str, *, unit: str, called: str, caller: str, action: str, at: datetime) -> bool:
        """False when the call has its row already: an event may come twice, and two programs may see it."""
        if self.get(call_id) is not None:
            return False
        row = CallRow(
            id=call_id, unit=unit, called=called[:80], action=action, arrived_at=at,
            caller_sealed=self._sealer.seal(CALLER, caller), caller_index=self._sealer.index(caller),
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return True

    def caller(self, row: CallRow) -> str:
        return self._sealer.unseal(CALLER, row.caller_sealed)

    def earlier(self, row: CallRow, limit: int = 20) -> Sequence[CallRow]:
        """The same caller's calls before this one, newest first. A withheld number has no earlier calls."""
        if not self.caller(row):
            return []
        query = (
            select(CallRow)
            .where(CallRow.caller_index == row.caller_index, CallRow.arrived_at < row.arrived_at)
            .order_by(CallRow.arrived_at.desc())
            .limit(limit)
        )
        return self._session.scalars(query).all()

    def since(self, at: datetime) -> Sequence[CallRow]:
        """All that arrived from then on."""
        return self._session.scalars(select(CallRow).where(CallRow.arrived_at >= at)).all()

    def live_at(self, at: datetime, longest: timedelta) -> Sequence[CallRow]:
        """Calls that had arrived and not ended; `longest` bounds the search."""
        arrived = (CallRow.arrived_at > at - longest) & (CallRow.arrived_at <= at)
        over = CallRow.ended_at.is_not(None) & (CallRow.ended_at <= at)
        return self._session.scalars(select(CallRow).where(arrived, ~over)).all()

    def between(self, after: datetime, until: datetime) -> Sequence[CallRow]:
        return self._session.scalars(
            select(CallRow).where(CallRow.arrived_at >= after, CallRow.arrived_at <= until)
        ).all()

    def open(self) -> Sequence[CallRow]:
        """Calls that have not ended, as far as we know."""
        return self._session.scalars(select(CallRow).where(CallRow.ended_at.is_(None))).all()
