"""The words before and behind what may be a place, and those of the question that it answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from cases.drafting.places.row import Part, row
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import tokens_of

_NEAR, _EARLY, _ASKED = 4, 10, 16


def words_before(line: Line, start: int, of: str) -> tuple[str, ...]:
    return line.once(f"before {of} {start}", lambda: _before(row(line), start, of))


def words_behind(line: Line, end: int, of: str) -> tuple[str, ...]:
    return line.once(f"behind {of} {end}", lambda: _behind(row(line), end, of))


def words_asked(line: Line, start: int, of: str) -> tuple[str, ...]:
    """An answer begins with the place that was asked for."""
    early = start <= _EARLY
    return line.once(f"asked {of} {early}", lambda: _asked(line, early, of))


def _before(parts: list[Part], start: int, of: str) -> tuple[str, ...]:
    until = bisect_right(parts, start, key=lambda p: p.end)
    return tuple([f"{of} before {p.text}" for p in parts[max(0, until - _NEAR) : until]])


def _behind(parts: list[Part], end: int, of: str) -> tuple[str, ...]:
    begin = bisect_left(parts, end, key=lambda p: p.start)
    return tuple([f"{of} behind {p.text}" for p in parts[begin : begin + _NEAR]])


def _asked(line: Line, early: bool, of: str) -> tuple[str, ...]:
    words = line.once("asked words", lambda: dict.fromkeys(t.text for t in tokens_of(line.asked[-_ASKED:])))
    return tuple(f"{of} asked {word}{' early' if early else ''}" for word in words)
