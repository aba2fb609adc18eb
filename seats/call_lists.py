"""Recent calls of a unit, page by page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import Session

from store.closures import Sight, seen_by
from store.tables import CallRow
from store.unit_of_work import Store

PAGE = 50


def recent_calls(
    store: Store, unit: str, seats: Collection[str], sight: Sight, before: str, limit: int = PAGE
) -> Sequence[CallRow]:
    """Newest first; `before` is the id of the last call of the page before, empty for the first page."""
    query = select(CallRow).where(or_(CallRow.unit == unit, CallRow.seat.in_(seats)), seen_by(sight))
    with Session(store.engine, expire_on_commit=False) as session:
        last = session.get(CallRow, before) if before else None
        if last is not None:
            query = query.where(tuple_(CallRow.arrived_at, CallRow.id) < (last.arrived_at, last.id))
        ordered = query.order_by(CallRow.arrived_at.desc(), CallRow.id.desc()).limit(limit)
        return session.scalars(ordered).all()
