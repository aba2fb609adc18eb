"""How long a desk takes from an event to the screen, as a histogram: small, and adds up over hours and seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

EDGES_MS = (10, 20, 35, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000)
"""Upper edges; the last bucket has none."""
BUCKETS = len(EDGES_MS) + 1
MOST = 2**31 - 1


def bucket(ms: int) -> int:
    return next((n for n, edge in enumerate(EDGES_MS) if ms <= edge), len(EDGES_MS))


def counted(samples: Iterable[int]) -> list[int]:
    counts = [0] * BUCKETS
    for ms in samples:
        counts[bucket(ms)] += 1
    return counts


def added(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [min(a + b, MOST) for a, b in zip_longest(one, other, fillvalue=0)]


def percentile(counts: Sequence[int], share: float) -> int:
    """Milliseconds, by a straight line within the bucket; the last edge for what lies beyond it. 0: nothing counted."""
    wanted, seen = share * sum(counts), 0
    for n, count in enumerate(counts):
        if count and seen + count >= wanted:
            low, high = (EDGES_MS[n - 1] if n else 0), EDGES_MS[min(n, len(EDGES_MS) - 1)]
            return round(low + (high - low) * (wanted - seen) / count)
        seen += count
    return 0
