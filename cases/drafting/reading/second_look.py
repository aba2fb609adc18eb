"""A second look at each of several that may all be so: how likely the others are tells of it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence

from cases.drafting.reading.weights import weigh

Among = Callable[[Sequence[float], int], tuple[str, ...]]
"""The chances at the first look, and which is looked at → its marks among the others."""

_SURE = 1e-9


def second_look(model: str, chances: Sequence[float], among: Among) -> list[float]:
    return [_moved(chance, weigh(model, among(chances, k))) for k, chance in enumerate(chances)]


def _moved(chance: float, weight: float) -> float:
    return 1 / (1 + math.exp(-log_odds(chance) - weight))


def log_odds(chance: float) -> float:
    kept = min(max(chance, _SURE), 1 - _SURE)
    return math.log(kept / (1 - kept))


def level(chance: float, steps: tuple[float, ...]) -> int:
    """How many of the steps it is above."""
    return bisect_left(steps, chance)


def likelier(chances: Sequence[float], k: int) -> int:
    """How many are likelier, at most three."""
    return min(3, sum([chance > chances[k] for chance in chances]))
