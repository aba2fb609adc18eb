"""One mention of a person in a line."""

from __future__ import annotations

from dataclasses import dataclass

from cases.drafting.people.praise import praised
from cases.drafting.reading.lines import Line

Marks = tuple[tuple[int, int, str], ...]
"""The positions that a line tells: start, end, standard word."""


@dataclass(frozen=True, slots=True)
class Person:
    """`praised`: spoken well of; `kind`: a bearer's"""

    name: str | None
    position: str | None
    line: Line
    start: int
    end: int
    source: str
    praised: bool = False
    kind: str | None = "police"


def person_in(line: Line, name: str, position: str | None, start: int, end: int, source: str) -> Person:
    return Person(name, position, line, start, end, source, praised(line, start, end))
