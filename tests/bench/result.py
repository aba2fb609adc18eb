"""One figure of the benchmark."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`ratio` = value ÷ against, or value ÷ bar where there is nothing to stand beside. No bar: told, not judged."""

    name: str
    value: float
    unit: str
    against: float | None
    ratio: float | None
    bar: float | None
    within: bool


def compared(name: str, value: float, against: float, unit: str, bar: float | None) -> Result:
    """Two of our own measurements side by side; the bar is on their ratio."""
    ratio = value / against
    return Result(name, round(value, 3), unit, round(against, 3), round(ratio, 3), bar, bar is None or ratio <= bar)


def paired(name: str, values: Sequence[float], against: Sequence[float], unit: str, bar: float) -> Result:
    """Measured in turns: the median of the ratios of neighbours, which a machine that slows down hardly moves."""
    ratio = median([value / other for value, other in zip(values, against, strict=True)])
    return Result(name, round(median(values), 3), unit, round(median(against), 3), round(ratio, 3), bar, ratio <= bar)


def limited(name: str, value: float, unit: str, bar: float) -> Result:
    """One measurement; the bar is on the value."""
    return Result(name, round(value, 3), unit, None, None, bar, value <= bar)


def told(name: str, value: float, unit: str) -> Result:
    """One measurement that is not judged."""
    return Result(name, round(value, 3), unit, None, None, None, True)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
