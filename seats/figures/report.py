"""The figures of one question: the same values for the screen, CSV and XLSX. Reads the database: in a thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.figures.calls import Tally, total
from cases.figures.periods import Comparison
from cases.organs import Tier, Unit
from seats.figures.asked import Asked
from seats.figures.occupied import Occupied
from store.figures.questions import Tallies
from store.unit_of_work import Store, Work


@dataclass(frozen=True, slots=True)
class Line:
    """One curve. `same_time`: the whole of it, or as much as has gone by of a period that is not over."""

    key: str
    name: str
    buckets: list[Tally]
    same_time: Tally


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: Unit
    alone: bool
    sums: Tally


@dataclass(frozen=True, slots=True)
class Report:
    asked: Asked
    sums: Tally
    own: Line
    others: list[Line]
    tiers: dict[Tier, Tally]
    units: list[UnitLine]


class Reports:
    def __init__(self, store: Store, occupied: Occupied) -> None:
        self._store, self._occupied = store, occupied

    def of(self, asked: Asked) -> Report:
        seats = self._occupied.of(asked.period.first, asked.period.after, asked.now)
        with self._store.reading() as work:
            counted = work.figures.count(asked.period, asked.units)
            by_unit = _joined(
                [counted.units, work.figures.repeats(asked.period, asked.units, asked.now),
                 work.figures.messages(asked.period, asked.units, asked.now), _by_unit(seats, asked)]
            )  # fmt: skip
            others = [_other(work, asked, other) for other in asked.comparisons]
        own = Line("now", "本期", counted.buckets, total(counted.buckets))
        return Report(asked, total(by_unit.values()), own, others, _tiers(by_unit, asked), _units(by_unit, asked))

    def seats(self, asked: Asked) -> Tallies:
        found = self._occupied.of(asked.period.first, asked.period.after, asked.now)
        return {number: sums for number, sums in sorted(found.items()) if number in asked.seats}


def _other(work: Work, asked: Asked, other: Comparison) -> Line:
    gone = asked.now - asked.period.begins if asked.goes_on else other.period.ends - other.period.begins
    counted = work.figures.count(other.period, asked.units, other.period.begins + gone)
    return Line(other.key, other.name, counted.buckets, counted.early)


def _by_unit(seats: Tallies, asked: Asked) -> Tallies:
    found: Tallies = {}
    for number, sums in seats.items():
        if number in asked.seats:
            code = asked.directory.seat(number).unit
            found[code] = found.get(code, Tally()) + sums
    return found


def _joined(tallies: Iterable[Tallies]) -> Tallies:
    found: Tallies = {}
    for each in tallies:
        for code, sums in each.items():
            found[code] = total([found[code], sums]) if code in found else sums
    return found


def _tiers(by_unit: Tallies, asked: Asked) -> dict[Tier, Tally]:
    present = [tier for tier in Tier if any(asked.directory.unit(code).tier is tier for code in asked.units)]
    return {
        tier: total(sums for code, sums in by_unit.items() if asked.directory.unit(code).tier is tier)
        for tier in present
    }


def _units(by_unit: Tallies, asked: Asked) -> list[UnitLine]:
    """The unit by itself, then each one directly below it with all that is below that."""
    own = UnitLine(asked.unit, True, by_unit.get(asked.unit.code, Tally()))
    if asked.alone:
        return [own]
    return [own, *(_whole(unit, by_unit, asked) for unit in asked.directory.children(asked.unit.code))]


def _whole(unit: Unit, by_unit: Tallies, asked: Asked) -> UnitLine:
    below = asked.directory.jurisdiction(unit.code)
    return UnitLine(unit, False, total(by_unit[code] for code in below if code in by_unit))
