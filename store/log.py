"""Reading the log of facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables import EventRow


class Log:
    def __init__(self, session: Session) -> None:
        self._session = session

    def after(self, seq: int, limit: int = 1_000) -> Sequence[EventRow]:
        query = select(EventRow).where(EventRow.seq > seq).order_by(EventRow.seq).limit(limit)
        return self._session.scalars(query).all()

    def last(self) -> int:
        return self._session.scalar(select(func.max(EventRow.seq))) or 0

    def of_call(self, call_id: str) -> Sequence[EventRow]:
        query = select(EventRow).where(EventRow.call_id == call_id).order_by(EventRow.seq)
        return self._session.scalars(query).all()

    def of_kinds(self, kinds: Collection[str], after: int, since: datetime) -> Sequence[EventRow]:
        query = select(EventRow).where(EventRow.kind.in_(kinds), EventRow.seq > after, EventRow.at >= since)
        return self._session.scalars(query.order_by(EventRow.seq)).all()

    def between(self, kinds: Collection[str], after: datetime, until: datetime) -> Sequence[EventRow]:
        """After `after`, up to `until`, in the order of the log."""
        query = select(EventRow).where(EventRow.kind.in_(kinds), EventRow.at > after, EventRow.at <= until)
        return self._session.scalars(query.order_by(EventRow.seq)).all()

    def last_of_seat(self, kind: str, seat: str, until: datetime) -> EventRow | None:
        """One look into an index, however long the log is."""
        query = select(EventRow).where(EventRow.kind == kind, EventRow.seat == seat, EventRow.at <= until)
        return self._session.scalars(query.order_by(EventRow.at.desc(), EventRow.seq.desc()).limit(1)).first()

    def last_of(self, kinds: Collection[str], until: datetime) -> EventRow | None:
        query = select(EventRow).where(EventRow.kind.in_(kinds), EventRow.at <= until)
        return self._session.scalars(query.order_by(EventRow.at.desc(), EventRow.seq.desc()).limit(1)).first()

    def whole(self) -> Iterator[EventRow]:
        yield from self._session.scalars(select(EventRow).order_by(EventRow.seq).execution_options(yield_per=1_000))
