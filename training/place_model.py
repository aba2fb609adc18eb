"""Weighs the marks of places: which is that of the matter, or none.

Writes cases/drafting/data/place_model.txt.

usage: python training/place_model.py CALLS.jsonl...
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402
from place_scenes import Scene, labelled, own  # noqa: E402

from cases.drafting import Gazetteer  # noqa: E402
from cases.drafting.drafter import Drafter  # noqa: E402
from cases.drafting.place_setting import Choice, alike  # noqa: E402

OUT = ROOT / "cases/drafting/data/place_model.txt"
DECAY, RARE = 1e-2, 6


def gazetteer() -> Gazetteer:
    with (ROOT / "config/units.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(row for row in file if not row.startswith("#")))
    return Gazetteer.from_units([(row["code"], row["name"], row.get("parent", "")) for row in rows])


Example = tuple[str, str, list[Choice], Options]


def examples(scenes: Iterable[Scene]) -> list[Example]:
    places, found = gazetteer(), []
    for name, call, category, right in scenes:
        drafter = Drafter(places, call.call_time, call.caller_id, call.called_unit)
        for turn in call.turns:
            drafter.hear(turn)
        told, none = drafter.place_choices(category)
        fits = [alike(c.text, right) for c in told]
        found.append((name, right, told, Options([c.marks for c in told], fits, none, bool(right))))
    return found


if __name__ == "__main__":
    found = examples(chain(*map(labelled, sys.argv[1:]), own()))
    write(OUT, "training/place_model.py", fit([options for *_, options in found], DECAY, RARE))
