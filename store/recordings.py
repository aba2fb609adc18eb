"""Segments: the truth of every recording; the file is only what they point to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables import CallRow, SegmentRow

SIDES = ("rx", "tx")


def segment_id(call_id: str, n: int, side: str) -> str:
    """`<call id>.<n>.<rx|tx>`: rx is what the caller said, tx what the caller heard."""
    return f"{call_id}.{n}.{side}"


class Segments:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, segment: str) -> SegmentRow | None:
        return self._session.get(SegmentRow, segment)

    def open(self, call_id: str, n: int, sides: Sequence[str], at: datetime) -> list[SegmentRow]:
        """The rows that were new: opening twice is harmless."""
        rows = [
            SegmentRow(id=segment_id(call_id, n, side), call_id=call_id, n=n, side=side, opened_at=at)
            for side in sides
            if self.get(segment_id(call_id, n, side)) is None
        ]
        self._session.add_all(rows)
        self._session.flush()
        return rows

    def of_call(self, call_id: str) -> Sequence[SegmentRow]:
        query = select(SegmentRow).where(SegmentRow.call_id == call_id).order_by(SegmentRow.n, SegmentRow.side)
        return self._session.scalars(query).all()

    def unfinished(self) -> Sequence[SegmentRow]:
        return self._session.scalars(select(SegmentRow).where(SegmentRow.state == "open").order_by(SegmentRow.id)).all()

    def to_close(self) -> Sequence[SegmentRow]:
        """Open segments of calls that have ended."""
        query = (
            select(SegmentRow)
            .join(CallRow, CallRow.id == SegmentRow.call_id)
            .where(SegmentRow.state == "open", CallRow.ended_at.is_not(None))
            .order_by(SegmentRow.id)
        )
        return self._session.scalars(query).all()

    def kept(self) -> Sequence[SegmentRow]:
        return self._session.scalars(select(SegmentRow).where(SegmentRow.state == "kept").order_by(SegmentRow.id)).all()
