"""A name that stands in a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """`explained` counts the characters whose spelling was told; `proper` tells how good a word explains it."""

    text: str
    start: int
    end: int
    explained: int
    proper: int = 0
