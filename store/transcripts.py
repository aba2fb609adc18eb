"""Transcripts: the row is the want, the job only a bell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from store.sealing import Sealer
from store.tables import TranscriptRow

TURNS = "transcripts.turns"
MAX_TRIES = 3


class Transcripts:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def get(self, call_id: str, n: int) -> TranscriptRow | None:
        query = select(TranscriptRow).where(TranscriptRow.call_id == call_id, TranscriptRow.n == n)
        return self._session.scalars(query).first()

    def of_call(self, call_id: str) -> Sequence[TranscriptRow]:
        query = select(TranscriptRow).where(TranscriptRow.call_id == call_id).order_by(TranscriptRow.n)
        return self._session.scalars(query).all()

    def want(self, call_id: str, n: int, seconds: float, at: datetime) -> TranscriptRow:
        """Safe to repeat: a segment has one transcript."""
        row = self.get(call_id, n)
        if row is None:
            row = TranscriptRow(call_id=call_id, n=n, wanted_at=at, seconds=seconds)
            self._session.add(row)
            self._session.flush()
        return row

    def waiting(self, now: datetime) -> Sequence[TranscriptRow]:
        """Wanted, and nobody is at it: the reconciler rings for these again."""
        free = or_(TranscriptRow.lease_until.is_(None), TranscriptRow.lease_until < now)
        query = select(TranscriptRow).where(TranscriptRow.state == "wanted", free).order_by(TranscriptRow.id)
        return self._session.scalars(query).all()

    def take(self, row: TranscriptRow, now: datetime, lease: timedelta) -> bool:
        """Whether the work is ours. A lease that ran out belongs to a worker that died."""
        if row.state != "wanted" or (row.lease_until is not None and row.lease_until >= now):
            return False
        row.lease_until, row.tries = now + lease, row.tries + 1
        return True

    def keep(self, row: TranscriptRow, turns: list[dict[str, Any]], model: str) -> None:
        row.turns_sealed, row.model, row.state, row.lease_until = (
            self._sealer.seal_json(TURNS, turns),
            model,
            "ready",
            None,
        )

    def turns(self, row: TranscriptRow) -> list[dict[str, Any]]:
        return list(self._sealer.unseal_json(TURNS, row.turns_sealed)) if row.turns_sealed else []

    def oldest_wanted(self) -> datetime | None:
        return self._session.scalar(select(func.min(TranscriptRow.wanted_at)).where(TranscriptRow.state == "wanted"))

    def fail(self, row: TranscriptRow, error: str) -> None:
        """Tried again until MAX_TRIES; then a person has to look."""
        row.error, row.lease_until = error[:200], None
        if row.tries >= MAX_TRIES:
            row.state = "failed"
