"""How long a seat was ready, and how much of that it talked: folded from the facts of the seat and its calls.

Facts are ordered by when they happened, so a late or doubled one changes nothing. Times are seconds of the epoch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Span = tuple[float, float]
SILENT_S = 24 * 3600.0
"""A seat of which nothing is heard for so long was left, and its fact was lost."""
LONGEST_WRAP_UP_S = 1_860.0
"""Half an hour is the most that a person can ask for; a later end belongs to a talk that we did not see."""
KINDS = ("SeatReady", "SeatPaused", "SeatSignedIn", "SeatSignedOut", "SeatHealed", "WrapUpEnded")
HEALED = {"ready": True, "ringing": True, "wrap_up": True, "paused": False, "offline": False, "away": False}
"""What the state that a seat was put right to says; while it talks it may be either."""


class SeatFact(NamedTuple):
    """A year has a million of them: tuples are made and sorted five times as fast."""

    at: float
    seq: int
    ready: bool
    wrapped_up: bool = False
    """Ends the time after a talk; nothing but the talk itself tells when that began."""


def seat_fact(at: float, seq: int, kind: str, healed_to: str = "") -> SeatFact | None:
    """None: it says nothing of whether the seat was ready."""
    wrapped_up = kind == "WrapUpEnded"
    ready = HEALED.get(healed_to) if kind == "SeatHealed" else wrapped_up or kind == "SeatReady"
    return SeatFact(at, seq, ready, wrapped_up) if ready is not None else None


class Occupancy(NamedTuple):
    """Seconds. Busy is talking or wrapping up, present is that or ready."""

    busy_s: float
    present_s: float


def occupancy(facts: Iterable[SeatFact], talks: Iterable[Span], within: Span) -> Occupancy:
    """Of one seat. `facts` begin SILENT_S before `within`; a talk may begin before it and end after it."""
    (found,) = by_stretch(facts, talks, within)
    return found


def by_stretch(facts: Iterable[SeatFact], talks: Iterable[Span], edges: Sequence[float]) -> list[Occupancy]:
    """The same for each of many stretches that follow one another, in one pass.

    A seat that talks in a stretch without ever being ready lost its facts: it would seem to talk all the time.
    """
    facts, talks, whole = tuple(facts), tuple(talks), (edges[0], edges[-1])
    busy = merged(_clipped([*talks, *_wrap_ups(facts, talks)], whole))
    ready = merged(_clipped(_ready(facts), whole))
    lengths = (_cut(spans, edges) for spans in (ready, busy, merged([*busy, *ready])))
    return [Occupancy(*both) if was_ready else Occupancy(0.0, 0.0) for was_ready, *both in zip(*lengths, strict=True)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans become one: no second counts twice."""
    joined: list[Span] = []
    for begins, ends in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    return joined


def _ready(facts: Iterable[SeatFact]) -> Iterator[Span]:
    ordered = sorted(facts)
    for n, fact in enumerate(ordered):
        if fact.ready:
            silent = fact.at + SILENT_S
            yield fact.at, min(silent, ordered[n + 1].at) if n + 1 < len(ordered) else silent


def _wrap_ups(facts: Iterable[SeatFact], talks: Iterable[Span]) -> Iterator[Span]:
    ends = sorted(end for _, end in talks)
    for fact in facts:
        before = bisect_right(ends, fact.at) if fact.wrapped_up else 0
        if before and fact.at - ends[before - 1] <= LONGEST_WRAP_UP_S:
            yield ends[before - 1], fact.at


def _clipped(spans: Iterable[Span], within: Span) -> Iterator[Span]:
    for begins, ends in spans:
        clipped = max(begins, within[0]), min(ends, within[1])
        if clipped[0] < clipped[1]:
            yield clipped


def _cut(spans: Iterable[Span], edges: Sequence[float]) -> list[float]:
    lengths = [0.0] * (len(edges) - 1)
    for begins, ends in spans:
        n = bisect_right(edges, begins) - 1
        while n < len(lengths) and edges[n] < ends:
            lengths[n] += min(ends, edges[n + 1]) - max(begins, edges[n])
            n += 1
    return lengths
