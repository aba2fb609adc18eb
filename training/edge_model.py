"""Weighs the words at which places begin and end; for training/place_model.py, which writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from choice_model import Options, fit
from place_scenes import Scene

from cases.drafting.lines import Line, scene_of
from cases.drafting.place_edges import marks
from cases.drafting.place_row import row

DECAY, ENOUGH = 1e-3, 0.8
_LONGEST = 16


def aligned(line: Line, label: str) -> tuple[float, int, int]:
    """The words that are likest the label: how much, the first and the last."""
    parts, best = row(line), (0.0, 0, 0)
    wanted = Counter(label)
    for first in range(len(parts)):
        told: Counter[str] = Counter()
        for last in range(first, min(len(parts), first + _LONGEST)):
            told.update(parts[last].text)
            common = sum((told & wanted).values())
            likeness = 2 * common / (told.total() + len(label))
            best = max(best, (likeness, first, last), key=lambda b: b[0])
    return best


def examples(scenes: Iterable[Scene]) -> list[Options]:
    """Of each call, the word with which the place begins, and that with which it ends."""
    found = []
    for _, call, _, label in scenes:
        lines = [line for line in scene_of(call.turns).callers if line.text]
        if not label or not lines:
            continue
        best = max(((*aligned(line, label), line) for line in lines), key=lambda b: b[0])
        likeness, first, last, line = best
        if likeness >= ENOUGH:
            found += [_options(lines, line, first, "begin"), _options(lines, line, last, "end")]
    return found


def _options(lines: list[Line], right: Line, at: int, edge: str) -> Options:
    words = [(line, k) for line in lines for k in range(len(row(line)))]
    return Options(
        [marks(row(line), k, edge) for line, k in words],
        [line is right and k == at for line, k in words],
        ("none",),
        True,
    )


def weights(examples: list[Options]) -> dict[str, float]:
    return fit(examples, DECAY)
