"""Histograms of the desks' latency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.latency import BUCKETS, EDGES_MS, added, bucket, counted, percentile

MS = some.integers(0, 60_000)


@given(some.lists(MS, min_size=1, max_size=300), some.sampled_from([0.5, 0.95, 0.99]))
def test_a_percentile_lies_in_the_bucket_of_the_true_one(samples: list[int], share: float) -> None:
    true = sorted(samples)[max(0, -int(-share * len(samples) // 1) - 1)]
    found = percentile(counted(samples), share)
    assert min(abs(bucket(found) - bucket(true)), abs(bucket(found + 1) - bucket(true))) <= (true > EDGES_MS[-1])


@given(some.lists(MS), some.lists(MS))
def test_counts_add_up(one: list[int], other: list[int]) -> None:
    assert added(counted(one), counted(other)) == counted(one + other)
    assert added([], counted(one)) == counted(one)


@pytest.mark.parametrize(("ms", "n"), [(0, 0), (10, 0), (11, 1), (10_000, BUCKETS - 2), (10_001, BUCKETS - 1)])
def test_an_edge_belongs_to_the_bucket_below_it(ms: int, n: int) -> None:
    assert bucket(ms) == n


def test_nothing_counted_is_zero() -> None:
    assert percentile([], 0.99) == 0
