"""Labelled calls, scenes of our own (training/data/place_lines.txt) and the hard sentences, for the model of places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cases.drafting import Call
from training.told import happenings, lines, sentences, turns

_DAY = datetime(2026, 5, 20, 8, tzinfo=UTC)


class Scene(NamedTuple):
    """The call, its category and the place ("" where there is none); parts of calls tell more places than calls do."""

    call: Call
    category: str
    place: str
    part: bool


def scenes(paths: list[str]) -> Iterator[Scene]:
    for path in paths:
        for call, labels in happenings([path]):
            yield Scene(call, labels["category"], labels["incident_place"] or "", Path(path).stem == "scenes")


def own() -> Iterator[Scene]:
    for row in lines("place_lines.txt"):
        category, place, told = row.split("|")
        yield Scene(Call(_DAY, "", "", turns(told)), category, place, part=True)


def hard() -> Iterator[Scene]:
    for words, place in sentences("place"):
        yield Scene(Call(_DAY, "", "", turns(words)), "", place.replace("-", ""), part=True)
