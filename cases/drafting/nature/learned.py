"""The small model of categories that training/category_model.py makes: what the words say, and the choice that rests
on it and on the marks of the whole call."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np

from cases.drafting.nature.signs import (
    BLOCKS,
    OPENING_LINES,
    char_signs,
    counts,
    demand_signs,
    police_spoken_of,
    whole_signs,
    word_signs,
    words_of,
)
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.segments import tokens
from cases.drafting.reading.shipped import shipped


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one block: each sign's row, and the rows. One array, because the garbage collector walks through whatever
    holds objects, and would walk through a hundred thousand of them in the middle of a call."""

    rows: dict[str, int]
    values: np.ndarray

    @classmethod
    def of(cls, table: dict[str, list[str]], width: int) -> Weights:
        values = np.array(list(table.values()), dtype=np.float32).reshape(-1, width)
        return cls({sign: row for row, sign in enumerate(table)}, values)

    def sums(self, rows: list[int]) -> list[float]:
        return list(map(float, self.values[rows].sum(axis=0, dtype=np.float64)))


CHOICE = "choice"
FOLLOWS_UP = "咨询求助+"
"""A call about an earlier complaint: help that is in scope."""


@dataclass(frozen=True, slots=True)
class Model:
    """Names of the categories, where each starts, the weights of each block's signs (the last of a row tells how rare
    the sign is), and of each mark for each name of a choice, which are one more."""

    names: tuple[str, ...]
    bias: tuple[float, ...]
    tables: dict[str, Weights]
    choice: dict[str, tuple[float, ...]]


@cache
def _model() -> Model:
    head, bias, *rows = shipped("category_model")
    names = tuple(head.split("\t")[1:])
    told: dict[str, dict[str, list[str]]] = {block: {} for block in (*BLOCKS, CHOICE)}
    for block, sign, *values in (row.split("\t") for row in rows):
        told[block][sign] = values
    tables = {block: Weights.of(told[block], len(names) + 1) for block in BLOCKS}
    choice = {mark: tuple(map(float, values)) for mark, values in told[CHOICE].items()}
    return Model(names, tuple(map(float, bias.split("\t")[1:])), tables, choice)


def chances(facts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """How likely each category is, and a call about an earlier complaint, by marks and how strong each is."""
    model = _model()
    names = (*model.names, FOLLOWS_UP)
    total = [0.0] * len(names)
    for mark, strength in facts:
        weights = model.choice.get(mark)
        if weights and strength:
            total = [old + strength * weight for old, weight in zip(total, weights, strict=True)]
    odds = [math.exp(value - max(total)) for value in total]
    return {name: odd / sum(odds) for name, odd in zip(names, odds, strict=True)}


@lru_cache(maxsize=20_000)
def speaks_for(word: str, category: str) -> float:
    """How far a word speaks for the category rather than for any."""
    names, table = _model().names, _model().tables["words"]
    row = table.rows.get(word)
    if row is None:
        return 0.0
    values = table.values[row].tolist()[: len(names)]
    return float(values[names.index(category)] - sum(values) / len(names))


@dataclass(slots=True)
class Tally:
    """Grows line by line; a sign counts once in a call. `unread`: those that no score has counted yet."""

    callers: int = 0
    signs: dict[str, set[str]] = field(default_factory=lambda: {block: set() for block in BLOCKS})
    unread: dict[str, set[str]] = field(default_factory=lambda: {block: set() for block in BLOCKS})
    told: Counter[str] = field(default_factory=Counter)

    def hear(self, line: Line) -> None:
        """A line of the caller's, and the question that it answers."""
        text = line.text
        words, chars = word_signs([token.text for token in tokens(line)]), char_signs(text)
        self._note("words", words)
        self._note("chars", chars)
        if self.callers < OPENING_LINES:
            self._note("opening", words)
        self._note("demand", demand_signs(text, line.asked, words | chars))
        self.told.update(counts(text))
        self.told["opening police"] += self.told["police"] if self.callers < 2 else 0
        self.callers += 1

    def reply(self, text: str) -> None:
        """A line of the operator's: what they make of it says much of what it is."""
        self._note("answer", word_signs(words_of(text)) | char_signs(text))
        self.told["asked police"] += police_spoken_of(text)

    def _note(self, block: str, found: set[str]) -> None:
        new = found - self.signs[block]
        self.signs[block] |= new
        self.unread[block] |= new

    def blocks(self) -> dict[str, set[str]]:
        return self.signs | {"whole": whole_signs(self.told)}


HALF_SURE = 15
"""Words and pairs of words after which what they say has half its weight."""


def weight_of(tally: Tally) -> float:
    heard = len(tally.signs["words"])
    return 2 * heard / (heard + HALF_SURE)


@dataclass(slots=True)
class Reading:
    """A tally of so many lines, and its scores so far."""

    lines: int = 0
    tally: Tally = field(default_factory=Tally)
    sums: dict[str, list[float]] = field(default_factory=dict)

    def scores(self) -> dict[str, float]:
        """What was summed before is not summed again; counts change, so their block is."""
        model = _model()
        unread, self.tally.unread = self.tally.unread, {block: set() for block in BLOCKS}
        unread["whole"] = whole_signs(self.tally.told)
        self.sums.pop("whole", None)
        total = list(model.bias)
        for block in BLOCKS:
            *sums, rare = self._sums(block, unread[block], model.tables[block])
            scale = (BLOCKS[block] / max(1.0, rare)) ** 0.5
            total = [old + scale * new for old, new in zip(total, sums, strict=True)]
        return dict(zip(model.names, total, strict=True))

    def _sums(self, block: str, unread: set[str], table: Weights) -> list[float]:
        sums = self.sums.get(block) or [0.0] * (len(_model().names) + 1)
        new = sorted(row for row in map(table.rows.get, unread) if row is not None)
        if new:
            sums = self.sums[block] = [old + more for old, more in zip(sums, table.sums(new), strict=True)]
        return sums


def reading_of(scene: Scene) -> Reading:
    """The signs of all lines; each is read once, and the operator's greeting not at all."""
    reading: Reading = scene.kept.setdefault("category", Reading())
    for line in scene.lines[reading.lines :]:
        if line.by_caller:
            reading.tally.hear(line)
        elif line.index > 0:
            reading.tally.reply(line.text)
    reading.lines = len(scene.lines)
    return reading
