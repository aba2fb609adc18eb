"""Weighs the marks of days: which is that of the matter, or none. Writes cases/drafting/data/day_model.txt.

Learns from labelled calls and from training/data/day_lines.txt.

usage: python training/day_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.drafting import Turn, call_from_json, day_marks  # noqa: E402
from cases.drafting.days_told import Told, days_told  # noqa: E402
from cases.drafting.lines import scene_of  # noqa: E402
from cases.drafting.when import CHINA  # noqa: E402

OUT = ROOT / "cases/drafting/data/day_model.txt"
LINES = ROOT / "training/data/day_lines.txt"
CALLED = datetime(2026, 5, 20, 21, 30, tzinfo=CHINA)


def examples(paths: list[str]) -> list[tuple[str, list[Told], Options]]:
    found = []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            name, call = call_from_json(row)
            labels = json.loads(row)["labels"]
            told = days_told(scene_of(call.turns), call.call_time.astimezone(CHINA).date(), labels["category"])
            right = [t.day.isoformat() == labels["incident_date"] for t in told]
            none = day_marks.none_marks(labels["category"], len(told))
            found.append((name, told, Options([t.marks for t in told], right, none, bool(labels["incident_date"]))))
    return found


def own_lines() -> list[Options]:
    rows = [row for row in LINES.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    return [_own(*row.split("|")) for row in rows]


def _own(category: str, words: str, label: str) -> Options:
    parts = words.split("／")
    scene = scene_of([Turn("operator" if k % 2 else "caller", part) for k, part in enumerate(parts)])
    told = days_told(scene, CALLED.date(), category)
    days = {t.day for t in told if label and t.line.text[t.start : t.end].endswith(label)}
    right = [t.day in days for t in told]
    return Options([t.marks for t in told], right, day_marks.none_marks(category, len(told)), bool(label))


if __name__ == "__main__":
    calls = [options for *_, options in examples(sys.argv[1:])]
    write(OUT, "training/day_model.py", fit(calls + own_lines(), decay=3e-3))
