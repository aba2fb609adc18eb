"""Weighs the marks of words that may tell of evidence: is there evidence of the kind, or none.

Writes cases/drafting/data/evidence_model.txt. Learns from labelled calls and from training/data/evidence_lines.txt.

usage: python -m training.evidence_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial

from cases.drafting import Turn
from cases.drafting.evidence.among import among
from cases.drafting.evidence.kinds import Hint, by_kind, none_marks
from cases.drafting.reading.lines import Line, scene_of
from training.choice_model import Options, fit, write
from training.second_look import Call, fit_twice
from training.told import labelled, lines, sentences

EACH, HARD_WEIGHT = 5, 3
DECAY = 5e-4


def seen(turns: Sequence[Turn], kinds: list[str], category: str = "") -> Call:
    """For each kind that may be told of: is it among those that there are."""
    told = by_kind(scene_of(turns))
    return among(list(told)), [_option(kind, hints, category, kind in kinds) for kind, hints in told.items()]


def _option(kind: str, hints: list[tuple[Line, Hint]], category: str, right: bool) -> Options:
    return Options([h.marks for _, h in hints], [right] * len(hints), none_marks(kind, hints, category), right)


def examples(paths: list[str]) -> Iterator[Call]:
    """Questions are left out, for nothing is drafted of them."""
    for call, labels in labelled(paths):
        if labels["category"] != "咨询求助" or labels["in_scope"]:
            yield seen(call.turns, labels["evidence"], labels["category"])


def _one(asked: str, told: str, kinds: list[str]) -> Call:
    return seen(([Turn("operator", asked)] if asked else []) + [Turn("caller", told)], kinds)


def own() -> Iterator[Call]:
    for row in lines("evidence_lines.txt"):
        asked, told, kinds = row.split("|")
        yield _one(asked, told, kinds.split())


def hard() -> Iterator[Call]:
    for words, kinds in sentences("evidence"):
        asked, _, told = words.rpartition("／")
        yield _one(asked, told, [] if kinds == "-" else kinds.split(","))


def framed() -> Iterator[Call]:
    """Each frame with `EACH` of its words, of as many kinds as can be."""
    rows = [row.split("|") for row in lines("evidence_frames.txt")]
    words: dict[str, dict[str, list[str]]] = {}
    for sort, kind, *of in (row[0].replace(":", "").split() for row in rows if len(row) == 1):
        words.setdefault(sort, {})[kind] = of
    for k, (sort, asked, told, yes) in enumerate(row for row in rows if len(row) == 4):
        kinds = list(words[sort].items())
        for n in range(EACH):
            kind, of = kinds[(k + n) % len(kinds)]
            word = of[(k + n * 5) % len(of)]
            yield _one(asked.replace("X", word), told.replace("X", word), [kind] if yes == "yes" else [])


if __name__ == "__main__":
    told = [*examples(sys.argv[1:]), *own(), *list(hard()) * HARD_WEIGHT, *framed()]
    write("evidence_model", fit_twice(told, partial(fit, decay=DECAY)))
