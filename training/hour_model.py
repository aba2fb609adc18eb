"""Weighs the marks of hours: which is that of the matter, or none. Writes cases/drafting/data/hour_model.txt.

Learns from labelled calls and from training/data/hour_lines.txt.
Run it after training/day_model.py: an hour stands to the day that was told best.

usage: python training/hour_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.clock import CHINA  # noqa: E402
from cases.drafting import Turn, call_from_json  # noqa: E402
from cases.drafting.days_told import Told, days_told  # noqa: E402
from cases.drafting.hours_told import clock_face, hours_told, none_marks  # noqa: E402
from cases.drafting.lines import Scene, scene_of  # noqa: E402

OUT = ROOT / "cases/drafting/data/hour_model.txt"
LINES = ROOT / "training/data/hour_lines.txt"
CALLED = datetime(2026, 5, 20, 21, 30, tzinfo=CHINA)
DECAY = 3e-3


def examples(path: str) -> list[Options]:
    return [o for row in Path(path).read_text(encoding="utf-8").splitlines() for o in _labelled(row)]


def _labelled(row: str) -> list[Options]:
    """Against the labelled day, where it was told best."""
    _, call = call_from_json(row)
    labels = json.loads(row)["labels"]
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
    chosen = [clock_face(h) == face for h in hours]
    return Options([h.marks for h in hours], chosen, none_marks(category, len(hours)), face is not None)


def own_lines() -> list[Options]:
    rows = [row for row in LINES.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    return [_own(words.split("／"), label or None) for words, label in (row.split("|") for row in rows)]


def _own(parts: Sequence[str], label: str | None) -> Options:
    scene = scene_of([Turn("operator" if k % 2 else "caller", part) for k, part in enumerate(parts)])
    days = days_told(scene, CALLED.date(), "")
    return _options(scene, days[0], days, CALLED, "", label)


if __name__ == "__main__":
    calls = [o for path in sys.argv[1:] for o in examples(path)]
    write(OUT, "training/hour_model.py", fit(calls + own_lines(), DECAY))
