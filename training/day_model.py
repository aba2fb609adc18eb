"""Weighs the marks of days: which is that of the matter, or none. Writes cases/drafting/data/day_model.txt.

Learns from labelled calls and from training/data/day_lines.txt.

usage: python -m training.day_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from datetime import datetime

from cases.clock import CHINA
from cases.drafting.reading.lines import scene_of
from cases.drafting.times import day_marks
from cases.drafting.times.days_told import days_told
from training.choice_model import Options, fit, write
from training.told import happenings, lines, turns

CALLED = datetime(2026, 5, 20, 21, 30, tzinfo=CHINA)


def examples(paths: list[str]) -> list[Options]:
    found = []
    for call, labels in happenings(paths):
        told = days_told(scene_of(call.turns), call.call_time.astimezone(CHINA).date(), labels["category"])
        right = [t.day.isoformat() == labels["incident_date"] for t in told]
        none = day_marks.none_marks(labels["category"], len(told))
        found.append(Options([t.marks for t in told], right, none, bool(labels["incident_date"])))
    return found


def own() -> list[Options]:
    return [_own(*row.split("|")) for row in lines("day_lines.txt")]


def _own(category: str, words: str, label: str) -> Options:
    scene = scene_of(turns(words, first="caller"))
    told = days_told(scene, CALLED.date(), category)
    days = {t.day for t in told if label and t.line.text[t.start : t.end].endswith(label)}
    right = [t.day in days for t in told]
    return Options([t.marks for t in told], right, day_marks.none_marks(category, len(told)), bool(label))


if __name__ == "__main__":
    write("day_model", fit(examples(sys.argv[1:]) + own(), decay=3e-3))
