"""Who of the people in the story is complained of: each is weighed by itself."""

from __future__ import annotations

import math

from cases.drafting.people import Figure
from cases.drafting.person_marks import marks, stage_of
from cases.drafting.weights import weigh

MODEL = "person_model"


def complained_of(
    figures: list[Figure], category: str, in_scope: bool, reporter: str | None
) -> list[tuple[Figure, float]]:
    """Those more likely complained of than not, each with its chance."""
    stage = stage_of(figures, category, in_scope, reporter)
    chances = [(one, chance(marks(stage, k))) for k, one in enumerate(figures)]
    return [(one, sure) for one, sure in chances if sure >= 0.5]


def chance(shown: tuple[str, ...]) -> float:
    return 1 / (1 + math.exp(-weigh(MODEL, shown)))
