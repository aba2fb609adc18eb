"""Every hour that the caller told, weighed: which is that of the matter on the day that was chosen?"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.times import hour_marks
from cases.drafting.times.clock import Moment, times
from cases.drafting.times.days_told import Told

_MODEL = "hour_model"


class Hour(NamedTuple):
    moment: Moment
    line: Line
    marks: tuple[str, ...]
    weight: float

    def with_more(self, marks: tuple[str, ...]) -> Hour:
        return Hour(self.moment, self.line, self.marks + marks, self.weight + weigh(_MODEL, marks))


def hours_told(scene: Scene, day: Told, days: list[Told], today: date, category: str) -> list[Hour]:
    read = [(line, t) for line, found in scene.noted("hours", lambda line: times(line.text)) for t in found]
    every = Counter(t.face for _, t in read)
    beside = {face: (*hour_marks.beside_marks(face, every), hour_marks.age_mark(day.day, today)) for face in every}
    own = [_by_itself(line, t, min(3, k), category) for k, (line, t) in enumerate(read)]
    return [
        hour.with_more((*hour_marks.day_marks(hour.line, hour.moment, day, days), *beside[hour.moment.face]))
        for hour in own
    ]


def _by_itself(line: Line, told: Moment, earlier: int, category: str) -> Hour:
    """An hour with what its line shows of it."""

    def read() -> Hour:
        own = hour_marks.marks(line, told, earlier)
        by_category = (f"{category} {mark}" for mark in own if mark.startswith(("then", "before", "earlier")))
        shown = (*own, *by_category)
        return Hour(told, line, shown, weigh(_MODEL, shown))

    return line.once(f"hour {told.start} {earlier} {category}", read)


def likeliest(hours: list[Hour], none: tuple[str, ...]) -> tuple[float, Hour] | None:
    """The likeliest hour, where it was told best, and its chance; an hour told twice counts twice."""
    if not hours:
        return None
    parts = shares([h.weight for h in hours], weigh(_MODEL, none))
    chances: dict[tuple[int, int], float] = {}
    for hour, share in zip(hours, parts, strict=True):
        chances[hour.moment.face] = chances.get(hour.moment.face, 0.0) + share
    best = max(chances, key=lambda h: chances[h])
    return chances[best], max((h for h in hours if h.moment.face == best), key=lambda h: h.weight)


def none_marks(category: str, hours: int) -> tuple[str, ...]:
    return ("none", f"none {category}", f"none of {min(hours, 3)}")
