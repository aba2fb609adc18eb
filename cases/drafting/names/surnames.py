"""Surnames, the ways to spell characters by their parts, and the characters of given names (data files)."""

from __future__ import annotations

from cases.drafting.reading.lexicon import sections

_SURNAMES = sections("surnames")
SURNAMES = frozenset("".join(_SURNAMES["single"]))
COMPOUND = frozenset(_SURNAMES["compound"])
OFTEN_WORDS = frozenset("".join(_SURNAMES["often_words"]))
PARTS = dict(row.split("=") for row in sections("name_parts")["parts"])
GIVEN = frozenset("".join(sections("given")["given"]))
GIVEN_PAIRS = sections("given")["pairs"]
"""Given names that begin with a word of grammar."""


def surname_length(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in COMPOUND else 1 if text[at : at + 1] in SURNAMES else 0
