"""Whom the caller complains of: each distinguishable person, or the unit alone."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.badges import Badge, badge_numbers
from cases.drafting.lines import Scene
from cases.drafting.model import Accused, Evidence
from cases.drafting.names import bare_name
from cases.drafting.paths import Path
from cases.drafting.persons import Person, persons_named
from cases.drafting.positions import positions
from cases.drafting.respelled import respelled
from cases.drafting.surnames import COMPOUND
from cases.drafting.unnamed import persons_unnamed


def accused(
    scene: Scene, paths: list[Path], reporter: str | None, inaction: bool = False
) -> list[tuple[Accused, Evidence]]:
    main = main_path(paths)
    persons = everyone(scene, reporter)
    if inaction:
        # Nobody came, nothing was done: the unit answers for it, unless somebody was named or rough.
        persons = [p for p in persons if p.name or p.weight >= 2]
    badges = _badge_of(persons, badge_numbers(scene))
    spots = _spots(paths)
    entries = [_entry(person, _unit(person, spots, main), badges.get(k)) for k, person in enumerate(persons)]
    if not entries and main is None:
        return _hotline_110(scene)
    if entries or main is None or main.line is None:
        return entries
    numbers = badge_numbers(scene)
    if numbers:
        officer = "警号" in numbers[0].line.text + numbers[0].line.asked
        told = [p for line in scene.callers for _, _, p in positions(line.text) if p not in ("辅警", "协警")]
        position = (told or ["民警"])[0] if officer else None
        staff = Accused(unit=main.name, position=position, badge_number=numbers[0].digits)
        return [
            (staff, numbers[0].line.evidence(staff.as_fields(), numbers[0].start, numbers[0].end, 0.8, "accused.badge"))
        ]
    alone = Accused(unit=main.name)
    return [(alone, main.line.evidence(alone.as_fields(), main.start, main.end, 0.8, "accused.unit"))]


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


def _entry(person: Person, unit: str | None, badge: Badge | None) -> tuple[Accused, Evidence]:
    entry = Accused(
        person.name, unit, person.position or _told_before(person) or "民警", badge.digits if badge else None
    )
    sure = 0.85 if person.name else 0.75
    return entry, person.line.evidence(entry.as_fields(), person.start, person.end, sure, person.source)


def _told_before(person: Person) -> str | None:
    """他叫什么 — 孟凡超: the position told last before the name."""
    scene: Scene | None = person.line.notes.get("scene")
    near = scene.lines[max(0, person.line.index - 6) : person.line.index] if scene else []
    earlier = [line for line in near if line.by_caller]
    told = [p for line in earlier for _, _, p in positions(line.text)]
    ranks = [p for p in told if p != "民警"]
    chosen = ranks or told
    return chosen[-1] if chosen else None


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


def _unit(person: Person, spots: Spots, main: Path | None) -> str | None:
    if person.position in ("接线员", "接警员") and main is None:
        return "110"
    own = (path for end, path in spots.get(person.line.index, ()) if 0 <= person.start - end <= 10)
    best = next(own, main)
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


def everyone(scene: Scene, reporter: str | None) -> list[Person]:
    """Named people; then unnamed ones of another position whose own conduct was told."""
    named = _merged([p for p in persons_named(scene) if p.name != reporter])
    kept = [_settled(scene, p) for p in named if not p.praised]
    classes = {_class(p.position) for p in kept}
    extra = [p for p in persons_unnamed(scene) if _class(p.position) not in classes]
    if kept:
        kept = [_ranked(p, extra) for p in kept]
        taken = {p.position for p in kept}
        return kept + [p for p in _by_position(extra) if p.weight >= 3 and p.position not in taken]
    strong = [p for p in _by_position(extra) if p.weight >= 1]
    top = max((p.weight for p in strong), default=0)
    return [p for p in strong if p.weight >= min(top, 2)]


def _settled(scene: Scene, person: Person) -> Person:
    name = respelled(scene, person.name, person.line) if person.name else None
    return replace(person, name=name, position=person.position or _told_before(person))


def _ranked(person: Person, told: list[Person]) -> Person:
    """喊桑队 … 听说是个副大队长: the rank told later is fuller than the form of address."""
    if person.position not in ("队长", "所长") or person.source != "accused.styled":
        return person
    fuller = {
        p.position
        for p in told
        if p.position and p.position != person.position and p.position.endswith(person.position)
    }
    return replace(person, position=fuller.pop()) if len(fuller) == 1 else person


def _class(position: str | None) -> str:
    """Officers of any branch are one kind of person; auxiliaries and leaders are others."""
    return "民警" if position is None or (position.endswith("警") and position not in ("辅警", "协警")) else position


def _by_position(found: list[Person]) -> list[Person]:
    """Interchangeable unnamed people of one position are one entry; the strongest telling stands for it."""
    best: dict[str | None, Person] = {}
    for p in found:
        if p.position not in best or p.weight > best[p.position].weight:
            best[p.position] = p
    return list(best.values())


def _merged(found: list[Person]) -> list[Person]:
    """刘, 刘警官 and 刘建国 are one person: the fullest name, the first position told."""
    people: list[Person] = []
    for p in found:
        old = next((k for k, q in enumerate(people) if _same(q, p)), None)
        if old is None:
            people.append(p)
            continue
        q = people[old]
        fuller = p if len(p.name or "") > len(q.name or "") else q
        people[old] = replace(
            fuller,
            position=_finer(q.position, p.position),
            praised=q.praised or p.praised,
            line=q.line,
            start=q.start,
            end=q.end,
        )
    return [_fuller(p) for p in people]


def _fuller(person: Person) -> Person:
    """姓呼延 … 是呼延平: the whole name comes later without a lead."""
    scene: Scene | None = person.line.notes.get("scene")
    if not person.name or (len(person.name) > 1 and person.name not in COMPOUND) or scene is None:
        return person
    lead = re.compile(f"(?:叫|是|全名|名字){person.name}")
    for line in scene.callers_saying(lead):
        m = lead.search(line.text) if line.index >= person.line.index else None
        whole = bare_name(line.text, m.end() - len(person.name), led=False) if m else None
        if whole and len(whole.text) > len(person.name):
            return replace(person, name=whole.text)
    return person


def _finer(a: str | None, b: str | None) -> str | None:
    """户籍民警 says more than 民警."""
    if a in (None, "民警") and b:
        return b
    return a


def _same(a: Person, b: Person) -> bool:
    if not a.name or not b.name:
        return False
    if a.name in b.name or b.name in a.name:
        return True
    return min(len(a.name), len(b.name)) == 1 and a.name[0] == b.name[0]
