"""`cases.figures.followed` in SQL: the same number's neighbouring calls, and when a message was first heard."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.sql.functions import coalesce

from cases.figures.followed import AGAIN, HEARD
from store.figures.moments import MICRO, Micros, in_micros
from store.figures.sets import Conditions, within
from store.tables import CallRow, EventRow, WorkItemRow

AGAIN_US, HEARD_US = int(AGAIN.total_seconds()) * MICRO, int(HEARD.total_seconds()) * MICRO


def neighbours(units: Collection[str], begins: datetime, ends: datetime, withheld: str) -> Subquery:
    """Answered calls of the units with the calls before and after of the same number, whatever unit those reached.
    `withheld` is the index of a number that was not shown."""
    near = _with_neighbours(begins - AGAIN, ends + AGAIN, withheld)
    ours = and_(near.c.unit.in_(units), near.c.answered, near.c.arrived_at >= begins, near.c.arrived_at < ends)
    return select(near).where(ours).subquery("ours")


def _with_neighbours(begins: datetime, ends: datetime, withheld: str) -> Subquery:
    over: dict[str, Any] = {"partition_by": CallRow.caller_index, "order_by": (CallRow.arrived_at, CallRow.id)}
    at = Micros(CallRow.arrived_at)
    over_and_answered = and_(CallRow.answered_at.is_not(None), CallRow.ended_at.is_not(None))
    return (
        select(
            CallRow.id, CallRow.unit, CallRow.arrived_at, over_and_answered.label("answered"), at.label("at"),
            func.lag(at).over(**over).label("before"), func.lead(at).over(**over).label("after"),
        )
        .where(CallRow.caller_index != withheld, CallRow.arrived_at >= begins, CallRow.arrived_at < ends)
        .subquery("near")
    )  # fmt: skip


def repeat_conditions(calls: Subquery, now: datetime) -> Conditions:
    at, before, after = calls.c.at, calls.c.before, calls.c.after
    first = and_(or_(before.is_(None), at - before > AGAIN_US), in_micros(now) - at > AGAIN_US)
    quiet = or_(after.is_(None), after - at > AGAIN_US)
    return {"first": first, "resolved": and_(first, quiet), "again": and_(first, ~quiet)}


def messages(units: Collection[str], begins: datetime, ends: datetime) -> Subquery:
    left = Micros(coalesce(CallRow.ended_at, WorkItemRow.created_at)).label("left")
    listened = _listened(begins, ends)
    return (
        select(CallRow.id, CallRow.unit, CallRow.arrived_at, left, Micros(_first(listened)).label("heard"))
        .join(WorkItemRow, and_(WorkItemRow.call_id == CallRow.id, WorkItemRow.kind == "message"))
        .outerjoin(listened, listened.c.call_id == CallRow.id)
        .where(within(units, begins, ends))
        .subquery("messages")
    )


def _listened(begins: datetime, ends: datetime) -> CTE:
    """When each call's recording was first heard. Who listens later than this is late anyway.

    Not asked call by call: for a minimum SQLite would walk through all hearings each time.
    """
    heard = and_(EventRow.kind == "RecordingHeard", EventRow.at >= begins, EventRow.at < ends + 2 * HEARD)
    query = select(EventRow.call_id, func.min(EventRow.at).label("at")).where(heard).group_by(EventRow.call_id)
    return query.cte("listened").prefix_with("MATERIALIZED")


def _first(listened: CTE) -> ColumnElement[Any]:
    """Somebody listened to the recording, or did what was to be done."""
    closed = WorkItemRow.closed_at
    return case((or_(listened.c.at.is_(None), closed < listened.c.at), closed), else_=listened.c.at)


def message_conditions(found: Subquery, now: datetime) -> Conditions:
    in_time = and_(found.c.heard.is_not(None), found.c.heard - found.c.left <= HEARD_US)
    late = or_(found.c.heard.is_(None), found.c.heard - found.c.left > HEARD_US)
    over = in_micros(now) - found.c.left > HEARD_US
    return {
        "messages": found.c.id.is_not(None),
        "due": over,
        "heard": and_(in_time, over),
        "unheard": and_(late, over),
        "pending": and_(found.c.heard.is_(None), ~over),
    }
