"""Who of the people in the story is complained of: each is weighed by itself, then among the others."""

from __future__ import annotations

import math

from cases.drafting.accused.among import among
from cases.drafting.accused.marks import marks, stage_of
from cases.drafting.people.people import Figure
from cases.drafting.reading.second_look import second_look
from cases.drafting.reading.weights import weigh

MODEL = "person_model"
LIKELY, LIKELY_UNNAMED = 0.51, 0.5
"""Without somebody unnamed the unit still stands there alone: leaving them out costs as much as a wrong position."""

BESIDE = 0.6
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
    return [(one, sure) for one, sure in told if sure >= BESIDE or sure == surest or not anybody_named]


def _likely(one: Figure) -> float:
    return LIKELY if one.person.name else LIKELY_UNNAMED


def chance(shown: tuple[str, ...]) -> float:
    return 1 / (1 + math.exp(-weigh(MODEL, shown)))
