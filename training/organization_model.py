"""Weighs the marks of businesses and bodies: where their names begin, and which is complained of.

Writes cases/drafting/data/organization_model.txt.

usage: python training/organization_model.py CALLS.jsonl...
"""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
from choice_model import Options, fit, write  # noqa: E402
from place_model import gazetteer  # noqa: E402

from cases.drafting import call_from_json  # noqa: E402
from cases.drafting.lines import scene_of  # noqa: E402
from cases.drafting.model import Turn  # noqa: E402
from cases.drafting.organization_choice import Choice, alike, choices, none_marks  # noqa: E402
from cases.drafting.organization_edges import MODEL, marks  # noqa: E402
from cases.drafting.organization_spans import named, spans  # noqa: E402
from cases.drafting.paths import unit_paths  # noqa: E402
from cases.drafting.weights import table  # noqa: E402

OUT = ROOT / f"cases/drafting/data/{MODEL}.txt"
LINES = ROOT / "training/data/organization_lines.txt"
DECAY, EDGE_DECAY = 6e-3, 6e-3
PLACES = gazetteer()

Told = tuple[tuple[Turn, ...], list[str]]
"""What was said, and what is complained of."""


def labelled(path: str) -> list[Told]:
    """Calls out of scope."""
    found = []
    for row in Path(path).read_text(encoding="utf-8").splitlines():
        labels = json.loads(row)["labels"]
        if labels["category"] == "非受理范围":
            units = sorted({str(a["unit"]) for a in labels["accused"] if a["unit"]})
            found.append((tuple(call_from_json(row)[1].turns), units))
    return found


def own() -> list[Told]:
    found = []
    for row in LINES.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            unit, told = row.split("|")
            turns = (Turn("caller" if k % 2 else "operator", text) for k, text in enumerate(told.split("／")))
            found.append((tuple(turns), [unit] if unit else []))
    return found


def edges(told: Told) -> list[Options]:
    """Where the names begin that are right; what else is named teaches nothing."""
    found, (turns, units) = [], told
    for line in scene_of(turns).lines[1:]:
        for span in spans(line):
            names = [named(line, start, span.kind_end) for start in span.starts]
            fits = [name for name in names if any(unit.startswith(name) for unit in units)]
            if fits:
                fullest = max(fits, key=len)
                right = [name == fullest for name in names]
                found.append(Options([marks(line, span, start) for start in span.starts], right, (), True))
    return found


def task(told: Told) -> tuple[list[str], list[Choice], Options]:
    """A body that is named by nothing that ends like one teaches nothing."""
    turns, units = told
    scene = scene_of(turns)
    found = choices(scene, unit_paths(scene, PLACES))
    right = [any(alike(c.organization.words, unit) for unit in units) for c in found]
    return units, found, Options([c.marks for c in found], right, none_marks(found), bool(units))


def train(told: list[Told]) -> dict[str, float]:
    """First where names begin: what is chosen among is named by that."""
    known = fit([options for one in told for options in edges(one)], decay=EDGE_DECAY)
    table(MODEL).clear()
    table(MODEL).update(known)
    return known | fit([task(one)[2] for one in told], decay=DECAY)


if __name__ == "__main__":
    write(OUT, "training/organization_model.py", train([*chain(*map(labelled, sys.argv[1:])), *own()]))
