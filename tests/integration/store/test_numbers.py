"""Numbers of matters have no gap, whoever asks at once and whoever dies on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from store.unit_of_work import Store

TAIAN, JINAN = "370900", "370100"


class Died(Exception):
    pass


def give(store: Store, unit: str = TAIAN, year: int = 2026, *, dies: bool = False) -> int:
    with store.work() as work:
        n = work.numbers.next(unit, year)
        if dies:
            raise Died
        work.commit()
    return n


def test_each_unit_and_year_counts_from_one(store: Store) -> None:
    assert [give(store), give(store), give(store, JINAN), give(store, TAIAN, 2027), give(store)] == [1, 2, 1, 1, 3]


def test_many_at_once_get_each_number_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: give(store), range(40)))
    assert sorted(numbers) == list(range(1, 41))


def test_who_dies_before_the_commit_leaves_no_gap(store: Store) -> None:
    def sometimes(n: int) -> int:
        try:
            return give(store, dies=n % 3 == 0)
        except Died:
            return 0

    with ThreadPoolExecutor(8) as pool:
        numbers = [n for n in pool.map(sometimes, range(30)) if n]
    assert sorted(numbers) == list(range(1, 21))


def test_a_number_belongs_to_one_registration(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError

    with store.work() as work:
        for call_id in ("c1", "c2"):
            work.registrations.open(call_id, TAIAN, work.now).number = "370900-2026-00001"
        with pytest.raises(IntegrityError):
            work.commit()
