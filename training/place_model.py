"""Weighs the marks of places: which is that of the matter, or none.

Writes cases/drafting/data/place_model.txt.

usage: python -m training.place_model CALLS.jsonl...
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from cases.drafting.drafter import Drafter
from cases.drafting.places.setting import alike
from training.choice_model import Options, fit, write
from training.place_scenes import Scene, hard, own, scenes
from training.told import gazetteer

DECAY, RARE, HARD_WEIGHT = 5e-3, 3, 2


def options(told: Iterable[Scene]) -> Iterator[Options]:
    places = gazetteer()
    for call, category, right, part in told:
        drafter = Drafter(places, call.call_time, call.caller_id, call.called_unit)
        for turn in call.turns:
            drafter.hear(turn)
        found, none = drafter.place_choices(category)
        fits = [alike(c.text, right) for c in found]
        yield Options([c.marks for c in found], fits, (*none, "none in part") if part else none, bool(right))


if __name__ == "__main__":
    told = [*scenes(sys.argv[1:]), *own(), *list(hard()) * HARD_WEIGHT]
    write("place_model", fit(list(options(told)), DECAY, RARE))
