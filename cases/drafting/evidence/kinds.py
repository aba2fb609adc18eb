"""Kinds of evidence that exist or can be had; what was deleted, refused or never made is not listed.

Every word by which evidence may be told of is weighed with the words around it; of a kind, all its mentions together;
then each kind among the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat
from typing import NamedTuple

from cases.drafting.evidence.among import among
from cases.drafting.evidence.marks import answer_marks, told_marks
from cases.drafting.evidence.mentions import asked_mentions, denied_after_all, kinds_of, standing_in
from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.second_look import second_look
from cases.drafting.reading.weights import table, weigh

_MODEL, _WITH = "evidence_model", "; "
_ENOUGH = 0.59
_DENIALS = frozenset(
    ("aseq not", "aseq gone", "l near not", "r near not", "r near gone", "l near gone", "l near if", "l near afraid")
)
_ANSWER = 6
"""Characters of an answer that are shown as its words."""


class Hint(NamedTuple):
    """What a mention weighs for a kind; `source` tells whether caller or operator said the word."""

    kind: str
    group: str
    start: int
    end: int
    source: str
    shown: tuple[str, ...]
    denials: frozenset[str]
    weight: float

    @property
    def marks(self) -> tuple[str, ...]:
        """What the mention shows, and all of it together with its group and the kind that it would tell of."""
        own = _own(self.kind, self.group)
        return (*self.shown, own, *(own + _WITH + mark for mark in self.shown))


Told = tuple[Line, Hint]


def evidence_kinds(scene: Scene, category: str = "") -> list[Evidence]:
    told = by_kind(scene)
    first = [_kept(scene, kind, hints, category) for kind, hints in told.items()]
    chances = second_look(_MODEL, [chance for chance, *_ in first], among(list(told)))
    return [
        line.evidence(kind, best.start, best.end, round(min(0.97, chance), 2), best.source)
        for kind, chance, (_, line, best) in zip(told, chances, first, strict=True)
        if chance >= _ENOUGH
    ]


def by_kind(scene: Scene) -> dict[str, list[Told]]:
    return scene.gathered("evidence", scene.noted("evidence", _hints), dict, _take)


def _take(found: dict[str, list[Told]], told: tuple[Line, list[Hint]]) -> None:
    line, hints = told
    for hint in hints:
        found.setdefault(hint.kind, []).append((line, hint))


def _kept(scene: Scene, kind: str, hints: list[Told], category: str) -> tuple[float, Line, Hint]:
    """Weighed anew when more was told of it."""
    asked = len(hints), category
    kept: tuple[tuple[int, str], tuple[float, Line, Hint]] | None = scene.kept.get(f"evidence {kind}")
    if kept is None or kept[0] != asked:
        kept = scene.kept[f"evidence {kind}"] = asked, likeliest(kind, hints, category)
    return kept[1]


def none_marks(kind: str, hints: list[Told], category: str) -> tuple[str, ...]:
    """What speaks for no evidence of the kind at all: denials anywhere speak against what was told elsewhere.

    Papers are what a fine or a licence rests on; where somebody was sent around, they are only what he had with him.
    """
    denials = frozenset().union(*(hint.denials for _, hint in hints))
    told = min(3, len({line.index for line, _ in hints}))
    matter = f"none {kind} of {category}" if category else "none of anything"
    return ("none", f"none {kind}", matter, f"none told {told}", *(f"none but {denial}" for denial in sorted(denials)))


def likeliest(kind: str, hints: list[Told], category: str) -> tuple[float, Line, Hint]:
    """The chance that there is evidence of the kind, and the words that tell it best."""
    line, best = max(hints, key=lambda told: told[1].weight)
    odds = sum(math.exp(hint.weight - best.weight) for _, hint in hints)
    return odds / (odds + math.exp(weigh(_MODEL, none_marks(kind, hints, category)) - best.weight)), line, best


def _hints(line: Line) -> list[Hint]:
    end = min(len(line.text), _ANSWER)
    told = [(m, m.start, m.end, "evidence.told", told_marks(line, m)) for m in standing_in(line)]
    if not denied_after_all(line):
        told += [(m, 0, end, "evidence.answer", answer_marks(line, m)) for m in asked_mentions(line)]
    return [hint for m, start, end, source, shown in told for hint in _of_kinds(m.group, start, end, source, shown)]


def _of_kinds(group: str, start: int, end: int, source: str, shown: Iterable[str]) -> Iterator[Hint]:
    marks = tuple(dict.fromkeys(shown))
    denials, shared = _DENIALS.intersection(marks), sum(map(_weights()[""].get, marks, repeat(0.0)))
    for kind in kinds_of(group):
        own = _weights().get(_own(kind, group), {})
        weight = shared + own.get("", 0.0) + sum(map(own.get, marks, repeat(0.0)))
        yield Hint(kind, group, start, end, source, marks, denials, weight)


def _own(kind: str, group: str) -> str:
    return f"{kind}<{group}"


@cache
def _weights() -> dict[str, dict[str, float]]:
    """Of the marks by themselves ("") and with each kind and group: what is looked up so often is not put together."""
    found: dict[str, dict[str, float]] = {"": {}}
    for name, weight in table(_MODEL).items():
        own, _, mark = name.partition(_WITH) if "<" in name else ("", "", name)
        found.setdefault(own, {})[mark] = weight
    return found
