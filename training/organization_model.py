"""Weighs the marks of businesses and bodies: where their names begin, and which is complained of.

Writes cases/drafting/data/organization_model.txt.

usage: python -m training.organization_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cases.drafting.model import Turn
from cases.drafting.organizations.choice import Choice, alike, choices, none_marks
from cases.drafting.organizations.edges import MODEL, marks
from cases.drafting.organizations.spans import named, spans
from cases.drafting.reading.lines import scene_of
from cases.drafting.reading.weights import table
from cases.drafting.units.paths import unit_paths
from training.choice_model import Options, fit, write
from training.told import gazetteer, labelled, lines, turns

DECAY, EDGE_DECAY = 6e-3, 6e-3
PLACES = gazetteer()

Told = tuple[Sequence[Turn], list[str]]
"""What was said, and what is complained of."""


def out_of_scope(paths: list[str]) -> list[Told]:
    return [
        (call.turns, sorted({str(a["unit"]) for a in labels["accused"] if a["unit"]}))
        for call, labels in labelled(paths)
        if labels["category"] == "非受理范围"
    ]


def own() -> list[Told]:
    rows = (row.split("|") for row in lines("organization_lines.txt"))
    return [(turns(words), [unit] if unit else []) for unit, words in rows]


def edges(told: Told) -> list[Options]:
    """Where the names begin that are right; what else is named teaches nothing."""
    found, (turns, units) = [], told
    for line in scene_of(turns).lines[1:]:
        for span in spans(line):
            names = [named(line, start, span.kind_end) for start in span.starts]
            fits = [name for name in names if any(unit.startswith(name) for unit in units)]
            if fits:
                fullest = max(fits, key=len)
                right = [name == fullest for name in names]
                found.append(Options([marks(line, span, start) for start in span.starts], right, (), True))
    return found


def task(told: Told) -> tuple[list[str], list[Choice], Options]:
    """A body that is named by nothing that ends like one teaches nothing; one whose name is cut wrong is right."""
    turns, units = told
    scene = scene_of(turns)
    found = choices(scene, unit_paths(scene, PLACES))
    right = [any(alike(c.organization.words, unit) for unit in units) for c in found]
    if not any(right):
        right = [any(unit.endswith(c.organization.words[-2:]) for unit in units) for c in found]
    return units, found, Options([c.marks for c in found], right, none_marks(found), bool(units))


def train(told: list[Told]) -> dict[str, float]:
    """First where names begin: what is chosen among is named by that."""
    known = fit([options for one in told for options in edges(one)], decay=EDGE_DECAY)
    table(MODEL).clear()
    table(MODEL).update(known)
    return known | fit([task(one)[2] for one in told], decay=DECAY)


if __name__ == "__main__":
    write("organization_model", train(out_of_scope(sys.argv[1:]) + own()))
