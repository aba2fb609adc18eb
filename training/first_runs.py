"""Tells, value by value, what the first drafts of calls got right that no rule had been written by.

Printed rows go into training/data/first_runs.tsv, once for each set of calls, before anybody reads their misses.

usage: python -m training.first_runs CALLS.jsonl... >> training/data/first_runs.tsv
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from cases.drafting import draft
from cases.drafting.model import Evidence
from training.told import Labels, gazetteer, labelled


def right(name: str, said: Evidence, labels: Labels) -> bool:
    """As the scorer of the labelled set compares: places by 80 % of their characters, all else exactly."""
    value, label = said.value, labels.get(name)
    if name == "accused":
        return any(_person(value, person) for person in label or [])
    if isinstance(label, list):
        return value in label or (name == "amounts_yuan" and float(value) in map(float, label))
    if name in ("reporter_address", "incident_place") and label:
        common = sum((Counter(str(value)) & Counter(label)).values())
        return 2 * common >= 0.8 * (len(str(value)) + len(label))
    return bool(value == label)


def _person(told: Any, person: dict[str, Any]) -> bool:
    """The one who was meant: by name where there is one, else by position."""
    told = told if isinstance(told, dict) else {"name": str(told)}
    key = "name" if told.get("name") else "position" if told.get("position") else "unit"
    return bool(told.get(key)) and told.get(key) == person.get(key)


def rows(paths: list[str]) -> Iterator[str]:
    places = gazetteer()
    for call, labels in labelled(paths):
        made = draft(call, places)
        for name, said in ((name, said) for name, found in made.evidence.items() for said in found):
            # The words behind a category are no value of their own; a demand may be said in many ways.
            good = made.fields[name] == labels[name] if name == "category" else right(name, said, labels)
            if name != "demand":
                yield f"{name}\t{said.source}\t{said.confidence}\t{int(good)}"


if __name__ == "__main__":
    # Each rule's own confidence, not yet turned up or down.
    with patch("cases.drafting.proposal.calibrated", lambda _, evidence: evidence):
        for told in rows(sys.argv[1:]):
            print(told)  # noqa: T201
