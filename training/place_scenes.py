"""Labelled calls, scenes of our own (training/data/place_lines.txt) and the hard sentences, for the model of places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from cases.drafting import Call
from training.told import labelled, lines, sentences, turns

_DAY = datetime(2026, 5, 20, 8, tzinfo=UTC)

Scene = tuple[Call, str, str]
"""The call, its category and the place, "" where there is none."""


def scenes(paths: list[str]) -> Iterator[Scene]:
    for call, labels in labelled(paths):
        yield call, labels["category"], labels["incident_place"] or ""


def own() -> Iterator[Scene]:
    for row in lines("place_lines.txt"):
        category, place, told = row.split("|")
        yield Call(_DAY, "", "", turns(told)), category, place


def hard() -> Iterator[Scene]:
    for words, place in sentences("place"):
        yield Call(_DAY, "", "", turns(words)), "", place.replace("-", "")
