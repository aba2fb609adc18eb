"""Which of the positions told in a call a named person has: each is weighed by where it stands to the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from cases.drafting.accused.position_marks import line_marks, spoken_of
from cases.drafting.accused.whether_officer import whether_officer, whom_seen
from cases.drafting.names.positions import OFFICER, rank_of
from cases.drafting.people.people import Figure
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import shares, weigh

MODEL = "position_model"
_ENOUGH, _LEAST = 0.76, 0.5
"""That there is any position, and that it is this one."""
_LINES, _MENTIONS = 7, 6
"""So many turns from where somebody was named, positions are still looked at, for so many sayings of the name."""


@dataclass(frozen=True, slots=True)
class Choice:
    position: str
    marks: tuple[str, ...]


NONE = ("none",)


def position_of(scene: Scene, one: Figure, named: list[Figure], in_scope: bool = True) -> str | None:
    """The likeliest position, where one is likely at all."""
    found = choices(scene, one, named, in_scope)
    weights = [weigh(MODEL, choice.marks) for choice in found]
    best = max(range(len(found)), key=lambda k: weights[k])
    chances = shares(weights, weigh(MODEL, none_marks(one, found, in_scope)))
    return found[best].position if sum(chances) >= _ENOUGH and chances[best] >= _LEAST else None


def choices(scene: Scene, one: Figure, named: list[Figure], in_scope: bool = True) -> list[Choice]:
    shown: dict[str, set[str]] = {OFFICER: set()}
    others = [other for other in named if other is not one]
    key = " ".join(str(person.person.name) for person in [one, *others])
    for line in _near(scene, one):
        far = _across(line, one)
        for position, mark in line.once(f"position {far} {key}", partial(line_marks, line, far, one, others)):
            shown.setdefault(position, set()).add(mark)
    if one.person.position:
        shown.setdefault(one.person.position, set())
    return [Choice(position, _marks(position, marks, one, set(shown), in_scope)) for position, marks in shown.items()]


def none_marks(one: Figure, found: list[Choice], in_scope: bool = True) -> tuple[str, ...]:
    kind = one.person.kind or "unknown"
    ruled, scope = one.person.position is not None, "in" if in_scope else "out"
    doubt = [f"none {mark}" for mark in whether_officer(one)]
    ranks = {rank_of(choice.position) for choice in found if f"{choice.position} told" in choice.marks}
    told = "civil only" if ranks == {"civil"} else "some" if ranks else "nothing"
    doubt += [f"none told {told}", f"none told {told}, {kind}", f"none told {told} {scope}"]
    doubt += [f"none {mark}, told {told}" for mark in whom_seen(one)]
    return ("none", *doubt, f"none {kind}", f"none ruled {ruled}", f"none {one.person.source}", f"none {scope} {kind}")


def _marks(position: str, shown: set[str], one: Figure, told: set[str], in_scope: bool) -> tuple[str, ...]:
    rank, kind = rank_of(position), one.person.kind or "unknown"
    scope = "in" if in_scope else "out"
    more = {
        f"rank {rank}",
        f"rank {rank} {kind}",
        f"rank {rank} {scope} {kind}",
        f"{position} {'told' if shown else 'untold'}",
    }
    more |= {f"{mark}, {rank}" for mark in shown if mark.startswith(("nearest", "doubted", "answers"))}
    if position == one.person.position:
        more |= {"ruled", f"ruled {rank}", f"ruled {one.person.source}", f"ruled {one.person.source} {rank}"}
    if any(other != position and other.endswith(position) for other in told):
        more.add("finer told")
    if any(other != position and position.endswith(other) for other in told):
        more.add("finer than another")
    more.add(f"{rank} among {min(len(told), 4)}")
    return tuple(sorted(shown | more))


def _near(scene: Scene, one: Figure) -> Iterator[Line]:
    said = {p.line.index for p in one.told} | {line.index for line in scene.callers_saying(spoken_of(one.person.name))}
    told = sorted(said)[:_MENTIONS]
    return (line for line in scene.callers[: told[-1] + _LINES] if told[0] - _LINES <= line.index <= told[-1] + _LINES)


def _across(line: Line, one: Figure) -> str:
    gap = min((line.index - p.line.index for p in one.told[:_MENTIONS]), key=abs)
    return f"{'line after' if gap > 0 else 'line before'} {min(abs(gap) // 2, 3)}"
