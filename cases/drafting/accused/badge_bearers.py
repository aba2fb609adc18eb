"""Who bears which badge: whom the caller spoke of just before it, or the nearest of the accused."""

from __future__ import annotations

from cases.drafting.identifiers.badges import Badge, badge_numbers
from cases.drafting.names.positions import rank_of
from cases.drafting.people.people import Figure
from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Scene

_JOINED, _AT_ONCE = 14, 2
"""So far behind somebody a number is surely theirs, and tells them from all others."""


def told_by_badge(figures: list[Figure]) -> dict[int, Badge]:
    """By figure: who is told of right before a number in the same line (一个交警警号一五零八四二)."""
    borne: dict[int, Badge] = {}
    for badge in _numbers(figures):
        told = [(p, k) for k, one in enumerate(figures) for p in one.told if p.line is badge.line]
        behind = [(badge.end, k) for p, k in told if p.name and 0 <= p.start - badge.end <= _AT_ONCE]
        near = behind or [(p.end, k) for p, k in told if 0 <= badge.start - p.end <= _JOINED]
        if near and max(near)[1] not in borne and not _named_before(figures, max(near)[1], badge):
            borne[max(near)[1]] = badge
    return borne


def _numbers(figures: list[Figure]) -> list[Badge]:
    scene: Scene | None = figures[0].person.line.notes.get("scene") if figures else None
    return badge_numbers(scene) if scene else []


def _named_before(figures: list[Figure], k: int, badge: Badge) -> bool:
    """民警叫康志远 … 那个民警警号零四二: the title may stand for somebody who was named."""
    bearer = figures[k].person
    return not bearer.name and any(
        one.person.name
        and rank_of(one.person.position) == rank_of(bearer.position)
        and (one.person.line.index, one.person.end) <= (badge.line.index, badge.start)
        for one in figures
    )


def nearest_bearers(persons: list[Person], badges: list[Badge], borne: dict[int, Badge]) -> dict[int, Badge]:
    """The others go to the person told of last before them, as far as that person has none."""
    owners = dict(borne)
    for badge in badges:
        free = [k for k in range(len(persons)) if k not in owners]
        if free:
            owners[min(free, key=lambda k: _distance(persons[k], badge))] = badge
    return owners


def _distance(person: Person, badge: Badge) -> int:
    lines = abs(badge.line.index - person.line.index)
    gap = abs(badge.start - person.end) if not lines else 0
    return lines * 100 + gap + (0 if person.position != "辅警" else 1000)
