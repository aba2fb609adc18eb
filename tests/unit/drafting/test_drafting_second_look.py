"""The second look at several that may all be so."""

from __future__ import annotations

import pytest

from cases.drafting.evidence.among import among
from cases.drafting.reading import second_look as looks
from cases.drafting.reading.second_look import level, likelier, second_look


def test_what_the_model_knows_nothing_of_keeps_its_chance() -> None:
    assert second_look("person_model", [0.2, 1.0, 0.0], lambda chances, k: ("-",)) == pytest.approx(
        [0.2, 1.0, 0.0], abs=1e-6
    )


def test_each_is_moved_by_its_own_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "weigh", lambda model, marks: {"less": -1.0, "more": 1.0}[marks[0]])
    less, more = second_look("any", [0.5, 0.5], lambda chances, k: ("more",) if k else ("less",))
    assert less == pytest.approx(1 - more)
    assert more > 0.7


def test_nobody_to_look_at_is_no_fault() -> None:
    assert second_look("person_model", [], lambda chances, k: ()) == []


def test_likelier_ones_are_counted_up_to_three() -> None:
    chances = [0.1, 0.2, 0.3, 0.4, 0.5]
    assert [likelier(chances, k) for k in range(5)] == [3, 3, 2, 1, 0]


def test_a_chance_is_told_by_the_steps_below_it() -> None:
    assert [level(chance, (0.2, 0.6)) for chance in (0.1, 0.2, 0.3, 0.7)] == [0, 0, 1, 2]


def test_a_kind_of_evidence_shows_the_kinds_beside_it() -> None:
    shown = among(["录音", "录像"])([0.9, 0.1], 1)
    assert {"again 录像", "again 1 likelier", "again 录像 beside 录音 2"} <= set(shown)
