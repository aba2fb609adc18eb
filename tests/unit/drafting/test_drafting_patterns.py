"""What a pattern says is what it was meant to say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

RULES = sorted((Path(__file__).parents[3] / "cases" / "drafting").rglob("*.py"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_repeat_within_an_f_string_is_written_with_two_braces(path: Path) -> None:
    """f"围.{0,4}人" looks for the words "(0, 4)", and never finds them."""
    filled = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FormattedValue))
    assert [node.lineno for node in filled if isinstance(node.value, ast.Tuple | ast.Constant)] == []
