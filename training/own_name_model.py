"""Weighs the marks of names: which are the caller's own. Writes cases/drafting/data/own_name_model.txt.

usage: python -m training.own_name_model CALLS.jsonl...
"""

from __future__ import annotations

import sys

from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.reporter.choice import NONE, choice_marks
from cases.drafting.reporter.reporter import names_told, settled
from training.choice_model import Options, fit, write
from training.told import labelled, sentences, turns

DECAY, HARD_WEIGHT = 1e-3, 2


def task(scene: Scene, own: str | None) -> list[Options]:
    """The names of a call and which of them is the caller's, as it finally stands."""
    told = names_told(scene)
    right = [own is not None and settled(scene, name).value == own for name in told]
    return [Options(choice_marks(scene, told), right, NONE, own is not None)] if told else []


def examples(paths: list[str]) -> list[Options]:
    told = labelled(paths)
    return [o for call, labels in told for o in task(scene_of(call.turns), labels["reporter_name"])]


def hard() -> list[Options]:
    told = sentences("name")
    return [o for words, expected in told for o in task(scene_of(turns(words)), expected.strip("-") or None)]


if __name__ == "__main__":
    write("own_name_model", fit(examples(sys.argv[1:]) + hard() * HARD_WEIGHT, decay=DECAY))
