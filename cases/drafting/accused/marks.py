"""What speaks for and against that somebody in the story is complained of: named marks, weighed by a small model."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cases.drafting.accused.badge_bearers import told_by_badge
from cases.drafting.names.positions import rank_of
from cases.drafting.people.cleared import asked_of, spoken_of, wishes_told
from cases.drafting.people.marks import later_marks, mention_marks
from cases.drafting.people.people import Figure
from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Line, Scene

_COUNTS = ("none", "one", "two", "some")
_CLEARING = ("kind", "helped", "let off")
_LATER = 4
"""So many turns from a mention the caller may still speak of the same person."""

Span = tuple[int, int, int]


@dataclass(frozen=True)
class Stage:
    """All people of the call; `spans`: by line, where each is spoken of; `known`: by a badge; `wished`: whom the
    caller's demand is against."""

    figures: list[Figure]
    category: str
    in_scope: bool
    reporter: str | None
    spans: dict[int, list[Span]]
    known: frozenset[int]
    wished: frozenset[int]

    @cached_property
    def ranks(self) -> Counter[str]:
        return Counter(rank_of(one.person.position) for one in self.figures)

    @cached_property
    def named_ranks(self) -> Counter[str]:
        return Counter(rank_of(one.person.position) for one in self.figures if one.person.name)

    def beside(self, one: Figure) -> str:
        """Whether anybody else is of the same rank."""
        rank = rank_of(one.person.position)
        if self.ranks[rank] == 1:
            return "alone"
        return "with named" if self.named_ranks[rank] > bool(one.person.name) else "shared"


def stage_of(figures: list[Figure], category: str, in_scope: bool, reporter: str | None) -> Stage:
    spans: dict[int, list[Span]] = {}
    for k, one in enumerate(figures):
        for person in one.told:
            spans.setdefault(person.line.index, []).append((person.start, person.end, k))
    wished = (k for k, one in enumerate(figures) if _is_wished(one))
    return Stage(figures, category, in_scope, reporter, spans, frozenset(told_by_badge(figures)), frozenset(wished))


def marks(stage: Stage, k: int) -> tuple[str, ...]:
    one = stage.figures[k]
    shown = set().union(*(mention_marks(person, *_reach(stage, k, person)) for person in one.told))
    word = "named" if one.person.name else "unnamed"
    shown |= {f"{word} later {mark}" for mark in set().union(*(_gone_on(stage, person) for person in one.told))}
    if f"{word} own rude" not in shown:
        shown |= {f"{mark}, never rude" for mark in ("praised", f"{word} own not him") if mark in shown}
        shown |= {f"{mark}, never rude" for mark in shown if mark.startswith(f"{word} said ")}
    if any(mark in shown for mark in (f"{word} said {how}" for how in _CLEARING)):
        shown |= {f"{word} cleared among {_COUNTS[min(len(stage.figures), 3)]}", f"{word} cleared {len(one.told) > 1}"}
        shown.add(f"{word} cleared, {'rude' if f'{word} own rude' in shown else 'never rude'}")
        shown.add(f"{word} cleared, {'refuses' if f'{word} own refuses' in shown else 'never refuses'}")
    shown |= {f"{word} {mark}" for mark in (*asked_of(one.person), *_wished(stage, k))}
    if k in stage.known:
        shown |= {f"{word} known by a badge", f"{word} {'in' if stage.in_scope else 'out'} known by a badge"}
    shown |= _of_kind(stage, one, f"{word} {one.person.kind or 'unknown'}")
    return tuple(sorted(shown))


def _reach(stage: Stage, k: int, person: Person) -> tuple[int, int]:
    """How far the words around are about nobody else."""
    spans = stage.spans[person.line.index]
    if len(spans) == 1:
        return 0, len(person.line.text)
    since = max((end for _, end, other in spans if other != k and end <= person.start), default=0)
    until = min((start for start, _, other in spans if other != k and start >= person.end), default=None)
    return since, len(person.line.text) if until is None else until


def _wished(stage: Stage, k: int) -> list[str]:
    """Whether the caller's demand is against them, or against others only."""
    if k in stage.wished:
        return ["wished against"]
    return ["wished against another"] if any(stage.figures[other].person.name for other in stage.wished) else []


def _is_wished(one: Figure) -> bool:
    scene: Scene | None = one.person.line.notes.get("scene")
    said, told = spoken_of(one.person.name, one.person.position), {p.line.index for p in one.told}
    return any(line.index not in told and line.seen(said) for line in (wishes_told(scene) if scene else []))


def _gone_on(stage: Stage, person: Person) -> list[str]:
    """The caller's next line, as far as nobody is named or told of in it."""
    spans = stage.spans[person.line.index]
    if len(spans) > 1 and any(start > person.start for start, *_ in spans):
        return []
    scene: Scene | None = person.line.notes.get("scene")
    following = scene.lines[person.line.index + 1 : person.line.index + 1 + _LATER] if scene else []
    line = next((line for line in following if line.by_caller), None)
    return later_of(line) if line and line.index not in stage.spans else []


def later_of(line: Line) -> list[str]:
    return line.once("later marks", lambda: later_marks(line.text))


def _of_kind(stage: Stage, one: Figure, who: str) -> set[str]:
    rank = rank_of(one.person.position)
    named = _COUNTS[min(stage.named_ranks.total(), 3)]
    shown = {
        who, f"{who} {rank}", f"{who} {stage.category}", f"{who} {'in' if stage.in_scope else 'out'}",
        f"{who} in {_COUNTS[min(len({p.line.index for p in one.told}), 3)]} lines", f"rank {rank} {stage.category}",
        f"{who} among {named} named", f"{who} rank {stage.beside(one)}",
    }  # fmt: skip
    scope = "in" if stage.in_scope else "out"
    shown |= {f"{who} {scope} among {named}", f"{who} {scope} {rank}"}
    if stage.figures[0] is one:
        shown.add(f"{who} first")
    if one.person.name and stage.reporter and one.person.name[0] == stage.reporter[0]:
        shown.add("surname of the reporter")
    return shown
