"""Weighs the marks of sums: which belong to the matter. Writes cases/drafting/data/sum_model.txt.

Learns from labelled calls, from the hard sentences of the tests and from training/data/sum_lines.txt.

usage: python -m training.sum_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from cases.drafting import Turn
from cases.drafting.reading.lines import scene_of
from cases.drafting.sums.amounts import by_sum, none_marks
from cases.drafting.sums.totals import parts
from training.choice_model import Options, fit, write
from training.told import labelled, lines, sentences, turns

DECAY = 2e-3


def options(call: Sequence[Turn], labels: list[float], category: str = "") -> Iterator[Options]:
    """What is only part of a labelled total belongs to the matter, but is no label: it teaches nothing."""
    told = by_sum(scene_of(call))
    dropped = parts([[t.sum for t in mentions] for mentions in told], set(labels))
    for mentions in told:
        yuan = mentions[0].sum.yuan
        if yuan in labels or yuan not in dropped:
            yield Options(
                [t.shown for t in mentions], [yuan in labels] * len(mentions), none_marks(category), yuan in labels
            )


def examples(paths: list[str]) -> list[Options]:
    return [
        o for call, labels in labelled(paths) for o in options(call.turns, labels["amounts_yuan"], labels["category"])
    ]


def hard() -> list[Options]:
    return [o for words, sums in sentences("amount") for o in _one(words, sums)]


def own() -> list[Options]:
    return [o for words, sums in (row.split("|") for row in lines("sum_lines.txt")) for o in _one(words, sums or "-")]


def _one(words: str, sums: str) -> Iterator[Options]:
    return options(turns(words), [] if sums == "-" else list(map(float, sums.split(","))))


if __name__ == "__main__":
    write("sum_model", fit(examples(sys.argv[1:]) + hard() * 3 + own(), DECAY))
