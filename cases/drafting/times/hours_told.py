"""Every hour that the caller told, weighed: which is that of the matter on the day that was chosen?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.times import hour_marks
from cases.drafting.times.clock import Moment, times
from cases.drafting.times.days_told import Told

_MODEL = "hour_model"


@dataclass(frozen=True, slots=True)
class Hour:
    moment: Moment
    line: Line
    marks: tuple[str, ...]
    weight: float


def hours_told(scene: Scene, day: Told, days: list[Told], today: date, category: str) -> list[Hour]:
    read = [(line, t) for line, found in scene.noted("hours", lambda line: times(line.text)) for t in found]
    every = [t for _, t in read]
    return [_hour(line, t, min(3, k), day, days, every, today, category) for k, (line, t) in enumerate(read)]


def _hour(
    line: Line, told: Moment, earlier: int, day: Told, days: list[Told], every: list[Moment], today: date, category: str
) -> Hour:
    own = line.once(f"hour {told.start} {earlier}", lambda: hour_marks.marks(line, told, earlier))
    shown = (
        *own,
        *hour_marks.day_marks(line, told, day, days),
        *hour_marks.beside_marks(told, every),
        hour_marks.age_mark(day.day, today),
    )
    shown = (*shown, *(f"{category} {mark}" for mark in own if mark.startswith(("then", "before", "earlier"))))
    return Hour(told, line, shown, weigh(_MODEL, shown))


def likeliest(hours: list[Hour], none: tuple[str, ...]) -> tuple[float, Hour] | None:
    """The likeliest hour, where it was told best, and its chance; an hour told twice counts twice."""
    if not hours:
        return None
    parts = shares([h.weight for h in hours], weigh(_MODEL, none))
    chances: dict[tuple[int, int], float] = {}
    for hour, share in zip(hours, parts, strict=True):
        chances[clock_face(hour)] = chances.get(clock_face(hour), 0.0) + share
    best = max(chances, key=lambda h: chances[h])
    return chances[best], max((h for h in hours if clock_face(h) == best), key=lambda h: h.weight)


def clock_face(hour: Hour) -> tuple[int, int]:
    """Eight in the evening is told again as eight."""
    return hour.moment.hour % 12, hour.moment.minute


def none_marks(category: str, hours: int) -> tuple[str, ...]:
    return ("none", f"none {category}", f"none of {min(hours, 3)}")
