"""Runs of words in a line that may be the place of the matter, whatever they are made of."""

from __future__ import annotations

import re

from cases.drafting.lines import Line
from cases.drafting.place_edges import edged
from cases.drafting.place_row import Part, last_word, place_words, row
from cases.drafting.spots import Spot, spots

_TALK = re.compile("[呃嗯]|(?<=.)那个那个")
_WIDE = ("road", "area", "home")


def place_spots(line: Line) -> list[Spot]:
    """The likeliest first."""
    return line.once("place spots", lambda: _spots(line))


def _spots(line: Line) -> list[Spot]:
    """Runs that begin and end as places do, and those of a place's words that overlap with them."""
    runs = [(start, end) for _, start, end in edged(line)]
    if not runs:
        return []
    made = {(spot.start, spot.end): spot for spot in spots(line)}
    near = [spot for run, spot in made.items() if run not in runs and any(_overlap(run, other) for other in runs)]
    return [made.get(run) or _spot(line, *run) for run in runs] + near


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _spot(line: Line, start: int, end: int) -> Spot:
    inner = [part for part in row(line) if start <= part.start and part.end <= end]
    last = last_word(line.text, start, end)
    return Spot(
        _TALK.sub("", line.text[start:end]),
        start,
        end,
        place_words()[last] if last else "name",
        any(part.sort in ("soft", "stop") and part.text not in place_words() for part in inner),
        any(part.proper for part in inner),
        sum(map(_wide, inner)),
        last is not None,
    )


def _wide(part: Part) -> bool:
    return part.text in place_words() or place_words().get(part.text[-1]) in _WIDE
