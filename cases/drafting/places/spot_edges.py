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


def edge_marks(line: Line, spot: Spot) -> list[str]:
    found = line.once("spot edges", lambda: _by_start(line))[spot.start]
    after = next((s for s in found if s.end > spot.end), None)
    if after is None:
        return []
    kind = f"{after.kind}{_over_talk(after, spot)}"
    return ["more on the right", f"right {kind}", f"right {spot.kind} {kind}", f"right most {found[-1].kind}"]


def _by_start(line: Line) -> dict[int, list[Spot]]:
    """The phrases that begin at each place, the shortest first."""
    found: dict[int, list[Spot]] = {}
    for spot in sorted(phrases(line), key=lambda s: s.end):
        found.setdefault(spot.start, []).append(spot)
    return found


def _over_talk(longer: Spot, spot: Spot) -> str:
    return " gap" if max(0, longer.gaps) > max(0, spot.gaps) else ""
