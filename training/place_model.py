"""Weighs the marks of places: which is that of the matter, or none.

Writes cases/drafting/data/place_model.txt, and edge_model.txt: the words at which places begin and end.

usage: python training/place_model.py CALLS.jsonl...
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
import edge_model  # noqa: E402
from choice_model import Options, fit, write  # noqa: E402
from place_scenes import Scene, labelled, own  # noqa: E402

from cases.drafting import Gazetteer, place_edges  # noqa: E402
from cases.drafting.drafter import Drafter  # noqa: E402
from cases.drafting.place_choice import Choice, alike  # noqa: E402

OUT = ROOT / "cases/drafting/data/place_model.txt"
EDGES = ROOT / "cases/drafting/data/edge_model.txt"
GROUPS, DECAY = 4, 1e-2


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


def _groups(paths: list[str]) -> list[list[Scene]]:
    """By file, so that no writer's places are looked for with what was learnt from the same writer."""
    found: list[list[Scene]] = [[] for _ in range(GROUPS)]
    for path in paths:
        min(found, key=len).extend(labelled(path))
    return [*found, list(own())]


def _use_edges(told: list[list[Options]]) -> None:
    write(EDGES, "training/place_model.py", edge_model.weights([o for group in told for o in group]))
    place_edges.forget()


def cross_fitted(groups: list[list[Scene]]) -> list[Example]:
    """Places are looked for with the edges of the other groups; those of all are left written."""
    edges = [edge_model.examples(group) for group in groups]
    found = []
    for k, group in enumerate(groups):
        _use_edges([other for n, other in enumerate(edges) if n != k])
        found += examples(group)
    _use_edges(edges)
    return found


if __name__ == "__main__":
    write(OUT, "training/place_model.py", fit([o for *_, o in cross_fitted(_groups(sys.argv[1:]))], DECAY))
