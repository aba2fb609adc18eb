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

    def whole(self) -> Iterator[EventRow]:
        yield from self._session.scalars(select(EventRow).order_by(EventRow.seq).execution_options(yield_per=1_000))
