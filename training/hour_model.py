"""Weighs the marks of hours: which is that of the matter, or none. Writes cases/drafting/data/hour_model.txt.

Learns from labelled calls and from training/data/hour_lines.txt.
Run it after training/day_model.py: an hour stands to the day that was told best.

usage: python -m training.hour_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from datetime import datetime

from cases.clock import CHINA
from cases.drafting import Call
from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.times.days_told import Told, days_told
from cases.drafting.times.hours_told import hours_told, none_marks
from training.choice_model import Options, fit, write
from training.told import Labels, happenings, lines, turns

CALLED = datetime(2026, 5, 20, 21, 30, tzinfo=CHINA)
DECAY = 3e-3


def examples(paths: list[str]) -> list[Options]:
    return [o for call, labels in happenings(paths) for o in _labelled(call, labels)]


def _labelled(call: Call, labels: Labels) -> list[Options]:
    """Against the labelled day, where it was told best."""
    scene, category = scene_of(call.turns), labels["category"]
    days = days_told(scene, call.call_time.astimezone(CHINA).date(), category)
    right = [d for d in days if d.day.isoformat() == labels["incident_date"]]
    if not right:
        return []
    best = max(right, key=lambda d: d.weight)
    return [_options(scene, best, days, call.call_time, category, labels["incident_time"])]


def _options(scene: Scene, day: Told, days: list[Told], called: datetime, category: str, label: str | None) -> Options:
    hours = hours_told(scene, day, days, called.astimezone(CHINA).date(), category)
    face = (int(label[:2]) % 12, int(label[3:])) if label else None
    chosen = [h.moment.face == face for h in hours]
    return Options([h.marks for h in hours], chosen, none_marks(category, len(hours)), face is not None)


def own() -> list[Options]:
    return [_own(words, label or None) for words, label in (row.split("|") for row in lines("hour_lines.txt"))]


def _own(words: str, label: str | None) -> Options:
    scene = scene_of(turns(words, first="caller"))
    days = days_told(scene, CALLED.date(), "")
    return _options(scene, days[0], days, CALLED, "", label)


if __name__ == "__main__":
    write("hour_model", fit(examples(sys.argv[1:]) + own(), DECAY))
