"""Labelled calls, and scenes of our own (training/data/place_lines.txt), for the models of places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cases.drafting import Call, Turn, call_from_json

ROOT = Path(__file__).parent
LINES = ROOT / "data/place_lines.txt"
SENTENCES = ROOT.parent / "tests/data/drafting/sentences.tsv"
"""The hard sentences of the tests."""
_DAY = datetime(2026, 5, 20, 8, tzinfo=UTC)

Scene = tuple[str, Call, str, str]
"""Its name, the call, its category and the place, "" where there is none."""


def labelled(path: str) -> Iterator[Scene]:
    for row in filter(None, Path(path).read_text(encoding="utf-8").splitlines()):
        name, call = call_from_json(row)
        labels = json.loads(row)["labels"]
        yield name, call, labels["category"], labels["incident_place"] or ""


def own() -> Iterator[Scene]:
    rows = (row.split("|") for row in LINES.read_text(encoding="utf-8").splitlines() if row and row[0] != "#")
    for number, (category, place, told) in enumerate(rows):
        yield f"own {number}", _told(told), category, place
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        if row.startswith("place\t"):
            _, words, place = row.split("\t")
            yield words, _told(words), "", place.replace("-", "")


def _told(words: str) -> Call:
    turns = [Turn("caller" if k % 2 else "operator", text) for k, text in enumerate(words.split("／"))]
    return Call(_DAY, "", "", turns)
