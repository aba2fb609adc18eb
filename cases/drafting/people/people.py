"""Everybody whom the caller tells of: by name, or by position where no name is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cases.drafting.names.bare import bare_name
from cases.drafting.names.respelled import respelled
from cases.drafting.names.surnames import COMPOUND
from cases.drafting.organizations.outsiders import civilians_in
from cases.drafting.people.person import Person
from cases.drafting.people.persons import persons_named
from cases.drafting.people.repeated import as_repeated
from cases.drafting.people.same_person import by_another_name, joined, same
from cases.drafting.people.unnamed import persons_unnamed
from cases.drafting.reading.lines import Line, Scene


@dataclass(slots=True)
class Figure:
    """One person of the story and where they are told of; `civil`: whether ever under a title outside the police."""

    person: Person
    told: list[Person] = field(default_factory=list)

    @property
    def civil(self) -> bool:
        return self.person.kind == "civil"


def figures(scene: Scene, reporter: str | None) -> list[Figure]:
    named = [Figure(_settled(scene, figure.person), figure.told) for figure in _named(scene, reporter)]
    told = [*persons_unnamed(scene), *_civil(scene, False)]
    ranks = _by_position(told)
    for figure in named:
        figure.person = _ranked(figure.person, ranks)
    return named + _by_position(_free(told, named))


_JOINED_BEFORE = re.compile("的?(?:那个|这个|是|叫|就是|呢|名叫|名字叫|他|她|嘛)*")
_JOINED_BEHIND = re.compile("的?(?:那个|这个|一个|是|就是|也是|是个|个)*")


def _free(told: list[Person], named: list[Figure]) -> list[Person]:
    """Those that are not a named person's own position: 姓颜的民警, 民警叫颜回."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for person in (p for one in named for p in one.told):
        spans.setdefault(person.line.index, []).append((person.start, person.end))
    return [p for p in told if not any(_bound(p, *span) for span in spans.get(p.line.index, ()))]


def _bound(told: Person, start: int, end: int) -> bool:
    text = told.line.text
    if told.end <= start:
        return _JOINED_BEFORE.fullmatch(text, told.end, start) is not None
    return told.start < end or _JOINED_BEHIND.fullmatch(text, end, told.start) is not None


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
    told = [p for p in (*persons_named(scene), *_civil(scene, True)) if p.line.index >= read and not _is(reporter, p)]
    for person in sorted(told, key=lambda p: (p.line.index, p.start)):
        _join(named, person)
    scene.kept["people"] = (reporter, len(scene.lines), named)
    return named


def _is(reporter: str | None, person: Person) -> bool:
    name = person.name or ""
    if reporter is None or len(name) < 2 or len(reporter) < 2:
        return name == reporter  # the caller's surname may be an officer's, too
    return name in reporter or reporter in name or set(name) == set(reporter)  # 洪宽邴 of 邴洪宽


def _civil(scene: Scene, named: bool) -> list[Person]:
    found = scene.noted("civil people", _civil_people)
    return [p for _, people in found for p in people if (p.name is not None) == named]


def _civil_people(line: Line) -> list[Person]:
    return [
        Person(name, position, line, spot.start, spot.end, "accused.civil", kind="civil" if position else None)
        for name, position, spot in civilians_in(line)
    ]


def _join(named: list[Figure], new: Person) -> None:
    old = next((figure for figure in named if same(figure.person, new)), None)
    if old is None and named and by_another_name(named[-1].told[-1], new):
        old = named[-1]
    if old is None:
        named.append(Figure(new, [new]))
        return
    old.person = joined(old.person, new)
    old.told.append(new)


def _settled(scene: Scene, person: Person) -> Person:
    """The name in the spelling that the following turns settle."""
    fuller = _fuller(person)
    return replace(fuller, name=respelled(scene, fuller.name or "", fuller.line))


def _fuller(person: Person) -> Person:
    """姓呼延 … 是呼延平: the whole name comes later without a lead."""
    scene: Scene | None = person.line.notes.get("scene")
    if not person.name or scene is None:
        return person
    if len(person.name) > 1 and person.name not in COMPOUND:
        return replace(person, name=as_repeated(scene, person.name))
    lead = _led_by(person.name)
    for line in scene.callers_saying(lead):
        for m in lead.finditer(line.text) if line.index >= person.line.index else ():
            whole = bare_name(line.text, m.end() - len(person.name), led=m["seen"] is not None)
            if whole and len(whole.text) > len(person.name) and not line.text.startswith("的" + person.name, whole.end):
                return replace(person, name=as_repeated(scene, whole.text))
    return person


@lru_cache(maxsize=256)
def _led_by(name: str) -> re.Pattern[str]:
    """The same pattern for the same name: a scene knows what it searched for by the pattern."""
    return re.compile(
        f"(?:(?<![我俺额咱称])(?:叫|(?<!还)是|全名|名字)|(?P<seen>写着?的?|看见|看到|看清|[名胸桌]牌上?)){name}"
    )


def _by_position(found: list[Person]) -> list[Figure]:
    """Interchangeable unnamed people of one position are one."""
    told: dict[str | None, list[Person]] = {}
    for person in found:
        told.setdefault(person.position, []).append(person)
    return [Figure(same[0], same) for same in told.values()]
