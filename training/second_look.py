"""Learns the second look: from the chances that each call gets of a model which has not seen that call."""

from __future__ import annotations

import math
from collections.abc import Callable

from cases.drafting.reading.second_look import Among, log_odds
from training.choice_model import Options, fit

PARTS, DECAY, RARE = 5, 3e-3, 5

Call = tuple[Among, list[Options]]
"""What each shows among the others, and what may all be so in the call."""
Table = dict[str, float]
Learn = Callable[[list[Options]], Table]


def fit_twice(calls: list[Call], learn: Learn) -> Table:
    """The marks of both looks in one table. A call that counts more than once is the same object each time."""
    chances = _unseen(calls, learn)
    again = [option for call, first in zip(calls, chances, strict=True) for option in _again(call, first)]
    return learn([option for _, options in calls for option in options]) | fit(again, DECAY, RARE)


def _unseen(calls: list[Call], learn: Learn) -> list[list[float]]:
    part = {key: k % PARTS for k, key in enumerate(dict.fromkeys(map(id, calls)))}
    kept = ([o for call in calls if part[id(call)] != k for o in call[1]] for k in range(PARTS))
    tables = list(map(learn, kept))
    return [[_chance(option, tables[part[id(call)]]) for option in call[1]] for call in calls]


def _chance(told: Options, table: Table) -> float:
    odds = sum(math.exp(_weight(marks, table)) for marks in told.marks)
    return odds / (odds + math.exp(_weight(told.none, table)))


def _weight(marks: tuple[str, ...], table: Table) -> float:
    return sum(table.get(mark, 0.0) for mark in marks)


def _again(call: Call, first: list[float]) -> list[Options]:
    shown, options = call
    return [
        Options([shown(first, k)], [any(option.right)], (), any(option.right), (log_odds(first[k]),))
        for k, option in enumerate(options)
    ]
