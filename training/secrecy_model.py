"""Weighs the marks of wishes: which of them asks for secrecy. Writes cases/drafting/data/secrecy_model.txt.

A call's label does not tell which of its words asked; any of them may have.

usage: python training/secrecy_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402
from person_model import SENTENCES  # noqa: E402

from cases.drafting import call_from_json  # noqa: E402
from cases.drafting.lines import Scene, scene_of  # noqa: E402
from cases.drafting.model import Turn  # noqa: E402
from cases.drafting.secrecy import NONE, wishes  # noqa: E402

OUT = ROOT / "cases/drafting/data/secrecy_model.txt"
DECAY = 1e-3


def options(scene: Scene, asked: bool) -> Options:
    found = wishes(scene)
    return Options([wish.marks for wish in found], [asked] * len(found), NONE, asked)


def examples(paths: list[str]) -> list[tuple[str, Options]]:
    rows = [row for path in paths for row in Path(path).read_text(encoding="utf-8").splitlines()]
    calls = [(call_from_json(row), json.loads(row)["labels"]["confidential"]) for row in rows]
    return [(name, options(scene_of(call.turns), asked)) for (name, call), asked in calls]


def sentences() -> list[tuple[str, Options]]:
    found = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, words, expected = (row + "\t\t").split("\t")[:3]
        if kind == "confidential":
            asked = "／" in words
            turns = [Turn("operator" if asked and not k % 2 else "caller", t) for k, t in enumerate(words.split("／"))]
            found.append((words, options(scene_of(turns), expected == "是")))
    return found


def unruled(told: Options) -> Options:
    """The plain rule was written by the same words: left out, they have to tell by themselves."""
    marks = [tuple(mark for mark in shown if not mark.startswith("asked plainly")) for shown in told.marks]
    return Options(marks, told.right, told.none, told.any_right)


if __name__ == "__main__":
    told = [option for _, option in examples(sys.argv[1:])]
    told += [unruled(option) for _, option in sentences()] * 4
    write(OUT, "training/secrecy_model.py", fit(told, decay=DECAY))
