"""Calls out of scope: which business or body is complained of. Everything that is named as such are is weighed, and
every police unit; what is said of it decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.drafting.organizations.bodies import Body, bodies
from cases.drafting.organizations.edges import MODEL
from cases.drafting.organizations.marks import call_marks
from cases.drafting.organizations.spans import BODIES, KIND
from cases.drafting.reading.lexicon import sections
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.units.paths import Path

__all__ = ["KIND", "Choice", "Organization", "alike", "choices", "none_marks", "organization"]
_ENOUGH = 0.6
_PLACES = frozenset(sections("organizations")["places"])
_DECIDED = re.compile("终审|复议|再审|维持|判决|驳回|申诉|终结|退休|当年|多少年|[一二三四五六七八九十]年了")


@dataclass(frozen=True, slots=True)
class Organization:
    words: str
    line: Line
    start: int
    end: int
    sure: float = 0.0

    @property
    def body(self) -> bool:
        return self.words in BODIES


@dataclass(frozen=True, slots=True)
class Choice:
    organization: Organization
    marks: tuple[str, ...]


def organization(scene: Scene, paths: Sequence[Path] = ()) -> Organization | None:
    """The likeliest, if it is likelier than none."""
    found = choices(scene, paths)
    if not found:
        return None
    chances = shares([weigh(MODEL, choice.marks) for choice in found], weigh(MODEL, none_marks(found)))
    best = max(range(len(found)), key=lambda k: chances[k])
    likeliest = found[best].organization
    told = chances[best] >= _ENOUGH and likeliest.words not in _PLACES
    return replace(likeliest, sure=chances[best]) if told else None


def alike(a: str, b: str) -> bool:
    if a == b:
        return True
    common = sum((Counter(a) & Counter(b)).values())
    return bool(a and b) and 2 * common >= 0.8 * (len(a) + len(b))


def choices(scene: Scene, paths: Sequence[Path] = ()) -> list[Choice]:
    found = bodies(scene)
    most = max((len(body.tellings) for body in found), default=0)
    return [_choice(scene, body, len(found), most) for body in found] + [
        _police(scene, path, path.line) for path in paths if path.line
    ]


def none_marks(found: list[Choice]) -> tuple[str, ...]:
    return ("none", f"none among {min(len(found), 5)}")


def _choice(scene: Scene, body: Body, among: int, most: int) -> Choice:
    one, lines = body.best, sorted({telling.line.index for telling in body.tellings})
    marks = {mark for telling in body.tellings for mark in telling.marks}
    marks.update(call_marks(scene, body.words, one.kind, lines, among))
    if len(body.tellings) == most:
        marks.add("told most")
    return Choice(Organization(body.words, one.line, one.start, one.end), tuple(sorted(marks)))


def _police(scene: Scene, path: Path, line: Line) -> Choice:
    """What the police decided long ago, and courts have upheld, is out of scope and still theirs."""
    decided = sum(1 for told in scene.lines if told.index and told.seen(_DECIDED))
    early = any(line is first for first in scene.callers[:2])
    shown = (
        "police",
        f"police told {min(path.times, 3)}",
        f"police, decided {min(decided, 3)}",
        f"police, {'at the start' if early else 'later'}",
    )
    return Choice(Organization(path.name, line, path.start, path.end), shown)
