"""Weighs the marks of sums: which belong to the matter. Writes cases/drafting/data/sum_model.txt.

Learns from labelled calls, from the hard sentences of the tests and from training/data/sum_lines.txt.

usage: python training/sum_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.drafting import Turn, call_from_json  # noqa: E402
from cases.drafting.amounts import by_sum, none_marks  # noqa: E402
from cases.drafting.lines import scene_of  # noqa: E402
from cases.drafting.sum_totals import parts  # noqa: E402

OUT = ROOT / "cases/drafting/data/sum_model.txt"
LINES = ROOT / "training/data/sum_lines.txt"
SENTENCES = ROOT / "tests/data/drafting/sentences.tsv"
DECAY = 5e-3


def options(turns: Sequence[Turn], labels: list[float], category: str = "") -> Iterator[Options]:
    """What is only part of a labelled total belongs to the matter, but is no label: it teaches nothing."""
    told = by_sum(scene_of(turns))
    dropped = parts([[t.sum for t in mentions] for mentions in told], set(labels))
    for mentions in told:
        yuan = mentions[0].sum.yuan
        if yuan in labels or yuan not in dropped:
            yield Options(
                [t.shown for t in mentions], [yuan in labels] * len(mentions), none_marks(category), yuan in labels
            )


def examples(path: str) -> list[Options]:
    found: list[Options] = []
    for row in filter(None, Path(path).read_text(encoding="utf-8").splitlines()):
        _, call = call_from_json(row)
        labels = json.loads(row)["labels"]
        found += options(call.turns, labels["amounts_yuan"], labels["category"])
    return found


def sentences() -> list[Options]:
    rows = [row.split("\t") for row in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return [o for _, words, sums in (row for row in rows if row[0] == "amount") for o in _one(words, sums)]


def own_lines() -> list[Options]:
    rows = [row for row in LINES.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    return [o for words, sums in (row.split("|") for row in rows) for o in _one(words, sums or "-")]


def _one(words: str, sums: str) -> Iterator[Options]:
    asked, _, told = words.rpartition("／")
    turns = ([Turn("operator", asked)] if asked else []) + [Turn("caller", told)]
    return options(turns, [] if sums == "-" else list(map(float, sums.split(","))))


if __name__ == "__main__":
    calls = [o for path in sys.argv[1:] for o in examples(path)]
    write(OUT, "training/sum_model.py", fit(calls + sentences() * 3 + own_lines(), DECAY))
