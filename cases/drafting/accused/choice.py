"""Who of the people in the story is complained of: each is weighed by itself, then among the others."""

from __future__ import annotations

import math
import re

from cases.drafting.accused.among import among
from cases.drafting.accused.marks import marks, stage_of
from cases.drafting.people.people import Figure
from cases.drafting.people.person import Person
from cases.drafting.reading.second_look import second_look
from cases.drafting.reading.weights import weigh

MODEL = "person_model"
LIKELY, LIKELY_UNNAMED = 0.51, 0.54
"""Without somebody unnamed the unit still stands there alone: leaving them out costs as much as a wrong position."""

BESIDE = 0.68
"""Beside somebody surer: who is wrongly accused there costs a name, a position and a unit."""


def complained_of(
    figures: list[Figure], category: str, in_scope: bool, reporter: str | None
) -> list[tuple[Figure, float]]:
    """Those who are likely complained of, each with its chance."""
    stage = stage_of(figures, category, in_scope, reporter)
    first = [chance(marks(stage, k)) for k in range(len(figures))]
    chances = second_look(MODEL, first, among([one.person for one in figures]))
    told = [(one, sure) for one, sure in zip(figures, chances, strict=True) if sure >= _likely(one)]
    surest = max((sure for _, sure in told), default=0.0)
    anybody_named = any(one.person.name for one, _ in told)
    kept = [one for one, sure in told if sure >= BESIDE or sure == surest or not anybody_named]
    return [(one, sure) for one, sure in told if one in kept or any(_joined(one, other) for other in kept)]


_AND = re.compile("(?:和|跟|与|同|还有)[一-鿿]{0,5}")


def _joined(one: Figure, other: Figure) -> bool:
    """民警老白和辅警小江: told of in one breath, both or neither."""
    return any(_next(a, b) or _next(b, a) for a in one.told for b in other.told if a.line is b.line)


def _next(first: Person, second: Person) -> bool:
    return first.end <= second.start and _AND.fullmatch(first.line.text, first.end, second.start) is not None


def _likely(one: Figure) -> float:
    return LIKELY if one.person.name else LIKELY_UNNAMED


def chance(shown: tuple[str, ...]) -> float:
    return 1 / (1 + math.exp(-weigh(MODEL, shown)))
