"""The small model of categories that training/category_model.py makes: scores by character pairs and triples."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cases.drafting.grams import grams


@cache
def _weights() -> tuple[tuple[str, ...], dict[str, tuple[float, ...]]]:
    head, *rows = files(__package__).joinpath("data/category_model.txt").read_text(encoding="utf-8").splitlines()
    names = tuple(head.split("gram ", 1)[1].split())
    table = {gram: tuple(map(float, values)) for gram, *values in map(str.split, rows)}
    return names, table


def learned_scores(known: set[str]) -> dict[str, float]:
    """`known`: the grams of the call that the model has weights for."""
    names, table = _weights()
    scale = max(1.0, len(known)) ** 0.5
    sums = [0.0] * len(names)
    for gram in known:
        for k, weight in enumerate(table[gram]):
            sums[k] += weight
    return {name: total / scale for name, total in zip(names, sums, strict=True)}


def known_grams(text: str) -> set[str]:
    return grams(text) & _weights()[1].keys()
