"""Which of the names of a call is the caller's: each is weighed by its words and by how it goes with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cases.drafting.model import Evidence
from cases.drafting.names.surnames import surname_length
from cases.drafting.reading.lines import Scene
from cases.drafting.reading.weights import shares, weigh
from cases.drafting.reporter.addressed import addressed
from cases.drafting.reporter.marks import MODEL, marks
from cases.drafting.reporter.wishes import anonymous

NONE = ("none",)
_ENOUGH = 0.7
"""A name less likely than this is asked for again: a wrong one is worse than none."""


def chosen(scene: Scene, names: Sequence[Evidence]) -> tuple[Evidence, float] | None:
    """The likeliest and its chance; nothing where it is not likely enough that one is the caller's."""
    if not names:
        return None
    weights = [weigh(MODEL, marks) for marks in choice_marks(scene, names)]
    found = shares(weights, weigh(MODEL, NONE))
    # The same name told twice is one.
    chance = {name.value: 0.0 for name in names}
    for name, share in zip(names, found, strict=True):
        chance[str(name.value)] += share
    best = max(chance, key=lambda value: chance[value])
    if chance[best] < _ENOUGH:
        return None
    told = max((k for k, name in enumerate(names) if name.value == best), key=lambda k: found[k])
    return names[told], chance[best]


def choice_marks(scene: Scene, names: Sequence[Evidence]) -> list[tuple[str, ...]]:
    called = addressed(scene)
    # Who will not be named gives at most the surname.
    silent = "stays unnamed" if anonymous(scene, named=False) else "may be named"
    told = Counter(str(name.value) for name in names)
    whole = [name for name in names if len(name.value) > 1]
    among = {key: (*_among(*key, told, called), f"{silent} {_length(key[0])}") for key in set(map(_key, names))}
    return [(*marks(scene, name), *among[_key(name)], *_at_the_ends(name, whole)) for name in names]


def _key(name: Evidence) -> tuple[str, bool]:
    return str(name.value), name.source.endswith("explained")


def _at_the_ends(name: Evidence, whole: Sequence[Evidence]) -> list[str]:
    """Of all whole names."""
    ends = (("last whole", whole[-1]), ("first whole", whole[0])) if whole else ()
    return [mark for mark, end in ends if end is name]


def _length(value: str) -> str:
    return "alone" if len(value) == 1 else "whole"


def _among(value: str, explained: bool, told: Counter[str], called: set[str]) -> list[str]:
    """`told`: how often each name was."""
    others = [other for other in told if other != value]
    alone = _length(value)
    shown = ["told", alone, f"of {min(len(value), 5)}"]
    shown.append(f"{alone} explained {explained}")
    if any(other.startswith(value) for other in others):
        shown.append(f"begins another {alone}")
    elif any(value in other for other in others):
        shown.append("within another")
    if any(value.startswith(other) for other in others):
        shown.append("another goes on")
    elif any(other in value for other in others):
        shown.append("another within")
    if called:
        shown.append(f"called so {alone}" if value[0] in called else "called otherwise")
    if not surname_length(value, 0):
        shown.append("no surname")
    if any(value[:1] == other[:1] and len(value) == len(other) for other in others):
        shown.append(f"alike {'explained' if explained else 'bare'}")
    if told[value] > 1:
        shown.append("told again")
    return shown
