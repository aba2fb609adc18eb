"""Who of the people in the story is complained of: each is weighed by itself."""

from __future__ import annotations

import math

from cases.drafting.people import Figure
from cases.drafting.person_marks import marks
from cases.drafting.weights import weigh

MODEL = "person_model"


def complained_of(
    figures: list[Figure], category: str, in_scope: bool, reporter: str | None
) -> list[tuple[Figure, float]]:
    """Those more likely complained of than not, each with its chance."""
    chances = [(one, chance(marks(figures, one, category, in_scope, reporter))) for one in figures]
    return [(one, sure) for one, sure in chances if sure >= 0.5]


def chance(shown: tuple[str, ...]) -> float:
    return 1 / (1 + math.exp(-weigh(MODEL, shown)))
