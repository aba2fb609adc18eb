"""How a kind of evidence stands among the others of the call: what the second look at the kinds sees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cases.drafting.reading.second_look import Among, level, likelier

_OWN = (0.05, 0.2, 0.4, 0.6, 0.8)
_BEST = (0.0, 0.2, 0.5, 0.8)
_ALL = (0.2, 0.6, 1.1, 2.0, 3.0)
_BESIDE = (0.2, 0.6)
_NONE = -1.0


def among(kinds: Sequence[str]) -> Among:
    return partial(_among, kinds)


def _among(kinds: Sequence[str], chances: Sequence[float], k: int) -> tuple[str, ...]:
    kind, own, before = kinds[k], level(chances[k], _OWN), likelier(chances, k)
    others = [(other, chances[j]) for j, other in enumerate(kinds) if j != k]
    best = max([chance for _, chance in others], default=_NONE)
    return (
        "again",
        f"again {own}",
        f"again {before} likelier",
        f"again {own}, {before} likelier",
        f"again best {level(best, _BEST)}",
        f"again others {level(sum(chances) - chances[k], _ALL)}",
        f"again of {min(len(others), 5)}",
        f"again {kind}",
        f"again {kind} {own}",
        *(f"again {kind} beside {other} {level(chance, _BESIDE)}" for other, chance in others),
    )
