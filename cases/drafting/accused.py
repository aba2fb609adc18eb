"""Whom the caller complains of: each distinguishable person, or the unit alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cases.drafting.badges import badge_numbers
from cases.drafting.lines import Line, Scene
from cases.drafting.model import Accused, Evidence
from cases.drafting.names import bare_name, spelled_name, surname_at
from cases.drafting.paths import Path

_TITLES = (
    "副所长 所长 副大队长 大队长 副中队长 中队长 副支队长 支队长 副队长 队长 教导员 副教导员 指导员 副指导员 副局长 局长 政委 副政委 副科长 科长 副处长 处长 "
    "户籍民警 户籍警 值班民警 窗口民警 社区民警 办案民警 带班民警 管教民警 内勤 片警 管片民警 驻村民警 辅警 协警 协勤 交警 巡警 刑警 特警 狱警 民警 警察 女警 警官 警长 管教"
).split()
_TITLE = re.compile("|".join(sorted(_TITLES, key=len, reverse=True)) + "|(?<=户籍)上的民警|(?<=值班)的民警|(?<=窗口)的民警|穿警服的|穿制服的")
_OFFICER = {"警察", "警官", "交警", "巡警", "刑警", "特警", "女警", "片警", "狱警", "穿警服的", "穿制服的", "办案民警", "警长", "带班民警"}
_RANKS = re.compile("长$|员$|政委")
_FULL = re.compile("(?:名字)?(?:就?叫做?|名叫|是叫)")
_SURNAMED = re.compile("姓")


@dataclass(frozen=True, slots=True)
class Person:
    name: str | None
    position: str | None
    line: Line
    start: int
    end: int


def positions(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), _position(text, m)) for m in _TITLE.finditer(text)]


def _position(text: str, m: re.Match[str]) -> str:
    if m.group() in ("上的民警", "的民警"):
        return text[m.start() - 2 : m.start()] + "民警"
    return "民警" if m.group() in _OFFICER else m.group()


def people(scene: Scene) -> list[Person]:
    """Police persons whom the caller names or whose position is told, in order."""
    found: list[Person] = []
    for line in scene.callers:
        found += _people_of(line)
    return found


def _people_of(line: Line) -> list[Person]:
    text, found = line.text, []
    marks = positions(text)
    for start, end, position in marks:
        before = text[start - 1 : start]
        titled = surname_at(text, start - 1) if before else None
        if titled and len(titled) == 1 and re.match("警官|所长|队长|局长|大队长|科长|教导员|指导员|政委|警长", text[start:end]):
            found.append(Person(titled, None if text[start:end] in ("警官", "警长") else position, line, start - 1, end))
            continue
        name, to = _name_after(text, end)
        found.append(Person(name, position, line, start, to))
    return found


def _name_after(text: str, at: int) -> tuple[str | None, int]:
    """A name within a few words of the title: 副所长姓任, 民警叫霍志刚, 副大队长柯伟煊."""
    window = text[at : at + 16]
    full = _FULL.search(window)
    if full and full.start() <= 12 and not re.search("我|俺|他说|你", window[: full.start()]):
        name = _full_name(text, at + full.end())
        if name:
            return name, at + full.end() + len(name)
    sur = _SURNAMED.search(window)
    if sur and sur.start() <= 6:
        name = surname_at(text, at + sur.end())
        if name:
            return name, at + sur.end() + len(name)
    direct = spelled_name(text, at)
    return (direct.name, at + len(direct.name)) if direct else (None, at)


def _full_name(text: str, at: int) -> str | None:
    spelled = spelled_name(text, at)
    if spelled:
        return spelled.name
    length = bare_name(text, at)
    return text[at : at + length] if length else None


def accused(scene: Scene, paths: list[Path]) -> list[tuple[Accused, Evidence]]:
    main = main_path(paths)
    unit = main.name if main else None
    persons = _distinct(people(scene))
    badges = badge_numbers(scene)
    entries: list[tuple[Accused, Evidence]] = []
    for k, person in enumerate(persons):
        badge = badges[k].digits if k < len(badges) else None
        entry = Accused(person.name, unit, person.position, badge)
        entries.append((entry, person.line.evidence(entry.as_fields(), person.start, person.end, 0.7, "accused.person")))
    if not entries and main and main.line:
        entry = Accused(unit=unit)
        entries.append((entry, main.line.evidence(entry.as_fields(), main.start, main.end, 0.7, "accused.unit")))
    return entries


def main_path(paths: list[Path]) -> Path | None:
    offices = [p for p in paths if p.office] or paths
    return max(offices, key=lambda p: p.times, default=None)


def _distinct(persons: list[Person]) -> list[Person]:
    """Named people first; a bare position counts when nobody of that position is named."""
    named: dict[str, Person] = {}
    for p in persons:
        if p.name:
            old = next((n for n in named if n[0] == p.name[0]), None)
            if old is None:
                named[p.name] = p
            else:
                known = named.pop(old)
                longer = p.name if len(p.name) > len(old) else old
                named[longer] = replace(known, name=longer, position=known.position or p.position)
    if named:
        return [replace(p, position=p.position or "民警") for p in named.values()]
    bare = {p.position: p for p in reversed(persons)}
    return [p for p in reversed(list(bare.values())) if p.position and not _RANKS.search(p.position)]
