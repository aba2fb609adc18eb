"""What speaks for and against that somebody in the story is complained of: named marks, weighed by a small model."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cases.drafting.accused.badge_bearers import told_by_badge
from cases.drafting.accused.course import spoken_on, when_told
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
        return Counter(map(_rank, self.figures))

    @cached_property
    def named_ranks(self) -> Counter[str]:
        return Counter(_rank(one) for one in self.figures if one.person.name)

    def beside(self, one: Figure) -> str:
        """Whether anybody else is of the same rank."""
        rank = rank_of(one.person.position)
        itself = _rank(one) == rank
        if self.ranks[rank] == itself:
            return "alone"
        return "with named" if self.named_ranks[rank] > (itself and bool(one.person.name)) else "shared"


def stage_of(figures: list[Figure], category: str, in_scope: bool, reporter: str | None) -> Stage:
    spans: dict[int, list[Span]] = {}
    for k, one in enumerate(figures):
        for person in one.told:
            spans.setdefault(person.line.index, []).append((person.start, person.end, k))
    wished = (k for k, one in enumerate(figures) if _is_wished(one))
    return Stage(figures, category, in_scope, reporter, spans, frozenset(told_by_badge(figures)), frozenset(wished))


def marks(stage: Stage, k: int) -> tuple[str, ...]:
    one = stage.figures[k]
    shown = set().union(*[mention_marks(person, *_reach(stage, k, person)) for person in one.told])
    word = "named" if one.person.name else "unnamed"
    shown |= {f"{word} later {mark}" for mark in set().union(*[_gone_on(stage, person) for person in one.told])}
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
    when = when_told(one)
    shown |= {f"{word} {when}", f"{word} {rank_of(one.person.position)} {when}"}
    if one.person.name:
        shown |= {f"named {mark}" for mark in spoken_on(one, len(stage.figures))}
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
    line = _next_words(person.line)
    return later_of(line) if line and line.index not in stage.spans else []


def _next_words(line: Line) -> Line | None:
    """The caller's next line: once it was said it stands."""
    known: Line | None = line.notes.get("next words")
    if known is None:
        scene: Scene | None = line.notes.get("scene")
        following = scene.lines[line.index + 1 : line.index + 1 + _LATER] if scene else []
        known = line.notes["next words"] = next((later for later in following if later.by_caller), None)
    return known


def later_of(line: Line) -> list[str]:
    return line.once("later marks", lambda: later_marks(line.text))


def _of_kind(stage: Stage, one: Figure, who: str) -> set[str]:
    rank = rank_of(one.person.position)
    named, beside = _COUNTS[min(stage.named_ranks.total(), 3)], stage.beside(one)
    shown = {
        who, f"{who} {rank}", f"{who} {stage.category}", f"{who} {'in' if stage.in_scope else 'out'}",
        f"{who} in {_COUNTS[min(len({p.line.index for p in one.told}), 3)]} lines", f"rank {rank} {stage.category}",
        f"{who} among {named} named", f"{who} rank {beside}",
    }  # fmt: skip
    scope = "in" if stage.in_scope else "out"
    shown |= {f"{who} {scope} among {named}", f"{who} {scope} {rank}"}
    if beside == "with named" and not one.person.name:
        same = [f for f in stage.figures if f.person.name and _rank(f) == rank]
        shown |= {f"{who} with named, {mark}" for mark in _beside_named(one, same)}
    shown |= {f"{who} {mark}" for mark in _prominence(stage, one)}
    if stage.figures[0] is one:
        shown.add(f"{who} first")
    if one.person.name and stage.reporter and one.person.name[0] == stage.reporter[0]:
        shown.add("surname of the reporter")
    return shown


def _rank(figure: Figure) -> str:
    """Who is of the police and nothing more is told of them is taken for an officer."""
    if figure.person.name and figure.person.position is None and figure.person.kind == "police":
        return "officer"
    return rank_of(figure.person.position)


_NEW = re.compile("(?:一个|两个|俩|几个|还有个?|另外?|有个|来了?个|个)(?:年轻的?|老的?|胖的?|瘦的?|男的?|女的?|小)?$")


def _beside_named(one: Figure, named: list[Figure]) -> list[str]:
    """那个辅警 behind the named one is mostly the same; 还有一个辅警 is another."""
    first = one.told[0]
    fresh = any(_NEW.search(p.line.text[max(0, p.start - 6) : p.start]) for p in one.told)
    after = all((f.told[0].line.index, f.told[0].start) < (first.line.index, first.start) for f in named)
    return [
        f"{'introduced' if fresh else 'never introduced'}",
        f"{'introduced' if fresh else 'never introduced'} {'after' if after else 'before'}",
        f"of {'one' if len(named) == 1 else 'some'}",
    ]


def _prominence(stage: Stage, one: Figure) -> list[str]:
    """Whether the call tells of them more than of anybody else of the police."""
    others = [f for f in stage.figures if f is not one and f.person.kind == one.person.kind]
    if not others:
        return ["the only one"]
    lines = len({p.line.index for p in one.told})
    most = max(len({p.line.index for p in f.told}) for f in others)
    return [f"told of {'more' if lines > most else 'as much' if lines == most else 'less'}"]
