"""A phrase that may be a place, and what its words show of it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from cases.drafting.places.phrase_order import holds
from cases.drafting.places.row import Part
from cases.drafting.places.words import last_word, place_words


class Spot(NamedTuple):
    """A phrase that may be a place: `text` as it is to be written, `kind` of its last word, what it is made of."""

    text: str
    start: int
    end: int
    kind: str
    soft: bool
    proper: bool
    parts: int
    closed: bool = True
    inner: tuple[str, ...] = ()
    """How its words follow each other, and the kinds of its place words in their order."""
    gaps: int = -1
    """Words of talk passed over; none of a run of names."""
    tail: str = ""
    """What part of speech a stretch ends in."""


def spot_of(text: str, run: list[Part], other_kind: str = "name", gaps: int = -1) -> Spot:
    """The run as a phrase written `text`; `other_kind` where no place word ends it."""
    last = last_word(text, 0, len(text))
    words = [part.word for part in run]
    junctions = {f"in {a.named} {b.named}" for a, b in pairwise(words)}
    return Spot(
        text, run[0].start, run[-1].end, place_words()[last] if last else other_kind,
        True in [word.doubtful for word in words],
        True in [part.proper for part in run] or text.isupper(),
        [word.counts for word in words].count(True),
        last is not None,
        (*junctions, *holds(run), "made " + "-".join(dict.fromkeys([word.of for word in words if word.of]))),
        gaps, run[-1].tag[0] if gaps >= 0 else "",
    )  # fmt: skip
