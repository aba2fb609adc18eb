"""Where a place may begin and end in a line, whatever it is called: each word weighed with its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cases.drafting.lines import Line
from cases.drafting.place_row import Part, row
from cases.drafting.weights import table

_MODEL = "edge_model"
_LONGEST, _MOST_PARTS, _KEPT = 34, 16, 6
_ENOUGH = 4.0

Sides = tuple[tuple[int, tuple[str, ...]], ...]
BEGIN: Sides = ((0, ("own", "first", "tag")), (-1, ("own", "last", "tag")), (-2, ("own",)), (1, ("tag",)))
END: Sides = ((0, ("own", "last", "tag")), (1, ("own", "first", "tag")), (2, ("own",)), (-1, ("tag",)))
"""What is looked at in the word itself and in its neighbours."""


class _Weighed(NamedTuple):
    """What a word weighs: for beginning and ending a place there and at its neighbours."""

    begin: tuple[float, ...]
    end: tuple[float, ...]


def marks(parts: list[Part], k: int, edge: str) -> tuple[str, ...]:
    """What is seen of a place that would begin (or end) with word `k`."""
    sides = BEGIN if edge == "begin" else END
    return tuple(
        f"{edge} {by} {name}={value}"
        for by, names in sides
        if 0 <= k + by < len(parts)
        for name, value in _seen(parts[k + by].text, parts[k + by].tag, names)
    )


def _seen(text: str, tag: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    told = {"own": text, "first": text[0], "last": text[-1], "tag": tag}
    return [(name, told[name]) for name in names]


@cache
def _weights() -> dict[str, float]:
    return table(_MODEL)


@lru_cache(maxsize=20_000)
def _weighed(text: str, tag: str) -> _Weighed:
    return _Weighed(_by_side("begin", BEGIN, text, tag), _by_side("end", END, text, tag))


def _by_side(edge: str, sides: Sides, text: str, tag: str) -> tuple[float, ...]:
    known = _weights()
    return tuple(
        sum(known.get(f"{edge} {by} {name}={value}", 0.0) for name, value in _seen(text, tag, names))
        for by, names in sides
    )


Run = tuple[float, int, int]
"""Its weight, and its characters from … to."""


def edged(line: Line) -> list[Run]:
    """The likeliest runs of words, the likeliest first."""
    return line.once("edged", lambda: _edged(row(line)))


def _edged(parts: list[Part]) -> list[Run]:
    words = [_weighed(part.text, part.tag) for part in parts]
    begins = _sums([word.begin for word in words], BEGIN)
    ends = _sums([word.end for word in words], END)
    return sorted(_runs(parts, begins, ends), reverse=True)[:_KEPT]


def _sums(words: list[tuple[float, ...]], sides: Sides) -> list[float]:
    """Each word's own weight and what its neighbours add."""
    count = len(words)
    whole = [0.0] * count
    for place, (by, _) in enumerate(sides):
        for k in range(max(0, -by), min(count, count - by)):
            whole[k] += words[k + by][place]
    return whole


def _runs(parts: list[Part], begins: list[float], ends: list[float]) -> Iterator[Run]:
    most = max(begins, default=0.0)
    for last, part in enumerate(parts):
        if ends[last] <= 0 or ends[last] + most <= _ENOUGH:
            continue
        for first in range(last, max(-1, last - _MOST_PARTS), -1):
            start = parts[first].start
            if part.end - start > _LONGEST:
                break
            weight = begins[first] + ends[last]
            if weight > _ENOUGH and part.end - start > 1:
                yield weight, start, part.end


def forget() -> None:
    """For training, which weighs anew."""
    table.cache_clear()
    _weights.cache_clear()
    _weighed.cache_clear()
