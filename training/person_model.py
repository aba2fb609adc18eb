"""Weighs the marks of people in a call: who of them is complained of. Writes cases/drafting/data/person_model.txt.

usage: python training/person_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.drafting import call_from_json  # noqa: E402
from cases.drafting.category import judge  # noqa: E402
from cases.drafting.lines import Scene, scene_of  # noqa: E402
from cases.drafting.model import Turn  # noqa: E402
from cases.drafting.people import Figure, figures  # noqa: E402
from cases.drafting.person_marks import marks, stage_of  # noqa: E402
from cases.drafting.reporter import reporter_name  # noqa: E402

OUT = ROOT / "cases/drafting/data/person_model.txt"
SENTENCES = ROOT / "tests/data/drafting/sentences.tsv"
LINES = ROOT / "training/data/people_lines.tsv"
DECAY = 5e-4
People = list[tuple[Figure, Options]]


def right(one: Figure, accused: list[dict[str, Any]]) -> bool:
    """A named person by the name; an unnamed one by the position, where such a one is complained of without a name."""
    person = one.person
    if person.name:
        return any(a["name"] and (a["name"] == person.name or alike(a["name"], person.name)) for a in accused)
    return any(not a["name"] and a["position"] and a["position"] == person.position for a in accused)


def alike(told: str, read: str) -> bool:
    return told[0] == read[0] and 1 in (len(told), len(read))


def options(scene: Scene, category: str, in_scope: bool, accused: list[dict[str, Any]]) -> People:
    found = reporter_name(scene)
    reporter = found.value if found else None
    people = figures(scene, reporter)
    stage = stage_of(people, category, in_scope, reporter)
    weighed = [(one, marks(stage, k), right(one, accused)) for k, one in enumerate(people)]
    return [(one, Options([shown], [good], (), good)) for one, shown, good in weighed]


def examples(paths: list[str]) -> list[tuple[str, People]]:
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            name, call = call_from_json(row)
            labels = json.loads(row)["labels"]
            if labels["category"] == "咨询求助":
                continue
            scene = scene_of(call.turns)
            nature = judge(scene, True)
            found.append((name, options(scene, str(nature.category), nature.in_scope, labels["accused"])))
    return found


def sentences() -> list[People]:
    found = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, words, expected = (row + "\t\t").split("\t")[:3]
        if kind != "accused":
            continue
        pairs = [part.split(":") for part in expected.split(",") if ":" in part]
        accused = [{"name": name.strip("-") or None, "position": position} for name, position in pairs]
        turns = [
            Turn("operator" if "／" in words and k % 2 == 0 else "caller", t) for k, t in enumerate(words.split("／"))
        ]
        found.append(options(scene_of(turns), "执法办案", True, accused))
    return found


def lines() -> list[People]:
    """Scenes of our own, of several people each."""
    found = []
    for row in LINES.read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        category, words, expected = row.split("\t")
        pairs = [part.split(":") for part in expected.split(",") if ":" in part]
        accused = [{"name": n.strip("-") or None, "position": p.strip("-") or None} for n, p in pairs]
        turns = [Turn("caller" if k % 2 else "operator", part) for k, part in enumerate(words.split("／"))]
        found.append(options(scene_of(turns), category, category != "非受理范围", accused))
    return found


if __name__ == "__main__":
    told = [people for _, people in examples(sys.argv[1:])] + sentences() * 3 + lines() * 3
    write(OUT, "training/person_model.py", fit([option for people in told for _, option in people], decay=DECAY))
