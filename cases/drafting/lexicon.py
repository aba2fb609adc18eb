"""Closed word classes, shipped as text: `[section]` lines, then words; `#` begins a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The words of data/`name`.txt by section, in the order of the file."""
    found: dict[str, list[str]] = {}
    section = ""
    for row in files(__package__).joinpath(f"data/{name}.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            section = row.strip("[]")
        elif row and not row.startswith("#"):
            found.setdefault(section, []).extend(row.split())
    return {key: tuple(words) for key, words in found.items()}


def words(name: str, section: str) -> frozenset[str]:
    return frozenset(sections(name)[section])


def longest_first(found: tuple[str, ...]) -> str:
    """An alternation for a pattern, longest word first."""
    return "|".join(sorted(set(found), key=len, reverse=True))
