"""Closed word classes, shipped as text: `[section]` lines, then words; `#` begins a comment line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from cases.drafting.reading.shipped import shipped


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The words of data/`name`.txt by section, in the order of the file."""
    found: dict[str, list[str]] = {}
    section = ""
    for row in shipped(name):
        if row.startswith("["):
            section = row.strip("[]")
        else:
            found.setdefault(section, []).extend(row.split())
    return {key: tuple(words) for key, words in found.items()}


def words(name: str, section: str) -> frozenset[str]:
    return frozenset(sections(name)[section])


def begins(*found: Iterable[str]) -> str:
    """A look at the first character, which spares a long alternation most places of a text."""
    return f"(?=[{''.join(sorted({word[0] for words in found for word in words}))}])"


def longest_first(found: Iterable[str]) -> str:
    """An alternation for a pattern, longest word first: a tree by characters, for a list is tried word by word."""
    return _tree(set(found))


def _tree(found: set[str]) -> str:
    tails: dict[str, set[str]] = {}
    for word in filter(None, found):
        tails.setdefault(word[0], set()).add(word[1:])
    return "|".join(re.escape(first) + _tail(rest) for first, rest in sorted(tails.items()))


def _tail(rest: set[str]) -> str:
    if rest == {""}:
        return ""
    return f"(?:{_tree(rest)})" + ("?" if "" in rest else "")
