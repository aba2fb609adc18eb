"""What the figures ask the database. Reads only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, literal, select, true, tuple_, union_all
from sqlalchemy.orm import Session

from cases.figures.calls import SETS, Tally, total
from cases.figures.followed import MESSAGE_SETS, REPEAT_SETS
from cases.figures.periods import By, Period
from store.closures import Sight, seen_by
from store.figures import followed, sets
from store.figures.sets import Conditions
from store.sealing import Sealer
from store.tables import CallRow

Tallies = dict[str, Tally]
SLOT, UNIT = "slot", "unit"


@dataclass(frozen=True, slots=True)
class Counted:
    """By bucket of the period, by unit, and of all that came before the cut."""

    buckets: list[Tally]
    units: Tallies
    early: Tally


class Figures:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._withheld = session, sealer.index("")

    def count(self, period: Period, units: Collection[str], cut: datetime | None = None) -> Counted:
        """Calls that arrived in the period. Before `cut`: of a period that stands beside one that is not over yet."""
        calls = sets.seen(sets.within(units, period.begins, period.ends), minutes=period.by is By.MINUTES, cut=cut)
        sums = sets.sums(calls)
        by_slot = select(literal(SLOT), calls.c.slot, calls.c.early, *sums).group_by(calls.c.slot, calls.c.early)
        by_unit = select(literal(UNIT), calls.c.unit, true(), *sums).group_by(calls.c.unit)
        groups = self._groups(union_all(by_slot, by_unit))
        slots, by_units = ([group for group in groups if group.by == by] for by in (SLOT, UNIT))
        early = total(group.tally for group in slots if group.early)
        return Counted(_buckets(slots, period), {group.key: group.tally for group in by_units}, early)

    def repeats(self, period: Period, units: Collection[str], now: datetime) -> Tallies:
        """`REPEAT_SETS` by unit."""
        calls = followed.neighbours(units, period.begins, period.ends, self._withheld)
        return self._by_unit(calls, followed.repeat_conditions(calls, now))

    def messages(self, period: Period, units: Collection[str], now: datetime) -> Tallies:
        """`MESSAGE_SETS` by unit."""
        found = followed.messages(units, period.begins, period.ends)
        return self._by_unit(found, followed.message_conditions(found, now))

    def rows(
        self, name: str, units: Collection[str], begins: datetime, ends: datetime, now: datetime, *,
        sight: Sight, before: str = "", limit: int = 50,
    ) -> Sequence[CallRow]:  # fmt: skip
        """Calls of a set that are not closed to who looks, newest first; `before` is the last call of the page before.
        Raises KeyError for a set that has no calls."""
        query = select(CallRow).where(CallRow.id.in_(self._ids(name, units, begins, ends, now)), seen_by(sight))
        last = self._session.get(CallRow, before) if before else None
        if last is not None:
            query = query.where(tuple_(CallRow.arrived_at, CallRow.id) < (last.arrived_at, last.id))
        ordered = query.order_by(CallRow.arrived_at.desc(), CallRow.id.desc()).limit(limit)
        return self._session.scalars(ordered).all()

    def _ids(self, name: str, units: Collection[str], begins: datetime, ends: datetime, now: datetime) -> Select[Any]:
        if name in REPEAT_SETS:
            near = followed.neighbours(units, begins, ends, self._withheld)
            return select(near.c.id).where(followed.repeat_conditions(near, now)[name])
        if name in MESSAGE_SETS:
            found = followed.messages(units, begins, ends)
            return select(found.c.id).where(followed.message_conditions(found, now)[name])
        return sets.ids_of(sets.seen(sets.within(units, begins, ends)), name)

    def _by_unit(self, calls: Subquery, conditions: Conditions) -> Tallies:
        sums: list[ColumnElement[Any]] = [sets.count(name, where) for name, where in conditions.items()]
        groups = self._groups(select(literal(UNIT), calls.c.unit, true(), *sums).group_by(calls.c.unit))
        return {group.key: group.tally for group in groups}

    def _groups(self, query: Any) -> list[Group]:
        rows = self._session.execute(query)
        names = list(rows.keys())[3:]
        return [Group(by, key, bool(early), _tally(names, sums)) for by, key, early, *sums in rows]


@dataclass(frozen=True, slots=True)
class Group:
    by: str
    key: str
    """A slot or a unit."""
    early: bool
    tally: Tally


def _tally(names: Sequence[str], sums: Sequence[Any]) -> Tally:
    return Counter({name: int(value or 0) for name, value in zip(names, sums, strict=True)})


def _buckets(groups: Iterable[Group], period: Period) -> list[Tally]:
    found: defaultdict[int, Tally] = defaultdict(Counter)
    for group in groups:
        found[period.index(_moment(group.key))].update(group.tally)
    return [found[n] for n in range(len(period.starts))]


def _moment(slot: str) -> datetime:
    return datetime.fromisoformat(slot if ":" in slot else f"{slot}:00").replace(tzinfo=UTC)


CALL_SETS = frozenset(SETS) | frozenset(REPEAT_SETS) | frozenset(MESSAGE_SETS)
