"""Every day that the caller told, weighed: which is that of the matter?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.times import day_marks
from cases.drafting.times.dates import days_in, following_days
from cases.drafting.times.day import Day

_MODEL = "day_model"
_BY_CATEGORY = ("then", "before", "asked", "earlier", "kind")


@dataclass(frozen=True, slots=True)
class Told:
    day: date
    line: Line
    start: int
    end: int
    kind: str
    marks: tuple[str, ...]
    weight: float


Days = tuple[list[Day], list[tuple[int, int, int]]]


def days_told(scene: Scene, today: date, category: str) -> list[Told]:
    told: list[Told] = []
    for line, ((days, following),) in _lines_with_days(scene, today):
        told += [_told(line, d, today, min(len(told) + k, 3), category) for k, d in enumerate(days)]
        for offset, start, end in following:
            if told and offset and told[-1].line.index <= line.index:
                day = Day(told[-1].day + timedelta(offset), start, end, "following")
                told.append(_told(line, day, today, 3, category))
    every = [one.day for one in told]
    return [_beside(one, every, category) for one in told]


def _beside(told: Told, every: list[date], category: str) -> Told:
    shown = day_marks.beside(told.day, every)
    shown += tuple(f"{category} {mark}" for mark in shown)
    return replace(told, marks=told.marks + shown, weight=told.weight + weigh(_MODEL, shown))


def _told(line: Line, day: Day, today: date, earlier: int, category: str) -> Told:
    def weighed() -> tuple[tuple[str, ...], float]:
        shown = day_marks.marks(line, day, today, earlier)
        with_category = tuple(f"{category} {mark}" for mark in shown if mark.startswith(_BY_CATEGORY))
        every = shown + with_category
        return every, weigh(_MODEL, every)

    marks, weight = line.once(f"day {day.start} {day.day} {earlier} {category}", weighed)
    return Told(day.day, line, day.start, day.end, day.kind, marks, weight)


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
