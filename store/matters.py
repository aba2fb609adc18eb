"""Lists of matters: somebody's drafts, somebody's day, the ledger (台账) of a unit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Select, func, or_, select, tuple_, union
from sqlalchemy.orm import Session

from store.closures import Sight, seen_by
from store.tables import CallRow, RegistrationRow, WorkItemRow

PAGE = 50
DRAFTS_SINCE = timedelta(days=90)
Pair: TypeAlias = tuple[CallRow, RegistrationRow | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the ledger is asked for. Empty: everything."""

    state: str = ""
    number: str = ""
    """How it begins."""
    caller_index: str = ""
    urgent: bool = False
    since: datetime | None = None
    until: datetime | None = None
    before: str = ""
    """The call of the last row of the page before."""


class Matters:
    def __init__(self, session: Session) -> None:
        self._session = session

    def drafts_of(self, person: int, sight: Sight, now: datetime, limit: int = 200) -> Sequence[Pair]:
        """Calls that the person answered or wrote about and that are not wrapped up, newest first."""
        answered = select(CallRow.id).where(CallRow.answered_by == person, CallRow.arrived_at > now - DRAFTS_SINCE)
        written = select(RegistrationRow.call_id).where(
            RegistrationRow.edited_by == person, RegistrationRow.state == "draft"
        )
        unfinished = or_(RegistrationRow.id.is_(None), RegistrationRow.state == "draft")
        query = _calls().where(CallRow.id.in_(union(answered, written)), unfinished, seen_by(sight))
        return self._pairs(query.order_by(CallRow.arrived_at.desc()).limit(limit))

    def answered_by(self, person: int, since: datetime, until: datetime, sight: Sight | None = None) -> Sequence[Pair]:
        """To count them, all; to show them, those that `sight` leaves open."""
        query = _calls().where(CallRow.answered_by == person, CallRow.arrived_at > since - timedelta(hours=2))
        query = query.where(CallRow.answered_at >= since, CallRow.answered_at < until)
        query = query if sight is None else query.where(seen_by(sight))
        return self._pairs(query.order_by(CallRow.answered_at.desc()))

    def wrapped_up_by(self, person: int, since: datetime, until: datetime) -> dict[str, int]:
        """How many, by state."""
        query = select(RegistrationRow.state, func.count()).where(
            RegistrationRow.accepted_by == person,
            RegistrationRow.accepted_at >= since,
            RegistrationRow.accepted_at < until,
        )
        return {str(row[0]): int(row[1]) for row in self._session.execute(query.group_by(RegistrationRow.state))}

    def closed_by(self, person: int, since: datetime, until: datetime) -> int:
        """Work items."""
        query = select(func.count()).where(
            WorkItemRow.closed_by == person, WorkItemRow.closed_at >= since, WorkItemRow.closed_at < until
        )
        return self._session.scalar(query) or 0

    def ledger(self, units: Collection[str], sight: Sight, wanted: Wanted, limit: int = PAGE) -> Sequence[Pair]:
        """What was wrapped up, the newest first."""
        at, key = RegistrationRow.accepted_at, RegistrationRow.call_id
        query = _calls().where(RegistrationRow.unit.in_(units), at.is_not(None), seen_by(sight))
        for condition in _conditions(wanted):
            query = query.where(condition)
        last = self._session.scalars(select(RegistrationRow).where(key == wanted.before)).first()
        if last is not None:
            query = query.where(tuple_(at, key) < (last.accepted_at, last.call_id))
        return self._pairs(query.order_by(at.desc(), key.desc()).limit(limit))

    def _pairs(self, query: Select[CallRow, RegistrationRow]) -> Sequence[Pair]:
        return [(call, registration) for call, registration in self._session.execute(query)]


def _calls() -> Select[CallRow, RegistrationRow]:
    joined = RegistrationRow.call_id == CallRow.id
    return select(CallRow, RegistrationRow).join(RegistrationRow, joined, isouter=True)


def _conditions(wanted: Wanted) -> Iterator[Any]:
    row = RegistrationRow
    if wanted.state:
        yield row.state == wanted.state
    if wanted.number:
        yield row.number.startswith(wanted.number, autoescape=True)
    if wanted.caller_index:
        yield CallRow.caller_index == wanted.caller_index
    if wanted.urgent:
        yield row.urgent
    if wanted.since:
        yield row.accepted_at >= wanted.since
    if wanted.until:
        yield row.accepted_at < wanted.until
