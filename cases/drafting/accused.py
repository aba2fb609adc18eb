"""Whom the caller complains of: each distinguishable person, or the unit alone."""

from __future__ import annotations

import re

from cases.drafting.badges import Badge, badge_numbers
from cases.drafting.lines import Scene
from cases.drafting.model import Accused, Evidence
from cases.drafting.outsiders import outsiders
from cases.drafting.paths import Path
from cases.drafting.people import figures
from cases.drafting.person import Person
from cases.drafting.person_choice import complained_of
from cases.drafting.position_choice import position_of
from cases.drafting.positions import positions
from cases.drafting.whose_unit import Units, main_path

__all__ = ["accused", "main_path", "unit_alone"]


def accused(
    scene: Scene, paths: list[Path], reporter: str | None, category: str = "执法办案", in_scope: bool = True
) -> list[tuple[Accused, Evidence]]:
    people_told = figures(scene, reporter)
    named = [one for one in people_told if one.person.name]
    told = complained_of(people_told, category, in_scope, reporter)
    people = [one.person for one, _ in told]
    badges = _badge_of(people, badge_numbers(scene))
    units = Units(scene, paths, in_scope)
    entries = [
        _entry(
            one.person,
            position_of(scene, one, named, in_scope) if one.person.name else one.person.position,
            units.of(one),
            badges.get(k),
            sure,
        )
        for k, (one, sure) in enumerate(told)
    ]
    return entries or (_unit_entry(scene, paths) if in_scope else outsiders(scene, paths))


def _unit_entry(scene: Scene, paths: list[Path]) -> list[tuple[Accused, Evidence]]:
    """Nobody is singled out: a member of staff known by a number, or the unit alone."""
    main = main_path(paths)
    if main is None:
        return _hotline_110(scene)
    if main.line is None:
        return []
    numbers = badge_numbers(scene)
    if not numbers:
        return [entry for path in _both(scene, paths) or [main] for entry in unit_alone([path])]
    line = numbers[0].line
    officer = "警号" in line.text + line.asked
    staff = Accused(unit=main.name, position=_officer(scene) if officer else None, badge_number=numbers[0].digits)
    return [(staff, line.evidence(staff.as_fields(), numbers[0].start, numbers[0].end, 0.8, "accused.badge"))]


_EACH_OTHER = re.compile("两边|两家|[俩两]个?(?:派出)?所|两个(?:单位|大队|中队)|互相推|推来推去|踢来踢去|皮球")


def _both(scene: Scene, paths: list[Path]) -> list[Path]:
    """Two that send the caller to one another."""
    offices = [path for path in paths if path.office]
    return offices if len(offices) == 2 and scene.callers_saying(_EACH_OTHER) else []


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
