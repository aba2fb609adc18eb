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
from cases.drafting.model import Evidence, Turn  # noqa: E402
from cases.drafting.own_name import marks  # noqa: E402
from cases.drafting.reporter import names_told  # noqa: E402

OUT = ROOT / "cases/drafting/data/own_name_model.txt"
DECAY = 3e-3

Task = tuple[Evidence, Options]


def tasks(scene: Scene, own: str | None) -> list[Task]:
    told = [(name, own is not None and name.value[:1] == own[:1]) for name in names_told(scene)]
    return [(name, Options([marks(scene, name)], [right], (), right)) for name, right in told]


def examples(paths: list[str]) -> list[Task]:
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            found += tasks(scene_of(call_from_json(row)[1].turns), json.loads(row)["labels"]["reporter_name"])
    return found


def sentences() -> list[Task]:
    """The hard sentences about names."""
    found = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, words, expected = (row + "\t\t").split("\t")[:3]
        if kind == "name":
            asked = "／" in words
            turns = [Turn("operator" if asked and not k % 2 else "caller", t) for k, t in enumerate(words.split("／"))]
            found += tasks(scene_of(turns), expected.strip("-") or None)
    return found


if __name__ == "__main__":
    told = examples(sys.argv[1:]) + sentences() * 3
    write(OUT, "training/own_name_model.py", fit([options for _, options in told], decay=DECAY))
