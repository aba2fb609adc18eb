"""Weighs the marks of names: which are the caller's own. Writes cases/drafting/data/own_name_model.txt.

usage: python training/own_name_model.py CALLS.jsonl...
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
from cases.drafting.own_choice import NONE, choice_marks  # noqa: E402
from cases.drafting.reporter import names_told, settled  # noqa: E402

OUT = ROOT / "cases/drafting/data/own_name_model.txt"
DECAY = 1e-3


def task(scene: Scene, own: str | None) -> list[Options]:
    """The names of a call and which of them is the caller's, as it finally stands."""
    told = names_told(scene)
    right = [own is not None and settled(scene, name).value == own for name in told]
    return [Options(choice_marks(scene, told), right, NONE, own is not None)] if told else []


def examples(paths: list[str]) -> list[Options]:
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            found += task(scene_of(call_from_json(row)[1].turns), json.loads(row)["labels"]["reporter_name"])
    return found


def sentences() -> list[Options]:
    """The hard sentences about names."""
    found = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, words, expected = (row + "\t\t").split("\t")[:3]
        if kind == "name":
            asked = "／" in words
            turns = [Turn("operator" if asked and not k % 2 else "caller", t) for k, t in enumerate(words.split("／"))]
            found += task(scene_of(turns), expected.strip("-") or None)
    return found


if __name__ == "__main__":
    told = examples(sys.argv[1:]) + sentences()
    write(OUT, "training/own_name_model.py", fit(told, decay=DECAY))
