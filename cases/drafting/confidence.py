"""A rule's own confidence turned into one that means something: the share that was right on unseen calls."""

from __future__ import annotations

from functools import cache

from cases.drafting.model import Evidence
from cases.drafting.reading.shipped import shipped

_LEAST, _MOST = 0.05, 0.99


@cache
def _factors() -> dict[tuple[str, str], float]:
    cells = (row.split() for row in shipped("confidence"))
    return {(field, source): float(factor) for field, source, factor, _ in cells}


def calibrated(field: str, evidence: Evidence) -> Evidence:
    """By field and rule (training/calibrate.py); a rule that was not measured leans on its field."""
    factors = _factors()
    factor = factors.get((field, evidence.source), factors.get((field, "*"), 1.0))
    sure = round(min(_MOST, max(_LEAST, evidence.confidence * factor)), 3)
    e = evidence
    # Many a draft: dataclasses.replace takes three times as long.
    return Evidence(e.value, e.words, e.role, e.turn, e.start, e.end, sure, e.source)
