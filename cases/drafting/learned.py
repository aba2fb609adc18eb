"""The small model of categories that training/category_model.py makes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np

from cases.drafting.signs import (
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


@cache
def _model() -> tuple[tuple[str, ...], tuple[float, ...], dict[str, Weights]]:
    """Names of the categories, where each starts, and the weights of each block's signs."""
    head, bias, *rows = files(__package__).joinpath("data/category_model.txt").read_text(encoding="utf-8").splitlines()
    names = tuple(head.split("\t")[1:])
    told: dict[str, dict[str, list[str]]] = {block: {} for block in BLOCKS}
    for block, sign, *values in (row.split("\t") for row in rows):
        told[block][sign] = values
    tables = {block: Weights.of(table, len(names)) for block, table in told.items()}
    return names, tuple(map(float, bias.split("\t")[1:])), tables


def speaks_for(word: str, category: str) -> float:
    """How far a word speaks for the category rather than for any."""
    names, _, tables = _model()
    row = tables["words"].rows.get(word)
    if row is None:
        return 0.0
    values = tables["words"].values[row].tolist()
    return float(values[names.index(category)] - sum(values) / len(names))


@dataclass(slots=True)
class Tally:
    """Grows line by line; a sign counts once in a call. `unread`: those that no score has counted yet."""

    callers: int = 0
    signs: dict[str, set[str]] = field(default_factory=lambda: {block: set() for block in BLOCKS})
    unread: dict[str, set[str]] = field(default_factory=lambda: {block: set() for block in BLOCKS})
    told: Counter[str] = field(default_factory=Counter)

    def hear(self, text: str, asked: str) -> None:
        """A line of the caller's, and the question that it answers."""
        words, chars = word_signs(words_of(text)), char_signs(text)
        self._note("words", words)
        self._note("chars", chars)
        if self.callers < OPENING_LINES:
            self._note("opening", words)
        self._note("demand", demand_signs(text, asked, words | chars))
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


@dataclass(slots=True)
class Reading:
    """A tally and its scores so far."""

    tally: Tally = field(default_factory=Tally)
    sums: dict[str, list[float]] = field(default_factory=dict)
    known: Counter[str] = field(default_factory=Counter)

    def scores(self) -> dict[str, float]:
        """What was summed before is not summed again; counts change, so their block is."""
        names, bias, tables = _model()
        unread, self.tally.unread = self.tally.unread, {block: set() for block in BLOCKS}
        unread["whole"] = whole_signs(self.tally.told)
        self.sums["whole"], self.known["whole"] = [0.0] * len(names), 0
        total = list(bias)
        for block in BLOCKS:
            sums = self._sums(block, unread[block], tables[block])
            scale = (BLOCKS[block] / max(1, self.known[block])) ** 0.5
            total = [old + scale * new for old, new in zip(total, sums, strict=True)]
        return dict(zip(names, total, strict=True))

    @property
    def known_words(self) -> int:
        """Of the caller's words and pairs of words those that the model knows, as far as scores were asked for."""
        return self.known["words"]

    def _sums(self, block: str, unread: set[str], table: Weights) -> list[float]:
        sums = self.sums.get(block) or [0.0] * len(_model()[0])
        new = sorted(row for row in map(table.rows.get, unread) if row is not None)
        if new:
            sums = self.sums[block] = [old + more for old, more in zip(sums, table.sums(new), strict=True)]
            self.known[block] += len(new)
        return sums
