"""The words before and behind what may be a place, and those of the question that it answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import rjieba

from cases.drafting.places.row import Part, row
from cases.drafting.reading.lines import Line

_NEAR, _EARLY, _ASKED = 4, 10, 16


class Words(NamedTuple):
    """A line's words, and where they start and end."""

    parts: list[Part]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, start: int, of: str) -> list[str]:
        until = bisect_right(self.ends, start)
        return [f"{of} before {text}" for text in self.texts[max(0, until - _NEAR) : until]]

    def behind(self, end: int, of: str) -> list[str]:
        begin = bisect_left(self.starts, end)
        return [f"{of} behind {text}" for text in self.texts[begin : begin + _NEAR]]

    def starting(self, place: int) -> Part | None:
        k = bisect_left(self.starts, place)
        return self.parts[k] if k < len(self.parts) and self.starts[k] == place else None

    def ending(self, place: int) -> Part | None:
        k = bisect_left(self.ends, place)
        return self.parts[k] if k < len(self.parts) and self.ends[k] == place else None


def words_of(line: Line) -> Words:
    return line.once("place words", lambda: _read(row(line)))


def _read(parts: list[Part]) -> Words:
    texts, _, starts, ends, *_ = zip(*parts, strict=True)
    return Words(parts, texts, starts, ends)


def words_asked(line: Line, start: int, of: str) -> tuple[str, ...]:
    """An answer begins with the place that was asked for."""
    early = start <= _EARLY
    return line.once(f"asked {of} {early}", lambda: _asked(line, early, of))


def _asked(line: Line, early: bool, of: str) -> tuple[str, ...]:
    words = line.once("asked words", lambda: dict.fromkeys(rjieba.cut(line.asked[-_ASKED:])))
    return tuple(f"{of} asked {word}{' early' if early else ''}" for word in words)
