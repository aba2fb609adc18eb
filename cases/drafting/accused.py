"""Whom the caller complains of: each distinguishable person, or the unit alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.badges import Badge, badge_numbers
from cases.drafting.lines import Scene
from cases.drafting.model import Accused, Evidence
from cases.drafting.organization_choice import organization
from cases.drafting.outsiders import outsiders
from cases.drafting.paths import Path
from cases.drafting.people import figures
from cases.drafting.person import Person
from cases.drafting.person_choice import complained_of
from cases.drafting.position_choice import position_of
from cases.drafting.positions import positions


def accused(
    scene: Scene, paths: list[Path], reporter: str | None, category: str = "执法办案", in_scope: bool = True
) -> list[tuple[Accused, Evidence]]:
    main = main_path(paths)
    people_told = figures(scene, reporter)
    named = [one for one in people_told if one.person.name]
    told = complained_of(people_told, category, in_scope, reporter)
    people = [one.person for one, _ in told]
    badges = _badge_of(people, badge_numbers(scene))
    units = _Units(scene, _spots(paths), main, in_scope)
    entries = [
        _entry(
            one.person,
            position_of(scene, one, named, in_scope) if one.person.name else one.person.position,
            units.of(one.person),
            badges.get(k),
            sure,
        )
        for k, (one, sure) in enumerate(told)
    ]
    return entries or (_unit_entry(scene, main) if in_scope else outsiders(scene))


def _unit_entry(scene: Scene, main: Path | None) -> list[tuple[Accused, Evidence]]:
    """Nobody is singled out: a member of staff known by a number, or the unit alone."""
    if main is None:
        return _hotline_110(scene)
    if main.line is None:
        return []
    numbers = badge_numbers(scene)
    if not numbers:
        return unit_alone([main])
    line = numbers[0].line
    officer = "警号" in line.text + line.asked
    staff = Accused(unit=main.name, position=_officer(scene) if officer else None, badge_number=numbers[0].digits)
    return [(staff, line.evidence(staff.as_fields(), numbers[0].start, numbers[0].end, 0.8, "accused.badge"))]


def _officer(scene: Scene) -> str:
    told = (p for line in scene.callers for _, _, p in positions(line.text) if p not in ("辅警", "协警"))
    return next(told, "民警")


_110 = re.compile("(?:你们|投诉)(?:的|一下)?(?P<name>幺幺零)(?!报)")


def _hotline_110(scene: Scene) -> list[tuple[Accused, Evidence]]:
    for line in scene.callers:
        m = line.seen(_110)
        if m:
            entry = Accused(unit="110")
            return [(entry, line.evidence(entry.as_fields(), *m.span("name"), 0.7, "accused.110"))]
    return []


def unit_alone(paths: list[Path]) -> list[tuple[Accused, Evidence]]:
    """For progress and withdrawal calls: the unit of the earlier complaint."""
    main = main_path(paths)
    if main is None or main.line is None:
        return []
    alone = Accused(unit=main.name)
    return [(alone, main.line.evidence(alone.as_fields(), main.start, main.end, 0.8, "accused.unit"))]


def _entry(
    person: Person, position: str | None, unit: str | None, badge: Badge | None, sure: float
) -> tuple[Accused, Evidence]:
    entry = Accused(person.name, unit, position, badge.digits if badge else None)
    return entry, person.line.evidence(
        entry.as_fields(), person.start, person.end, round(min(sure, 0.95), 3), person.source
    )


def main_path(paths: list[Path]) -> Path | None:
    """The unit that the call is about: the office said most, else the bureau."""
    offices = [p for p in paths if p.office] or paths
    return max(offices, key=lambda p: (p.times + bool(p.bureaus), -(p.line.index if p.line else 0)), default=None)


Spots = dict[int, list[tuple[int, Path]]]


def _spots(paths: list[Path]) -> Spots:
    """Where offices were named: by line, in the order of the paths."""
    found: Spots = {}
    for path in paths:
        for index, end in path.spots if path.office else ():
            found.setdefault(index, []).append((end, path))
    return found


@dataclass(frozen=True)
class _Units:
    """Which unit each person belongs to."""

    scene: Scene
    spots: Spots
    main: Path | None
    in_scope: bool

    def of(self, person: Person) -> str | None:
        if person.kind == "civil" or not self.in_scope:
            body = organization(self.scene)
            return body.words if body else None
        if person.position in ("接线员", "接警员") and self.main is None:
            return "110"
        own = (path for end, path in self.spots.get(person.line.index, ()) if 0 <= person.start - end <= 10)
        best = next(own, self.main)
        return best.name if best else None


def _badge_of(persons: list[Person], badges: list[Badge]) -> dict[int, Badge]:
    """A badge belongs to the person told of last before it, as far as that person has none."""
    owners: dict[int, Badge] = {}
    for badge in badges:
        free = [k for k in range(len(persons)) if k not in owners]
        if free:
            owners[min(free, key=lambda k: _distance(persons[k], badge))] = badge
    return owners


def _distance(person: Person, badge: Badge) -> int:
    lines = abs(badge.line.index - person.line.index)
    return (
        lines * 100 + (abs(badge.start - person.end) if not lines else 0) + (0 if person.position != "辅警" else 1000)
    )
