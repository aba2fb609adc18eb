"""Weighs the marks of places: which choice, or none, by softmax over each labelled call, plain numpy.

Writes cases/drafting/data/place_model.txt.

usage: python training/place_model.py CALLS.jsonl...
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from cases.drafting import Gazetteer, call_from_json  # noqa: E402
from cases.drafting.drafter import Drafter  # noqa: E402
from cases.drafting.place_choice import Choice, alike  # noqa: E402

OUT = ROOT / "cases/drafting/data/place_model.txt"
STEPS, RATE, DECAY, RARE = 1500, 2.0, 1e-2, 3


@dataclass(frozen=True)
class Example:
    """One call: its right place ("" for none), what could be chosen, the marks of choosing nothing."""

    name: str
    right: str
    choices: list[Choice]
    none: tuple[str, ...]


def gazetteer() -> Gazetteer:
    with (ROOT / "config/units.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(row for row in file if not row.startswith("#")))
    return Gazetteer.from_units([(row["code"], row["name"], row.get("parent", "")) for row in rows])


def examples(paths: list[str]) -> list[Example]:
    places, found = gazetteer(), []
    for path in paths:
        for row in Path(path).read_text(encoding="utf-8").splitlines():
            name, call = call_from_json(row)
            labels = json.loads(row)["labels"]
            drafter = Drafter(places, call.call_time, call.caller_id, call.called_unit)
            for turn in call.turns:
                drafter.hear(turn)
            options, none = drafter.place_choices(labels["category"])
            found.append(Example(name, labels["incident_place"] or "", options, none))
    return found


def _rows(calls: list[Example]) -> tuple[list[tuple[str, ...]], list[float], list[int]]:
    """Marks, rightness and call of every choice and of none. A place among no choices teaches nothing."""
    shown: list[tuple[str, ...]] = []
    right: list[float] = []
    group: list[int] = []
    for call in calls:
        fits = [alike(c.text, call.right) for c in call.choices]
        if not fits or (call.right and not any(fits)):
            continue
        number = group[-1] + 1 if group else 0
        shown += [tuple(set(c.marks)) for c in call.choices] + [call.none]
        right += [*map(float, fits), float(not any(fits))]
        group += [number] * (len(fits) + 1)
    return shown, right, group


def fit(calls: list[Example]) -> dict[str, float]:
    shown, right, groups = _rows(calls)
    count = Counter(mark for marks in shown for mark in marks)
    index = {mark: k for k, mark in enumerate(sorted(m for m, n in count.items() if n >= RARE))}
    x = np.zeros((len(shown), len(index)))
    for k, marks in enumerate(shown):
        x[k, [index[mark] for mark in marks if mark in index]] = 1
    y, group = np.array(right), np.array(groups)
    w = np.zeros(len(index))
    for _ in range(STEPS):
        e = np.exp(x @ w)
        p = e / np.bincount(group, e)[group]
        q = e * y / np.bincount(group, e * y)[group]
        w -= RATE * (x.T @ (p - q) / (group[-1] + 1) + DECAY * w)
    return dict(zip(index, w, strict=True))


def write(table: dict[str, float]) -> None:
    rows = [f"{name}\t{w:.3f}" for name, w in table.items() if abs(w) >= 0.005]
    OUT.write_text("# By training/place_model.py: mark, weight.\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(fit(examples(sys.argv[1:])))
