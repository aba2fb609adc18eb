"""A line's phrases beside each other: what the next longer ones add to one, on either side."""

from __future__ import annotations

from cases.drafting.places.phrase import Spot
from cases.drafting.places.spots import spots
from cases.drafting.places.stretches import stretches
from cases.drafting.reading.lines import Line

Edges = tuple[dict[int, list[Spot]], dict[int, list[Spot]]]


def phrases(line: Line) -> list[Spot]:
    """Every phrase of the line that may be a place."""
    return line.once("phrases", lambda: spots(line) + stretches(line))


def edge_marks(line: Line, spot: Spot) -> list[str]:
    left, right = line.once("spot edges", lambda: _edges(line))
    return _right(spot, right[spot.start]) + _left(spot, left[spot.end])


def _edges(line: Line) -> Edges:
    """The phrases that end at each place, the longest first, and those that begin at each, the shortest first."""
    left: dict[int, list[Spot]] = {}
    right: dict[int, list[Spot]] = {}
    for spot in sorted(phrases(line), key=lambda s: (s.start, s.end)):
        left.setdefault(spot.end, []).append(spot)
        right.setdefault(spot.start, []).append(spot)
    return left, right


def _right(spot: Spot, found: list[Spot]) -> list[str]:
    after = next((s for s in found if s.end > spot.end), None)
    if after is None:
        return []
    kind = f"{after.kind}{_over_talk(after, spot)}"
    return ["more on the right", f"right {kind}", f"right {spot.kind} {kind}", f"right most {found[-1].kind}"]


def _left(spot: Spot, found: list[Spot]) -> list[str]:
    before = next((s for s in reversed(found) if s.start < spot.start), None)
    if before is None:
        return []
    proper = " proper" if before.proper and not spot.proper else ""
    return ["more on the left", f"left{_over_talk(before, spot)}{proper}", f"left parts {before.parts - spot.parts}"]


def _over_talk(longer: Spot, spot: Spot) -> str:
    return " gap" if max(0, longer.gaps) > max(0, spot.gaps) else ""
