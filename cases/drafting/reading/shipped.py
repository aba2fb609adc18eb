"""The data files of the drafter."""

from __future__ import annotations

from importlib.resources import files


def shipped(name: str) -> list[str]:
    """The rows of cases/drafting/data/`name`.txt, without comments."""
    text = files("cases.drafting").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return [row for row in text.splitlines() if row and not row.startswith("#")]
