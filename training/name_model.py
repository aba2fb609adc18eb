"""Weighs the marks of names: how far each goes. Writes cases/drafting/data/name_model.txt.

usage: python training/name_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.drafting import call_from_json  # noqa: E402
from cases.drafting.lines import Line, scene_of  # noqa: E402
from cases.drafting.model import Turn  # noqa: E402
from cases.drafting.name_choice import Choice, choices  # noqa: E402
from cases.drafting.names import ruled_name, ruled_surname  # noqa: E402

SENTENCES = ROOT / "tests/data/drafting/sentences.tsv"
OUT = ROOT / "cases/drafting/data/name_model.txt"
LEAD = re.compile(
    "(?:(?<=我)|(?<=俺)|(?<=他)|(?<=字)|(?<=警)|(?<=长)|(?<=个))(?:就?叫|是)|名字(?:是|叫)?|(?:本名|真名|全名|大名)(?:是|叫)?|姓(?!名)|叫|^|免贵"
)


def _named(labels: dict[str, object]) -> list[str]:
    people = [labels["reporter_name"], *(a.get("name") for a in labels["accused"])]  # type: ignore[attr-defined]
    return [str(name) for name in people if name]


def _tasks(line: Line, names: list[str]) -> list[tuple[str, list[Choice], Options]]:
    """Each lead behind which one of the names begins."""
    found = []
    for lead in LEAD.finditer(line.text):
        name = next((name for name in names if line.text.startswith(name[:1], lead.end())), None)
        if name is None:
            continue
        ruled = (ruled_surname if lead.group() == "姓" else ruled_name)(line.text, lead.end())
        told = choices(line.text, lead.end(), ruled)
        texts = [choice.name.text for choice in told]
        right = name if name in texts else name[:1] if line.text[lead.end() + 1 : lead.end() + 2] not in name else ""
        found.append((right, told, Options([c.marks for c in told], [t == right for t in texts], (), right in texts)))
    return found


def sentences() -> list[tuple[str, list[Choice], Options]]:
    """The hard sentences about names, whose callers say one each."""
    found = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, words, expected = (row + "\t\t").split("\t")[:3]
        names = [part.split(":")[0] for part in expected.split(",")] if kind in ("name", "accused") else []
        turns = [Turn("caller", part) for part in words.split("／")[-1:]]
        found += [t for line in scene_of(turns).callers for t in _tasks(line, [n for n in names if n.strip("-")])]
    return found


def examples(paths: list[str]) -> list[tuple[str, list[tuple[str, list[Choice], Options]]]]:
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            name, call = call_from_json(row)
            names = _named(json.loads(row)["labels"])
            tasks = [task for line in scene_of(call.turns).callers for task in _tasks(line, names)]
            found.append((name, tasks))
    return found


if __name__ == "__main__":
    told = [task for _, tasks in examples(sys.argv[1:]) for task in tasks] + sentences() * 4
    write(OUT, "training/name_model.py", fit([options for *_, options in told], decay=1e-3))
