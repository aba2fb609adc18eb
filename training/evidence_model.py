"""Weighs the marks of words that may tell of evidence: is there evidence of the kind, or none.

Writes cases/drafting/data/evidence_model.txt. Learns from labelled calls and from training/data/evidence_lines.txt.

usage: python training/evidence_model.py CALLS.jsonl...
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
from cases.drafting.evidence_kinds import by_kind, none_marks  # noqa: E402
from cases.drafting.lines import scene_of  # noqa: E402

OUT = ROOT / "cases/drafting/data/evidence_model.txt"
LINES = ROOT / "training/data/evidence_lines.txt"
FRAMES = ROOT / "training/data/evidence_frames.txt"
SENTENCES = ROOT / "tests/data/drafting/sentences.tsv"
EACH = 5
DECAY = 5e-4
Told = tuple[str, list[str], dict[str, Options]]
"""A call's id, the kinds that it has, and what may tell of each."""


def _told(name: str, turns: Sequence[Turn], labels: list[str]) -> Told:
    found = {}
    for kind, hints in by_kind(scene_of(turns)).items():
        right = kind in labels
        found[kind] = Options([h.marks for _, h in hints], [right] * len(hints), none_marks(kind, hints), right)
    return name, labels, found


def examples(path: str) -> list[Told]:
    """Questions are left out, for nothing is drafted of them."""
    found = []
    for row in filter(None, Path(path).read_text(encoding="utf-8").splitlines()):
        name, call = call_from_json(row)
        labels = json.loads(row)["labels"]
        if labels["category"] != "咨询求助" or labels["in_scope"]:
            found.append(_told(name, call.turns, labels["evidence"]))
    return found


def _pairs(path: Path) -> Iterator[list[str]]:
    rows = path.read_text(encoding="utf-8").splitlines()
    return (row.split("|") for row in rows if row and row[0] != "#")


def _one(asked: str, told: str, kinds: list[str]) -> Told:
    return _told(told, ([Turn("operator", asked)] if asked else []) + [Turn("caller", told)], kinds)


def own_lines() -> list[Told]:
    return [_one(asked, told, kinds.split()) for asked, told, kinds in _pairs(LINES)]


def sentences() -> list[Told]:
    """The hard sentences of the tests."""
    rows = [row.split("\t") for row in SENTENCES.read_text(encoding="utf-8").splitlines()]
    found = []
    for _, words, kinds in (row for row in rows if row[0] == "evidence"):
        asked, _, told = words.rpartition("／")
        found.append(_one(asked, told, [] if kinds == "-" else kinds.split(",")))
    return found


def framed() -> list[Told]:
    """Each frame with `EACH` of its words, of as many kinds as can be."""
    rows = list(_pairs(FRAMES))
    words: dict[str, dict[str, list[str]]] = {}
    for sort, kind, *of in (row[0].replace(":", "").split() for row in rows if len(row) == 1):
        words.setdefault(sort, {})[kind] = of
    found: list[Told] = []
    for k, (sort, asked, told, yes) in enumerate(row for row in rows if len(row) == 4):
        kinds = list(words[sort].items())
        for n in range(EACH):
            kind, of = kinds[(k + n) % len(kinds)]
            word = of[(k + n * 5) % len(of)]
            found.append(_one(asked.replace("X", word), told.replace("X", word), [kind] if yes == "yes" else []))
    return found


def options(calls: list[Told]) -> list[Options]:
    return [told for _, _, kinds in calls for told in kinds.values()]


if __name__ == "__main__":
    calls = [call for path in sys.argv[1:] for call in examples(path)]
    write(OUT, "training/evidence_model.py", fit(options(calls + own_lines() + sentences() * 3 + framed()), DECAY))
