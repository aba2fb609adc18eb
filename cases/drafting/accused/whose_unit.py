"""Which unit each person complained of belongs to: that told with them, else that which the call is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cases.drafting.names.positions import OFFICERS
from cases.drafting.organizations.choice import Organization, organization
from cases.drafting.people.people import Figure
from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Scene
from cases.drafting.units.composition import Path

_NEAR, _NEARER = 10, 8
_BEHIND = re.compile("(?:他|她)?(?:就?是|那个|哪个)?$")
_STATION = re.compile("(?:派出所|检查站|中队|大队|看守所|警务站|警务室)$")
_POLICE_STAFF = re.compile("工作人员|窗口人员|引导员|导办|办事员|志愿者|文职|协管|前台|负责人|组长|保洁|网格员")


Spot = tuple[int, int, Path]


def main_path(paths: list[Path]) -> Path | None:
    """The unit that the call is about: the office said most, else the bureau."""
    offices = [p for p in paths if p.office] or paths
    return max(offices, key=lambda p: (p.times + (not p.lone), -(p.line.index if p.line else 0)), default=None)


@dataclass(frozen=True)
class Units:
    scene: Scene
    paths: list[Path]
    in_scope: bool

    def of(self, figure: Figure) -> str | None:
        officer = figure.person.position in OFFICERS
        if (figure.person.kind == "civil" and not officer) or not self.in_scope:
            return self._of_civil(figure.person)
        if figure.person.position in ("接线员", "接警员"):
            return self._answering()
        best = self._told_with(figure) or self.main
        return best.name if best else None

    @cached_property
    def main(self) -> Path | None:
        return main_path(self.paths)

    @cached_property
    def body(self) -> Organization | None:
        return organization(self.scene, self.paths)

    def _of_civil(self, person: Person) -> str | None:
        """In scope, who is no officer may still work at the unit: 窗口的工作人员."""
        at_unit = self.main.name if self.in_scope and self.main else None
        staff = person.position is None or _POLICE_STAFF.search(person.position)
        if at_unit and staff and not self._apart(person):
            return at_unit
        if self.body is None and person.position in (None, "工作人员"):
            return at_unit
        return self.body.words if self.body else None

    def _apart(self, person: Person) -> bool:
        body = self.body
        return body is not None and body.line is person.line and 0 <= person.start - body.end <= _NEAR

    def _answering(self) -> str:
        """Who takes calls sits at the 110, whatever station then came."""
        seats = (path.name for path in self.paths if path.office.endswith(("110", "指挥中心")))
        return next(seats, "110")

    def _told_with(self, figure: Figure) -> Path | None:
        told = (path for person in figure.told for path in _beside(person, self.spots, self.stems))
        return next(told, None) if len(self.offices) > 1 else None

    @cached_property
    def offices(self) -> list[Path]:
        return [path for path in self.paths if path.office]

    @cached_property
    def spots(self) -> dict[int, list[Spot]]:
        """By line, where offices are named."""
        found: dict[int, list[Spot]] = {}
        for path in self.offices:
            for index, start, end in path.spots:
                found.setdefault(index, []).append((start, end, path))
        return found

    @cached_property
    def stems(self) -> list[tuple[str, Path]]:
        """The names of stations without the word for one."""
        stems = [(_STATION.sub("", path.office), path) for path in self.offices if _STATION.search(path.office)]
        return [(stem, path) for stem, path in stems if len(stem) >= 2]


def _beside(person: Person, named: dict[int, list[Spot]], stems: list[tuple[str, Path]]) -> Iterator[Path]:
    """庙山派出所的教导员姓郇, 魏大队长禁毒大队的; 谢炉来的那个姓牛."""
    text, spots = person.line.text, named.get(person.line.index, [])
    yield from (path for _, end, path in sorted(spots, key=lambda s: -s[1]) if 0 <= person.start - end <= _NEAR)
    for start, end, path in spots:
        gap = text[person.end : start]
        if start >= person.end and _BEHIND.fullmatch(gap) and text[end : end + 1] in ("的", ""):
            yield path
    before = text[max(0, person.start - _NEARER) : person.start]
    found = [(at, path) for stem, path in stems if (at := before.rfind(stem)) >= 0]
    yield from (path for _, path in sorted(found, key=lambda s: -s[0]))
