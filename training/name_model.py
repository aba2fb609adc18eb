"""Weighs the marks of names: how far each goes. Writes cases/drafting/data/name_model.txt.

usage: python -m training.name_model CALLS.jsonl...
"""

from __future__ import annotations

import re
import sys

from cases.drafting import Turn
from cases.drafting.names.choice import Choice, choices
from cases.drafting.names.names import ruled_name, ruled_surname
from cases.drafting.reading.lines import Line, scene_of
from training.choice_model import Options, fit, write
from training.told import Labels, labelled, sentences

LEAD = re.compile(
    "(?:(?<=我)|(?<=俺)|(?<=他)|(?<=字)|(?<=警)|(?<=长)|(?<=个))(?:就?叫|是)|名字(?:是|叫)?|(?:本名|真名|全名|大名)(?:是|叫)?|姓(?!名)|叫|^|免贵"
)


Task = tuple[str, list[Choice], Options]


def _named(labels: Labels) -> list[str]:
    people = [labels["reporter_name"], *(a.get("name") for a in labels["accused"])]
    return [str(name) for name in people if name]


def _tasks(line: Line, names: list[str]) -> list[Task]:
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


def hard() -> list[Task]:
    """The hard sentences about names, whose callers say one each."""
    found = []
    for words, expected in sentences("name", "accused"):
        names = [name for part in expected.split(",") if (name := part.split(":")[0]).strip("-")]
        found += [t for line in scene_of([Turn("caller", words.split("／")[-1])]).callers for t in _tasks(line, names)]
    return found


def examples(paths: list[str]) -> list[Task]:
    told = ((scene_of(call.turns), _named(labels)) for call, labels in labelled(paths))
    return [task for scene, names in told for line in scene.callers for task in _tasks(line, names)]


if __name__ == "__main__":
    told = examples(sys.argv[1:]) + hard() * 6
    write("name_model", fit([options for *_, options in told], decay=1e-3))
