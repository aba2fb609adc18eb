"""Everybody whom the caller tells of: by name, or by position where no name is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cases.drafting.lines import Line, Scene
from cases.drafting.names import bare_name
from cases.drafting.outsiders import civilians_in
from cases.drafting.person import Person
from cases.drafting.persons import persons_named
from cases.drafting.positions import rank_of
from cases.drafting.respelled import respelled
from cases.drafting.surnames import COMPOUND
from cases.drafting.unnamed import persons_unnamed


@dataclass(slots=True)
class Figure:
    """One person of the story and where they are told of; `civil`: whether ever under a title outside the police."""

    person: Person
    told: list[Person] = field(default_factory=list)

    @property
    def civil(self) -> bool:
        return self.person.kind == "civil"


_FAMILIAR = re.compile("[老小][一-鿿]")


def figures(scene: Scene, reporter: str | None) -> list[Figure]:
    named = [Figure(_settled(scene, figure.person), figure.told) for figure in _named(scene, reporter)]
    unnamed = _by_position([*persons_unnamed(scene), *_civil(scene, False)])
    for figure in named:
        figure.person = _ranked(figure.person, unnamed)
    return named + unnamed


def _ranked(person: Person, told: list[Figure]) -> Person:
    """喊桑队 … 听说是个副大队长: the one rank told elsewhere is fuller than the form of address."""
    if person.position not in ("队长", "所长"):
        return person
    fuller = {f.person.position for f in told if f.person.position and f.person.position.endswith(person.position)}
    fuller.discard(person.position)
    return replace(person, position=fuller.pop()) if len(fuller) == 1 else person


def _named(scene: Scene, reporter: str | None) -> list[Figure]:
    """Grows line by line; begun anew when the reporter's own name is learnt."""
    named: list[Figure]
    own, read, named = scene.kept.get("people", (reporter, 0, []))
    if own != reporter:
        read, named = 0, []
    told = [p for p in (*persons_named(scene), *_civil(scene, True)) if p.line.index >= read and p.name != reporter]
    for person in sorted(told, key=lambda p: (p.line.index, p.start)):
        _join(named, person)
    scene.kept["people"] = (reporter, len(scene.lines), named)
    return named


def _civil(scene: Scene, named: bool) -> list[Person]:
    found = scene.noted("civil people", _civil_people)
    return [p for _, people in found for p in people if (p.name is not None) == named]


def _civil_people(line: Line) -> list[Person]:
    return [
        Person(name, position, line, spot.start, spot.end, "accused.civil", kind="civil" if position else None)
        for name, position, spot in civilians_in(line)
    ]


def _join(named: list[Figure], new: Person) -> None:
    """刘, 刘警官 and 刘建国 are one person: the fullest name, the first position told."""
    old = next((figure for figure in named if _same(figure.person, new)), None)
    if old is None:
        named.append(Figure(new, [new]))
        return
    was = old.person
    fuller = new if _fuller_name(new.name or "", was.name or "") else was
    told = replace(fuller, position=_finer(was.position, new.position), kind=_surer(was, new))
    old.person = replace(told, line=was.line, start=was.start, end=was.end, source=was.source)
    old.told.append(new)


def _fuller_name(new: str, was: str) -> bool:
    """老余 says less than 余."""
    if _FAMILIAR.fullmatch(was) and new[0] == was[1]:
        return True
    return len(new) > len(was) and not (_FAMILIAR.fullmatch(new) and was[0] == new[1])


def _surer(a: Person, b: Person) -> str | None:
    kinds = (a.kind, b.kind)
    return next((kind for kind in ("police", "civil", "other") if kind in kinds), a.kind)


def _finer(a: str | None, b: str | None) -> str | None:
    """户籍民警 says more than 民警."""
    return b if b and (a is None or (a == "民警" and rank_of(b) != "civil")) else a


def _same(a: Person, b: Person) -> bool:
    if not a.name or not b.name:
        return False
    if a.name in b.name or b.name in a.name:
        return True
    return min(len(a.name), len(b.name)) == 1 and a.name[0] == b.name[0]


def _settled(scene: Scene, person: Person) -> Person:
    """The name in the spelling that the following turns settle."""
    fuller = _fuller(person)
    return replace(fuller, name=respelled(scene, fuller.name or "", fuller.line))


def _fuller(person: Person) -> Person:
    """姓呼延 … 是呼延平: the whole name comes later without a lead."""
    scene: Scene | None = person.line.notes.get("scene")
    if not person.name or (len(person.name) > 1 and person.name not in COMPOUND) or scene is None:
        return person
    lead = _led_by(person.name)
    for line in scene.callers_saying(lead):
        m = lead.search(line.text) if line.index >= person.line.index else None
        whole = bare_name(line.text, m.end() - len(person.name), led=False) if m else None
        if whole and len(whole.text) > len(person.name):
            return replace(person, name=whole.text)
    return person


@lru_cache(maxsize=256)
def _led_by(name: str) -> re.Pattern[str]:
    """The same pattern for the same name: a scene knows what it searched for by the pattern."""
    return re.compile(f"(?:叫|是|全名|名字){name}")


def _by_position(found: list[Person]) -> list[Figure]:
    """Interchangeable unnamed people of one position are one; the strongest telling stands for them."""
    told: dict[str | None, list[Person]] = {}
    for person in found:
        told.setdefault(person.position, []).append(person)
    return [Figure(max(same, key=lambda p: p.weight), same) for same in told.values()]
