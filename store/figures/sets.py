"""The sets of `cases.figures.calls` in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, literal_column, select, true
from sqlalchemy.sql.functions import coalesce

from cases.figures.calls import ASKED, QUICK, SHORT, Fate
from cases.routing import Action
from store.figures.moments import MICRO, HourOf, Micros, MinuteOf
from store.tables import CallRow

Conditions = Mapping[str, ColumnElement[bool]]


def within(units: Collection[str], begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return and_(CallRow.unit.in_(units), CallRow.arrived_at >= begins, CallRow.arrived_at < ends)


def fate() -> ColumnElement[str]:
    return case(
        (CallRow.answered_at.is_not(None), Fate.ANSWERED.value),
        (CallRow.ended_at.is_(None), Fate.OPEN.value),
        (CallRow.outcome.not_in(("abandoned", "message")), Fate.LOST.value),
        (CallRow.action == Action.MESSAGE.value, Fate.AFTER_HOURS.value),
        (CallRow.outcome == "abandoned", Fate.ABANDONED.value),
        else_=Fate.DIVERTED.value,
    )


def waited() -> ColumnElement[int]:
    """Microseconds, below nothing where clocks disagreed; NULL while it is open."""
    until, since = coalesce(CallRow.answered_at, CallRow.ended_at), coalesce(CallRow.queued_at, CallRow.arrived_at)
    return Micros(until) - Micros(since)


def seen(where: ColumnElement[bool], *, minutes: bool = False, cut: datetime | None = None) -> CTE:
    """Each call read once, narrow: what all sums are made of. `slot` is the UTC hour or minute of its arrival, `early`
    whether it came before `cut`."""
    slot = MinuteOf(CallRow.arrived_at) if minutes else HourOf(CallRow.arrived_at)
    columns: list[ColumnElement[Any]] = [
        CallRow.id.label("id"), CallRow.unit.label("unit"), slot.label("slot"), fate().label("fate"),
        waited().label("waited"), CallRow.talk_s.label("talk_s"), CallRow.ended_at.is_(None).label("goes_on"),
        (CallRow.arrived_at < cut if cut else true()).label("early"),
    ]  # fmt: skip
    # Without it both databases would read and compute again for every sum.
    return select(*columns).where(where).cte("seen").prefix_with("MATERIALIZED")


def conditions(calls: CTE) -> Conditions:
    fate, waited = calls.c.fate, calls.c.waited
    answered, abandoned = fate == Fate.ANSWERED.value, fate == Fate.ABANDONED.value
    asked = [each.value for each in sorted(ASKED)]
    quick, short = QUICK.total_seconds() * MICRO, SHORT.total_seconds() * MICRO
    return {
        "calls": true(),
        "asked": fate.in_(asked),
        "answered": answered,
        "quick": and_(answered, waited <= int(quick)),
        "slow": and_(answered, waited > int(quick)),
        "missed": and_(fate.in_(asked), fate != Fate.ANSWERED.value),
        "abandoned": abandoned,
        "short": and_(abandoned, waited <= int(short)),
        "diverted": fate == Fate.DIVERTED.value,
        "after_hours": fate == Fate.AFTER_HOURS.value,
        "lost": fate == Fate.LOST.value,
        "open": fate == Fate.OPEN.value,
        "talks": and_(answered, calls.c.goes_on.is_(False), calls.c.talk_s > 0),
    }


def sums(calls: CTE) -> list[ColumnElement[Any]]:
    """Of `cases.figures.calls.tally`, each labelled with its name."""
    found = conditions(calls)
    positive = case((and_(found["answered"], calls.c.waited > 0), calls.c.waited), else_=0)
    talked = case((found["talks"], func.round(calls.c.talk_s * 1_000)), else_=0)
    counted = [count(name, where) for name, where in found.items()]
    return [*counted, func.sum(positive).label("waited_us"), func.sum(talked).label("talk_ms")]


def count(name: str, where: ColumnElement[bool]) -> ColumnElement[Any]:
    one: ColumnElement[Any] = literal_column("1")
    return func.sum(case((where, one), else_=literal_column("0"))).label(name)


def ids_of(calls: CTE, name: str) -> Select[tuple[str]]:
    return select(calls.c.id).where(conditions(calls)[name])
