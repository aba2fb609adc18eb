"""Tables of named marks and their weights, and the choice that they make."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import repeat

from cases.drafting.reading.shipped import shipped


@cache
def table(name: str) -> dict[str, float]:
    return {mark: float(w) for mark, w in (row.rsplit("\t", 1) for row in shipped(name))}


def weigh(name: str, marks: Iterable[str]) -> float:
    return sum(map(table(name).get, marks, repeat(0.0)))


def shares(weights: list[float], none: float) -> list[float]:
    """The chance of each choice, where choosing nothing weighs `none`."""
    most = max([*weights, none])
    odds = [math.exp(w - most) for w in weights]
    whole = sum(odds) + math.exp(none - most)
    return [odd / whole for odd in odds]
