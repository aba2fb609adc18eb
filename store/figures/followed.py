"""`cases.figures.followed` in SQL: the same number's neighbouring calls, and when a message was first heard."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
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
    new = or_(before.is_(None), at - before > AGAIN_US)
    again = and_(new, after.is_not(None), after - at <= AGAIN_US)
    quiet = or_(after.is_(None), after - at > AGAIN_US)
    resolved = and_(new, quiet, in_micros(now) - at > AGAIN_US)
    return {"first": or_(again, resolved), "resolved": resolved, "again": again}


def messages(units: Collection[str], begins: datetime, ends: datetime) -> Subquery:
    left = Micros(coalesce(CallRow.ended_at, WorkItemRow.created_at)).label("left")
    return (
        select(CallRow.id, CallRow.unit, CallRow.arrived_at, left, Micros(_first_heard()).label("heard"))
        .join(WorkItemRow, and_(WorkItemRow.call_id == CallRow.id, WorkItemRow.kind == "message"))
        .where(within(units, begins, ends))
        .subquery("messages")
    )


def _first_heard() -> ColumnElement[Any]:
    """Somebody listened to the recording, or did what was to be done."""
    listened = (
        select(func.min(EventRow.at))
        .where(EventRow.call_id == CallRow.id, EventRow.kind == "RecordingHeard")
        .correlate(CallRow)
        .scalar_subquery()
    )
    closed = WorkItemRow.closed_at
    return case((or_(listened.is_(None), closed < listened), closed), else_=listened)


def message_conditions(found: Subquery, now: datetime) -> Conditions:
    in_time = and_(found.c.heard.is_not(None), found.c.heard - found.c.left <= HEARD_US)
    late = or_(found.c.heard.is_(None), found.c.heard - found.c.left > HEARD_US)
    over = in_micros(now) - found.c.left > HEARD_US
    return {
        "messages": found.c.id.is_not(None),
        "due": or_(in_time, over),
        "heard": in_time,
        "unheard": and_(late, over),
        "pending": and_(late, ~over),
    }
