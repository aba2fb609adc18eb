"""The small model of categories that training/category_model.py makes: scores by character pairs and triples."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from cases.drafting.grams import grams


@cache
def _weights() -> tuple[tuple[str, ...], dict[str, tuple[float, ...]]]:
    head, *rows = files(__package__).joinpath("data/category_model.txt").read_text(encoding="utf-8").splitlines()
    names = tuple(head.split("gram ", 1)[1].split())
    table = {gram: tuple(map(float, values)) for gram, *values in map(str.split, rows)}
    return names, table


@dataclass(slots=True)
class Tally:
    """Grows line by line; a gram counts once in a call."""

    lines: int = 0
    known: set[str] = field(default_factory=set)
    sums: list[float] = field(default_factory=lambda: [0.0] * len(_weights()[0]))

    def read(self, text: str) -> None:
        table = _weights()[1]
        new = sorted((grams(text) & table.keys()) - self.known)
        self.known.update(new)
        for gram in new:
            for k, weight in enumerate(table[gram]):
                self.sums[k] += weight

    def scores(self) -> dict[str, float]:
        scale = max(1.0, len(self.known)) ** 0.5
        return {name: total / scale for name, total in zip(_weights()[0], self.sums, strict=True)}
