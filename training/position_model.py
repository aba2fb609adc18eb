"""Weighs the marks of positions: which a named person has, or none. Writes cases/drafting/data/position_model.txt.

usage: python -m training.position_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from typing import Any

from cases.drafting.accused.position_choice import Choice, choices, none_marks
from cases.drafting.nature.category import judge
from cases.drafting.people.people import figures
from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.reporter.reporter import reporter_name
from training.choice_model import Options, fit, write
from training.person_model import alike
from training.told import labelled, lines, people, sentences, turns

DECAY = 2e-3

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
        options = Options(
            [c.marks for c in told], right, none_marks(one, told, in_scope), label["position"] is not None
        )
        made.append((str(label["position"]), told, options))
    return made


def examples(paths: list[str]) -> list[Task]:
    found = []
    for call, labels in labelled(paths):
        scene = scene_of(call.turns)
        found += tasks(scene, labels["accused"], judge(scene, True).in_scope)
    return found


def hard() -> list[Task]:
    told = sentences("accused")
    return [task for words, expected in told for task in tasks(scene_of(turns(words)), people(expected))]


def own() -> list[Task]:
    """Scenes of several people each."""
    rows = (row.split("	") for row in lines("people_lines.tsv"))
    told = ((scene_of(turns(words)), people(right), name != "非受理范围") for name, words, right in rows)
    return [task for scene, accused, in_scope in told for task in tasks(scene, accused, in_scope)]


if __name__ == "__main__":
    told = [options for *_, options in examples(sys.argv[1:]) + (hard() + own()) * 3]
    write("position_model", fit(told, decay=DECAY))
