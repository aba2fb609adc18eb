"""A phrase that may be a place, and what its words show of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cases.drafting.places.phrase_order import holds
from cases.drafting.places.row import Part, last_word, place_words


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
    kind = place_words()[last] if last else other_kind
    known = [_place_kinds(p.text, p.sort) for p in run]
    inner = {_junction(a.text, a.tag, a.sort, b.text, b.tag, b.sort) for a, b in pairwise(run)}
    return Spot(
        text, run[0].start, run[-1].end, kind,
        any(soft for _, _, soft in known),
        any(p.proper for p in run) or text.isupper(),
        sum([counts for _, counts, _ in known]),
        last is not None,
        (*inner, *holds(run), "made " + "-".join(dict.fromkeys(k for k, *_ in known if k))),
        gaps, run[-1].tag[0] if gaps >= 0 else "",
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _place_kinds(text: str, sort: str) -> tuple[str, bool, bool]:
    """The kind of place that a word is of, whether it counts as a part of an address, and whether it may be none."""
    whole, last = place_words().get(text), place_words().get(text[-1], "")
    kind = sort if sort in ("unit", "side") else whole or last
    return kind, whole is not None or last in ("road", "area", "home"), sort == "soft" and whole is None


@lru_cache(maxsize=20_000)
def _junction(a: str, a_tag: str, a_sort: str, b: str, b_tag: str, b_sort: str) -> str:
    return f"in {_class(a, a_tag, a_sort)} {_class(b, b_tag, b_sort)}"


def _class(text: str, tag: str, sort: str) -> str:
    return place_words().get(text) or (tag[0] if sort == "name" else sort)
