"""A table of sentences that are easy to read wrongly; add a row for each new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.drafting.drafting_reading import READERS

TABLE = Path(__file__).parents[2] / "data" / "drafting" / "sentences.tsv"
ROWS = [tuple(row.split("\t")) for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 300


@pytest.mark.parametrize(("kind", "words", "expected"), ROWS)
def test_a_sentence_is_read_as_meant(kind: str, words: str, expected: str) -> None:
    assert READERS[kind](words) == expected
