"""Weighs the marks of people in a call: who of them is complained of. Writes cases/drafting/data/person_model.txt.

usage: python -m training.person_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from cases.drafting.accused.among import among
from cases.drafting.accused.marks import marks, stage_of
from cases.drafting.nature.category import judge
from cases.drafting.people.people import Figure, figures
from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.reporter.reporter import reporter_name
from training.choice_model import Options, fit, write
from training.second_look import Call, fit_twice
from training.told import labelled, lines, people, sentences, turns

DECAY = 1e-3
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


def examples(paths: list[str]) -> list[People]:
    found = []
    for call, labels in labelled(paths):
        if labels["category"] == "咨询求助":
            continue
        scene = scene_of(call.turns)
        nature = judge(scene, True)
        found.append(options(scene, str(nature.category), nature.in_scope, labels["accused"]))
    return found


def hard() -> list[People]:
    told = sentences("accused")
    return [options(scene_of(turns(words)), "执法办案", True, people(expected)) for words, expected in told]


def own() -> list[People]:
    """Scenes of several people each."""
    rows = (row.split("	") for row in lines("people_lines.tsv"))
    return [options(scene_of(turns(words)), name, name != "非受理范围", people(right)) for name, words, right in rows]


def seen(found: list[People]) -> list[Call]:
    return [(among([one.person for one, _ in people]), [option for _, option in people]) for people in found]


if __name__ == "__main__":
    told = seen(examples(sys.argv[1:])) + seen(hard()) * 5 + seen(own()) * 3
    write("person_model", fit_twice(told, partial(fit, decay=DECAY)))
