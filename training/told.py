"""What the models learn from: labelled calls, the hard sentences of the tests, and scenes of our own."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cases.drafting import Call, Gazetteer, Turn, call_from_json
from cases.drafting.model import Role
from cases.drafting.nature.category import happened
from cases.drafting.reading.lines import scene_of

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "cases/drafting/data"
SENTENCES = ROOT / "tests/data/drafting/sentences.tsv"
Labels = dict[str, Any]


def labelled(paths: Iterable[str]) -> Iterator[tuple[Call, Labels]]:
    for path in paths:
        for row in filter(None, Path(path).read_text(encoding="utf-8").splitlines()):
            yield call_from_json(row)[1], json.loads(row)["labels"]


def happenings(paths: Iterable[str]) -> Iterator[tuple[Call, Labels]]:
    """Of the enquiries, only those that are asked when and where."""
    for call, labels in labelled(paths):
        if labels["category"] != "咨询求助" or (not labels["in_scope"] and happened(scene_of(call.turns))):
            yield call, labels


def lines(name: str) -> list[str]:
    """Of a file of our own, without what is only told about it."""
    rows = (ROOT / "training/data" / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def sentences(*kinds: str) -> Iterator[tuple[str, str]]:
    """The words of the hard sentences of these kinds, and what is expected of them."""
    rows = (row.split("\t") for row in SENTENCES.read_text(encoding="utf-8").splitlines())
    yield from ((words, expected) for kind, words, expected in rows if kind in kinds)


def turns(words: str, first: Role = "operator") -> list[Turn]:
    """A ／ parts the turns, and `first` speaks first; who speaks alone is the caller."""
    told = words.split("／")
    speakers: tuple[Role, Role] = ("operator", "caller")
    at = 1 if len(told) == 1 else speakers.index(first)
    return [Turn(speakers[(at + k) % 2], text) for k, text in enumerate(told)]


def people(expected: str) -> list[dict[str, str | None]]:
    """`name:position,…` with - where either is not known."""
    pairs = (part.split(":") for part in expected.split(",") if ":" in part)
    return [{"name": name.strip("-") or None, "position": position.strip("-") or None} for name, position in pairs]


def gazetteer() -> Gazetteer:
    with (ROOT / "config/units.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(row for row in file if not row.startswith("#")))
    return Gazetteer.from_units([(row["code"], row["name"], row.get("parent", "")) for row in rows])
