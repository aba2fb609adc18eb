"""A line's phrases beside each other: what the next longer one adds to one."""

from __future__ import annotations

from cases.drafting.places.phrase import Spot
from cases.drafting.places.spots import spots
from cases.drafting.places.stretches import stretches
from cases.drafting.reading.lines import Line

_NO_PLACE = frozenset(
    ("deeds 2", "holds people first", "holds people last", "holds time first", "holds time last")
)  # fmt: skip


def phrases(line: Line) -> list[Spot]:
    """Every phrase of the line that may be a place."""
    return line.once("phrases", lambda: [s for s in spots(line) + stretches(line) if _NO_PLACE.isdisjoint(s.inner)])


def edge_marks(spot: Spot, found: list[Spot]) -> list[str]:
    """`found` are the phrases that begin where it does."""
    if found[-1].end <= spot.end:
        return []
    after = next(longer for longer in found if longer.end > spot.end)
    kind = f"{after.kind}{_over_talk(after, spot)}"
    return ["more on the right", f"right {kind}", f"right {spot.kind} {kind}", f"right most {found[-1].kind}"]


def by_start(found: list[Spot]) -> dict[int, list[Spot]]:
    """The phrases that begin at each place, the shortest first."""
    starting: dict[int, list[Spot]] = {}
    for spot in sorted(found, key=lambda s: s.end):
        starting.setdefault(spot.start, []).append(spot)
    return starting


def _over_talk(longer: Spot, spot: Spot) -> str:
    return " gap" if max(0, longer.gaps) > max(0, spot.gaps) else ""
