"""Drafts of labelled calls, compared by the conventions of the labelled set (places by 80 % of their characters)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.drafting import Call, Gazetteer, call_from_json, draft

TEXT = ("reporter_name", "reporter_phone", "reporter_id_number", "incident_date", "incident_time")
LOOSE = ("reporter_address", "incident_place", "accused.unit")
SETS = ("plate_numbers", "amounts_yuan", "evidence", "risk_flags")
FLAGS = ("anonymous", "confidential", "urgent", "repeat_report")


Labelled = tuple[dict[str, Any], Call]


@dataclass(frozen=True)
class Figures:
    f1: float
    precision: float
    category: float
    scope: float


def _items(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in (*TEXT, *LOOSE[:2]):
        if fields.get(name):
            yield name, str(fields[name])
    for name in SETS:
        yield from ((name, str(float(v)) if name == "amounts_yuan" else v) for v in fields.get(name) or [])
    yield from ((name, "") for name in FLAGS if fields.get(name))
    for person in fields.get("accused") or []:
        yield from ((f"accused.{key}", value) for key, value in person.items() if value)


def _same(name: str, a: str, b: str) -> bool:
    if name not in LOOSE:
        return a == b
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common >= 0.8 * (len(a) + len(b))


def figures(path: Path, gazetteer: Gazetteer) -> Figures:
    return scored(labelled(path), gazetteer)


def labelled(path: Path) -> list[Labelled]:
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if row]
    return [(json.loads(row)["labels"], call_from_json(row)[1]) for row in rows]


def scored(calls: Sequence[Labelled], gazetteer: Gazetteer) -> Figures:
    right = given = wanted = category = scope = 0
    for labels, call in calls:
        fields = draft(call, gazetteer).fields
        left = list(_items(fields))
        given += len(left)
        for name, value in _items(labels):
            wanted += 1
            hit = next((x for x in left if x[0] == name and _same(name, value, x[1])), None)
            if hit:
                left.remove(hit)
                right += 1
        category += fields["category"] == labels["category"]
        scope += fields["in_scope"] == labels["in_scope"]
    f1, precision = 2 * right / max(1, given + wanted), right / max(1, given)
    return Figures(f1, precision, category / len(calls), scope / len(calls))
