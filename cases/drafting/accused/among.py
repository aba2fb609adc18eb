"""How somebody stands among the others of the story: what the second look at the people sees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cases.drafting.people.person import Person
from cases.drafting.reading.second_look import Among, level, likelier

_BEST = (0.0, 0.1, 0.3, 0.6, 0.85)
_SAME = (0.0, 0.2, 0.5, 0.85)
_ALL = (0.1, 0.4, 0.8, 1.2, 1.8)
_NOBODY = -1.0
_BREATH = 12


def among(people: Sequence[Person]) -> Among:
    return partial(_among, people)


def _among(people: Sequence[Person], chances: Sequence[float], k: int) -> tuple[str, ...]:
    one, before = people[k], likelier(chances, k)
    who = f"again {_called(one)}"
    others = [(other, chances[j]) for j, other in enumerate(people) if j != k]
    named = max([chance for other, chance in others if other.name], default=_NOBODY)
    unnamed = max([chance for other, chance in others if not other.name], default=_NOBODY)
    same = [chance for other, chance in others if one.position and other.position == one.position]
    beside = [chance for other, chance in others if other.line is one.line and _next(one, other)]
    return (
        f"{who}, beside {level(max(beside, default=_NOBODY), _SAME)}",
        who,
        f"{who}, {before} likelier",
        f"again {before} likelier of {min(len(others), 4)}",
        f"{who}, others {level(sum(chances) - chances[k], _ALL)}",
        f"{who}, best named {level(named, _BEST)}",
        f"{who}, best unnamed {level(unnamed, _BEST)}",
        f"{who}, same position {level(max(same, default=_NOBODY), _SAME)}",
    )


def _next(one: Person, other: Person) -> bool:
    """一个姓孔一个姓蔺: told of in one breath."""
    return max(one.start, other.start) - min(one.end, other.end) <= _BREATH


def _called(one: Person) -> str:
    if not one.name:
        return "unnamed"
    return "named" if len(one.name) > 1 else "surname"
