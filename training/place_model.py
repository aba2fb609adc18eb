"""Weighs the marks of places: which is that of the matter, or none.

Writes cases/drafting/data/place_model.txt.

usage: python training/place_model.py CALLS.jsonl...
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402

from cases.drafting import Gazetteer, call_from_json  # noqa: E402
from cases.drafting.drafter import Drafter  # noqa: E402
from cases.drafting.place_choice import Choice, alike  # noqa: E402

OUT = ROOT / "cases/drafting/data/place_model.txt"


def gazetteer() -> Gazetteer:
    with (ROOT / "config/units.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(row for row in file if not row.startswith("#")))
    return Gazetteer.from_units([(row["code"], row["name"], row.get("parent", "")) for row in rows])


def examples(paths: list[str]) -> list[tuple[str, str, list[Choice], Options]]:
    places, found = gazetteer(), []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            name, call = call_from_json(row)
            labels = json.loads(row)["labels"]
            drafter = Drafter(places, call.call_time, call.caller_id, call.called_unit)
            for turn in call.turns:
                drafter.hear(turn)
            told, none = drafter.place_choices(labels["category"])
            right = labels["incident_place"] or ""
            fits = [alike(c.text, right) for c in told]
            found.append((name, right, told, Options([c.marks for c in told], fits, none, bool(right))))
    return found


if __name__ == "__main__":
    write(OUT, "training/place_model.py", fit([options for *_, options in examples(sys.argv[1:])]))
