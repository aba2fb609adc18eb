"""A call's first rows and facts: written together, harmless when written twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from agi.headers import Asked
from cases.events import CallArrived, CallRouted, RecordingStarted
from cases.routing import Route
from store.unit_of_work import Work

BOTH = ("rx", "tx")
CALLER_ONLY = ("rx",)
WHOLE_CALL, MESSAGE = 1, 2
_HOTLINE = re.compile(r"\+?[0-9]{0,8}12389")


def write_arrival(work: Work, asked: Asked, unit: str, action: str, at: datetime) -> bool:
    """False when the call is known already."""
    new = work.calls.arrived(
        asked.call_id, unit=unit, called=asked.called, caller=asked.caller, action=action, at=at
    )  # fmt: skip
    if new:
        called = told_called(asked.called)
        work.record(CallArrived(call_id=asked.call_id, unit=unit, called=called, source="agi"))
    return new


def write_route(work: Work, call_id: str, route: Route) -> None:
    reason = ",".join(route.reasons)
    work.record(CallRouted(call_id=call_id, unit=route.unit, action=route.action.value, reason=reason))


def is_routed(work: Work, call_id: str) -> bool:
    return any(row.kind == CallRouted.__name__ for row in work.log.of_call(call_id))


def teach_route(work: Work, call_id: str, route: Route) -> None:
    """A row that another program made in our absence learns where we sent the call, unless it waits there already."""
    row = work.calls.get(call_id)
    if row is not None and row.queued_at is None:
        row.unit, row.action = route.unit, route.action.value


def open_segments(work: Work, call_id: str, unit: str, n: int, sides: Sequence[str], at: datetime) -> None:
    for row in work.segments.open(call_id, n, sides, at):
        work.record(RecordingStarted(call_id=call_id, unit=unit, segment=row.id))


def told_called(called: str) -> str:
    """The hotline's own numbers only: facts are for ever, and what was misdialled may be somebody's private number."""
    return called if _HOTLINE.fullmatch(called) else ""
