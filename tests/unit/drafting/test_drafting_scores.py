"""The scores on our own labelled calls, guarded by a floor: those that were tuned to, and those that never were."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.drafting import Gazetteer
from tests.unit.drafting.drafting_scoring import Figures, figures

DATA = Path(__file__).parents[2] / "data" / "drafting"
GAZETTEER = Gazetteer.from_units([])
TUNED = Figures(f1=0.90, precision=0.90, category=0.95, scope=0.95)
LEARNED = Figures(f1=0.87, precision=0.88, category=0.95, scope=0.97)
"""The models saw these calls; rules were written by few of them."""
UNSEEN = Figures(f1=0.90, precision=0.92, category=0.95, scope=0.98)
FLOORS = {
    "calls": TUNED,
    "more": TUNED,
    "fresh": TUNED,
    "voices": TUNED,
    "later": TUNED,
    "scenes": LEARNED,
    "wider": LEARNED,
    "unseen": UNSEEN,
}


@pytest.mark.parametrize("name", FLOORS)
def test_drafts_of_labelled_calls_stay_above_the_floor(name: str) -> None:
    found, floor = figures(DATA / f"{name}.jsonl", GAZETTEER), FLOORS[name]
    assert found.f1 >= floor.f1
    assert found.precision >= floor.precision
    assert found.category >= floor.category
    assert found.scope >= floor.scope
