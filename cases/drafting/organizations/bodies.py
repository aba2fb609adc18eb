"""The businesses and bodies that are named in a call: all tellings of one kind are one body, by its best name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial

from cases.drafting.organizations.edges import start_of
from cases.drafting.organizations.marks import line_marks
from cases.drafting.organizations.spans import KIND, KINDS, Span, named, spans
from cases.drafting.reading.lexicon import sections
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.units.gazetteer import shipped_forms


@dataclass(frozen=True, slots=True)
class Telling:
    """A body named once: its name, the kind that this ends with, the part of it, how surely the name begins there, and
    what that line says of it."""

    name: str
    kind: str
    part: str
    line: Line
    start: int
    end: int
    sure: float
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Body:
    words: str
    best: Telling
    tellings: tuple[Telling, ...]


def bodies(scene: Scene) -> list[Body]:
    told = [one for _, found in scene.noted("organizations", _in_line) for one in found]
    read = (line for line in scene.operators if line.index and scene.confirmed(line))
    told += [one for line in read for one in line.once("organizations", partial(_in_line, line))]
    sorts: dict[str, list[Telling]] = {}
    for one in told:
        sorts.setdefault(_sort(one.kind), []).append(one)
    for part, whole in _HOSTS:
        if part in sorts and whole in sorts:
            sorts[whole] += sorts.pop(part)
    for any_, own in _CLASSES:
        if own in sorts and any_ in sorts and _named(sorts[own]) and not _named(sorts[any_]):
            sorts[own] += sorts.pop(any_)
    return [_body(found) for found in sorts.values()]


_HOSTS = tuple(row.split("=") for row in sections("organizations")["hosts"])
_CLASSES = tuple(row.split("=") for row in sections("organizations")["classes"])
_GENERAL = frozenset(any_ for any_, _ in _CLASSES)


def _named(found: list[Telling]) -> bool:
    return any(one.name != one.kind or one.part for one in found)


def _sort(kind: str) -> str:
    """物业公司 is a 物业, 城管中队 is 城管."""
    return kind[:2] if kind[:2] in KINDS else kind[-2:]


def _body(found: list[Telling]) -> Body:
    sort = _sort(found[0].kind)
    wholes = [one for one in found if _sort(one.kind) == sort]
    best = _best(wholes)
    parts = [one.part or one.name for one in found if one.part or (one not in wholes and one.kind not in _GENERAL)]
    part = max(parts, key=lambda words: (parts.count(words), len(words)), default="")
    return Body(best.name + part, best, tuple(found))


def _best(found: list[Telling]) -> Telling:
    """The fullest name of those that surely are one; of a county, or said again, rather than once."""
    said = Counter(one.name for one in found)
    forms = shipped_forms()

    def speaks_for(one: Telling) -> tuple[bool, bool, bool, int, int]:
        placed = any(one.name[:k] in forms for k in range(2, 6))
        stem = one.name.removesuffix(one.kind)
        own = not _ANY.fullmatch(stem)
        return one.sure >= _SURE, own, one.name != one.kind, placed * 2 + (said[one.name] > 1), len(one.name)

    return max(found, key=speaks_for)


_SURE = 0.6
_ANY = re.compile(f"(?:{KIND.pattern}|[镇村乡县市区店家里上那这个]|保安|我们)*")


def _in_line(line: Line) -> list[Telling]:
    return [_telling(line, span) for span in spans(line)]


def _telling(line: Line, span: Span) -> Telling:
    start, sure = start_of(line, span)
    name, kind = named(line, start, span.kind_end), named(line, span.kind_at, span.kind_end)
    part = named(line, span.kind_end, span.end).removeprefix("的").removeprefix("那个").removeprefix("里")
    return Telling(name, kind, part, line, start, span.end, sure, frozenset(line_marks(line, span, start)))
