"""The words before and behind what may be a place, and those of the question that it answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from cases.drafting.places.row import Part, row
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import tokens_of

_NEAR, _EARLY, _ASKED = 4, 10, 16


class Words(NamedTuple):
    """A line's words, where they start and end, and each by its place."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    starting: dict[int, Part]
    ending: dict[int, Part]

    def before(self, start: int, of: str) -> list[str]:
        until = bisect_right(self.ends, start)
        return [f"{of} before {text}" for text in self.texts[max(0, until - _NEAR) : until]]

    def behind(self, end: int, of: str) -> list[str]:
        begin = bisect_left(self.starts, end)
        return [f"{of} behind {text}" for text in self.texts[begin : begin + _NEAR]]


def words_of(line: Line) -> Words:
    return line.once("place words", lambda: _read(row(line)))


def _read(parts: list[Part]) -> Words:
    starting, ending = {p.start: p for p in parts}, {p.end: p for p in parts}
    return Words([p.text for p in parts], [p.start for p in parts], [p.end for p in parts], starting, ending)


def words_asked(line: Line, start: int, of: str) -> tuple[str, ...]:
    """An answer begins with the place that was asked for."""
    early = start <= _EARLY
    return line.once(f"asked {of} {early}", lambda: _asked(line, early, of))


def _asked(line: Line, early: bool, of: str) -> tuple[str, ...]:
    words = line.once("asked words", lambda: dict.fromkeys(t.text for t in tokens_of(line.asked[-_ASKED:])))
    return tuple(f"{of} asked {word}{' early' if early else ''}" for word in words)
