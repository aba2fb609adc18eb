"""The scores on our own labelled calls, guarded by a floor. They were tuned to: unseen calls score lower."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.drafting import Gazetteer
from tests.unit.drafting.drafting_scoring import figures

DATA = Path(__file__).parents[2] / "data" / "drafting"
GAZETTEER = Gazetteer.from_units([])


@pytest.mark.parametrize("name", ["calls.jsonl", "more.jsonl", "fresh.jsonl"])
def test_drafts_of_labelled_calls_stay_above_the_floor(name: str) -> None:
    found = figures(DATA / name, GAZETTEER)
    assert found.f1 >= 0.90
    assert found.precision >= 0.90
    assert found.category >= 0.90
    assert found.scope >= 0.95
