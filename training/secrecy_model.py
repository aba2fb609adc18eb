"""Weighs the marks of wishes: which of them asks for secrecy. Writes cases/drafting/data/secrecy_model.txt.

A call's label does not tell which of its words asked; any of them may have.

usage: python -m training.secrecy_model CALLS.jsonl...
"""

from __future__ import annotations

import sys

from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.reporter.secrecy import NONE, wishes
from training.choice_model import Options, fit, write
from training.told import labelled, sentences, turns

DECAY = 1e-3


def options(scene: Scene, asked: bool) -> Options:
    found = wishes(scene)
    return Options([wish.marks for wish in found], [asked] * len(found), NONE, asked)


def examples(paths: list[str]) -> list[Options]:
    return [options(scene_of(call.turns), labels["confidential"]) for call, labels in labelled(paths)]


def hard() -> list[Options]:
    return [options(scene_of(turns(words)), expected == "是") for words, expected in sentences("confidential")]


def unruled(told: Options) -> Options:
    """The plain rule was written by the same words: left out, they have to tell by themselves."""
    marks = [tuple(mark for mark in shown if not mark.startswith("asked plainly")) for shown in told.marks]
    return Options(marks, told.right, told.none, told.any_right)


if __name__ == "__main__":
    write("secrecy_model", fit(examples(sys.argv[1:]) + [unruled(option) for option in hard()] * 4, decay=DECAY))
