"""Softmax over what could be chosen in each call, or nothing: the weights of named marks, plain numpy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from training.told import MODELS

STEPS, RATE, RARE = 300, 2.0, 3


@dataclass(frozen=True)
class Options:
    """Each choice's marks, which are right, the marks of choosing none, whether anything is right to choose.

    `given`: what each choice weighs already, to which the weights are added.
    """

    marks: list[tuple[str, ...]]
    right: list[bool]
    none: tuple[str, ...]
    any_right: bool
    given: tuple[float, ...] = ()


def _rows(calls: list[Options]) -> tuple[list[tuple[str, ...]], list[float], list[float], list[int]]:
    shown: list[tuple[str, ...]] = []
    right: list[float] = []
    given: list[float] = []
    group: list[int] = []
    for call in calls:
        if not call.marks or (call.any_right and not any(call.right)):
            continue  # what is among no choices teaches nothing
        number = group[-1] + 1 if group else 0
        shown += [tuple(set(marks)) for marks in call.marks] + [call.none]
        right += [*map(float, call.right), float(not any(call.right))]
        given += [*(call.given or [0.0] * len(call.marks)), 0.0]
        group += [number] * (len(call.marks) + 1)
    return shown, right, given, group


def fit(calls: list[Options], decay: float = 1e-2, rare: int = RARE) -> dict[str, float]:
    shown, right, given, groups = _rows(calls)
    count = Counter(mark for marks in shown for mark in marks)
    index = {mark: k for k, mark in enumerate(sorted(m for m, n in count.items() if n >= rare))}
    cells = [(k, index[mark]) for k, marks in enumerate(shown) for mark in marks if mark in index]
    w = _descend(np.array(cells), len(index), np.array(right), np.array(given), np.array(groups), decay)
    return dict(zip(index, map(float, w), strict=True))


def _descend(
    cells: np.ndarray, width: int, y: np.ndarray, given: np.ndarray, group: np.ndarray, decay: float
) -> np.ndarray:
    """Nesterov's steps: some hundred do what plain ones need thousands for. `cells`: (choice, mark) that it shows."""
    row, column = cells.T
    w, step = np.zeros(width), np.zeros(width)
    for k in range(STEPS):
        ahead = w + k / (k + 3) * step
        e = np.exp(given + np.bincount(row, ahead[column], len(y)))
        p = e / np.bincount(group, e)[group]
        q = e * y / np.bincount(group, e * y)[group]
        slope = np.bincount(column, (p - q)[row], width) / (group[-1] + 1)
        new = ahead - RATE * (slope + decay * ahead)
        w, step = new, new - w
    return w


def write(model: str, table: dict[str, float]) -> None:
    rows = [f"{name}\t{w:.3f}" for name, w in table.items() if abs(w) >= 0.005]
    text = f"# By training/{model}.py: mark, weight.\n" + "\n".join(rows) + "\n"
    (MODELS / f"{model}.txt").write_text(text, encoding="utf-8")
