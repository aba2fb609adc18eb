"""Weighs the marks of positions: which a named person has, or none. Writes cases/drafting/data/position_model.txt.

usage: python training/position_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402
from person_model import SENTENCES, alike  # noqa: E402

from cases.drafting import call_from_json  # noqa: E402
from cases.drafting.category import judge  # noqa: E402
from cases.drafting.lines import Scene, scene_of  # noqa: E402
from cases.drafting.model import Turn  # noqa: E402
from cases.drafting.people import figures  # noqa: E402
from cases.drafting.position_choice import Choice, choices, none_marks  # noqa: E402
from cases.drafting.reporter import reporter_name  # noqa: E402

OUT = ROOT / "cases/drafting/data/position_model.txt"
DECAY = 1e-3

Task = tuple[str, list[Choice], Options]


def tasks(scene: Scene, accused: list[dict[str, Any]], in_scope: bool = True) -> list[Task]:
    """The position of everybody who is named and complained of."""
    found = reporter_name(scene)
    named = [one for one in figures(scene, found.value if found else None) if one.person.name]
    made = []
    for one in named:
        name = str(one.person.name)
        label = next((a for a in accused if a["name"] and (a["name"] == name or alike(a["name"], name))), None)
        if label is None:
            continue
        told = choices(scene, one, named, in_scope)
        right = [choice.position == label["position"] for choice in told]
        options = Options([c.marks for c in told], right, none_marks(one, in_scope), label["position"] is not None)
        made.append((str(label["position"]), told, options))
    return made


def examples(paths: list[str]) -> list[Task]:
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            scene = scene_of(call_from_json(row)[1].turns)
            found += tasks(scene, json.loads(row)["labels"]["accused"], judge(scene, True).in_scope)
    return found


def sentences() -> list[Task]:
    found = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, words, expected = (row + "\t\t").split("\t")[:3]
        if kind != "accused":
            continue
        pairs = [part.split(":") for part in expected.split(",") if ":" in part]
        accused = [{"name": n.strip("-") or None, "position": p.strip("-") or None} for n, p in pairs]
        asked = "／" in words
        turns = [Turn("operator" if asked and not k % 2 else "caller", t) for k, t in enumerate(words.split("／"))]
        found += tasks(scene_of(turns), accused)
    return found


if __name__ == "__main__":
    told = [options for *_, options in examples(sys.argv[1:]) + sentences() * 3]
    write(OUT, "training/position_model.py", fit(told, decay=DECAY))
