"""Every day that the caller told, weighed: which is that of the matter?"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.times import day_marks
from cases.drafting.times.dates import days_in, following_days
from cases.drafting.times.day import Day

_MODEL = "day_model"
_BY_CATEGORY = ("then", "before", "asked", "earlier", "kind")


class Told(NamedTuple):
    day: date
    line: Line
    start: int
    end: int
    kind: str
    marks: tuple[str, ...]
    weight: float

    def with_more(self, marks: tuple[str, ...], weight: float) -> Told:
        return Told(*self[:-2], self.marks + marks, self.weight + weight)


Days = tuple[list[Day], list[tuple[int, int, int]]]


def days_told(scene: Scene, today: date, category: str) -> list[Told]:
    told = _by_itself(scene, today, category)
    every = Counter(one.day for one in told)
    beside = {day: _beside(day, every, category) for day in every}
    return [one.with_more(*beside[one.day]) for one in told]


def _by_itself(scene: Scene, today: date, category: str) -> list[Told]:
    """Every day with what its line shows of it."""

    def take(told: list[Told], found: tuple[Line, list[Days]]) -> None:
        line, ((days, following),) = found
        told += [_told(line, d, today, min(len(told) + k, 3), category) for k, d in enumerate(days)]
        for offset, start, end in following:
            if told and offset and told[-1].line.index <= line.index:
                day = Day(told[-1].day + timedelta(offset), start, end, "following")
                told += [_told(line, day, today, 3, category)] if day.day <= today else []

    begun: list[Told] = []
    return scene.gathered(f"days {today} {category}", _lines_with_days(scene, today), lambda: begun, take)


def _beside(day: date, every: Counter[date], category: str) -> tuple[tuple[str, ...], float]:
    shown = day_marks.beside(day, every)
    shown += tuple(f"{category} {mark}" for mark in shown)
    return shown, weigh(_MODEL, shown)


def _told(line: Line, day: Day, today: date, earlier: int, category: str) -> Told:
    shown = line.once(f"day {day.start} {day.day} {earlier}", lambda: day_marks.marks(line, day, today, earlier))
    every = shown + tuple(f"{category} {mark}" for mark in shown if mark.startswith(_BY_CATEGORY))
    return Told(day.day, line, day.start, day.end, day.kind, every, weigh(_MODEL, every))


def _lines_with_days(scene: Scene, today: date) -> list[tuple[Line, list[Days]]]:
    """With the days that each fixes, and those told from the one before (第二天)."""

    def read(line: Line) -> list[Days]:
        days, following = days_in(line.text, today), following_days(line.text)
        return [(days, following)] if days or following else []

    return scene.noted("days", read)


def likeliest(told: list[Told], none: tuple[str, ...]) -> tuple[float, Told] | None:
    """The likeliest day, where it was told best, and its chance; a day told twice counts twice."""
    if not told:
        return None
    parts = shares([t.weight for t in told], weigh(_MODEL, none))
    days: dict[date, float] = {}
    for one, share in zip(told, parts, strict=True):
        days[one.day] = days.get(one.day, 0.0) + share
    day = max(days, key=lambda d: days[d])
    return days[day], max((t for t in told if t.day == day), key=lambda t: t.weight)
