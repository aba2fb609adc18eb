"""Whom the caller complains of: each distinguishable person, or the unit alone."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.accused.badge_bearers import nearest_bearers, told_by_badge
from cases.drafting.accused.choice import complained_of
from cases.drafting.accused.position_choice import position_of
from cases.drafting.accused.whose_unit import Units, main_path
from cases.drafting.identifiers.badges import Badge, badge_numbers
from cases.drafting.model import Accused, Evidence
from cases.drafting.names.positions import positions
from cases.drafting.organizations.outsiders import outsiders
from cases.drafting.people.people import Figure, figures
from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Scene
from cases.drafting.units.paths import Path


def accused(
    scene: Scene, paths: list[Path], reporter: str | None, category: str = "执法办案", in_scope: bool = True
) -> list[tuple[Accused, Evidence]]:
    people_told = figures(scene, reporter)
    named = [one for one in people_told if one.person.name]
    numbers = badge_numbers(scene)
    borne = told_by_badge(people_told)
    told = complained_of(people_told, category, in_scope, reporter)
    badges = _badges([one for one, _ in told], people_told, borne, numbers)
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
    return entries or (_unit_entry(scene, paths) if in_scope else outsiders(scene, paths, reporter))


def _badges(
    told: list[Figure], people: list[Figure], borne: dict[int, Badge], numbers: list[Badge]
) -> dict[int, Badge]:
    """What somebody bears who is not complained of is nobody else's."""
    own = {k: borne[n] for k, one in enumerate(told) for n in borne if people[n] is one}
    left = [badge for badge in numbers if badge not in borne.values()]
    return nearest_bearers([one.person for one in told], left, own)


def _unit_entry(scene: Scene, paths: list[Path]) -> list[tuple[Accused, Evidence]]:
    """Nobody is singled out: a member of staff known by a number, or the unit alone."""
    main, numbers = main_path(paths), badge_numbers(scene)
    if main is None:
        return [_numbered(entry, numbers, _officer(scene)) for entry in _hotline_110(scene)]
    if main.line is None:
        return []
    if not numbers:
        return [entry for path in _both(scene, paths) or [main] for entry in unit_alone([path])]
    line = numbers[0].line
    officer = "警号" in line.text + line.asked or _answers_calls(scene)
    staff = Accused(unit=main.name, position=_officer(scene) if officer else None, badge_number=numbers[0].digits)
    return [(staff, line.evidence(staff.as_fields(), numbers[0].start, numbers[0].end, 0.8, "accused.badge"))]


_EACH_OTHER = re.compile("两边|两家|[俩两]个?(?:派出)?所|两个(?:单位|大队|中队)|互相推|推来推去|踢来踢去|皮球")


def _both(scene: Scene, paths: list[Path]) -> list[Path]:
    """Two that send the caller to one another."""
    offices = [path for path in paths if path.office]
    return offices if len(offices) == 2 and scene.callers_saying(_EACH_OTHER) else []


_ANSWERS_CALLS = re.compile("幺幺零[一-鿿]{0,6}?(?:接警员|接电话|接警|接线)|接警员|话务员")


def _answers_calls(scene: Scene) -> bool:
    return bool(scene.callers_saying(_ANSWERS_CALLS))


def _officer(scene: Scene) -> str:
    if _answers_calls(scene):
        return "接警员"
    told = (p for line in scene.callers for _, _, p in positions(line.text) if p not in ("辅警", "协警"))
    return next(told, "民警")


def _numbered(entry: tuple[Accused, Evidence], numbers: list[Badge], position: str) -> tuple[Accused, Evidence]:
    told, why = entry
    if not numbers:
        return entry
    staff = replace(told, position=position, badge_number=numbers[0].digits)
    return staff, replace(why, value=staff.as_fields())


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
