"""Occupancy is kept over a restart and is what the facts say, however late they come. On both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from cases.units import Directory
from config.load import load_directory
from config.settings import PROJECT
from seats.figures import occupied
from seats.figures.occupied import Occupied
from store.figures.questions import Tallies
from store.figures.shifts import Shifts
from store.unit_of_work import Store
from tests.figures_world import put_facts

FIRST, AFTER = date(2026, 3, 1), date(2026, 3, 11)
NOW = datetime(2026, 3, 20, tzinfo=UTC)
NINE = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
SEATS = ("37091", "37011", "00001")
H = timedelta(hours=1)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(PROJECT / "config" / "units.csv")


@pytest.fixture
def worked(store: Store) -> Store:
    for n in range(10):
        tell(store, NINE + n * 24 * H, "SeatReady")
        tell(store, NINE + n * 24 * H + (n % 4 + 1) * H, "SeatPaused")
    return store


def tell(store: Store, at: datetime, kind: str, *seats: str) -> None:
    put_facts(store, [(at, kind, "370900", seat, "", {"reason": "meal"}) for seat in seats or SEATS])


def read(store: Store, directory: Directory) -> Tallies:
    """As a service that has just been started."""
    return Occupied(store, directory).of(FIRST, AFTER, NOW)


@pytest.fixture
def folds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """From when on facts were read to be folded."""
    asked: list[datetime] = []
    whole = Shifts.facts

    def counted(self: Shifts, seats: frozenset[str], begins: datetime, ends: datetime):  # type: ignore[no-untyped-def]
        asked.append(begins)
        return whole(self, seats, begins, ends)

    monkeypatch.setattr(Shifts, "facts", counted)
    yield asked


def forget_what_was_kept(store: Store) -> None:
    with store.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM occupied_days")
        connection.exec_driver_sql("DELETE FROM occupied_marks")


def test_what_was_folded_is_not_folded_again_after_a_restart(
    worked: Store, directory: Directory, folds: list[datetime]
) -> None:
    first = read(worked, directory)
    assert len(folds) == 1 and first["37091"]["present_s"] == sum((n % 4 + 1) * 3600 for n in range(10))
    assert read(worked, directory) == first and len(folds) == 1


def test_what_is_told_late_is_folded_anew_also_after_a_restart(
    worked: Store, directory: Directory, folds: list[datetime]
) -> None:
    before = read(worked, directory)
    tell(worked, NINE + 3 * 24 * H + H / 2, "SeatPaused", "37091")
    after = read(worked, directory)
    assert before["37091"]["present_s"] - after["37091"]["present_s"] == 3.5 * 3600
    assert after["37011"] == before["37011"] and len(folds) == 2
    forget_what_was_kept(worked)
    assert read(worked, directory) == after


@pytest.mark.parametrize("seed", range(4))
def test_kept_or_not_the_facts_say_the_same(worked: Store, directory: Directory, seed: int) -> None:
    random = Random(seed)
    running = [Occupied(worked, directory) for _ in range(2)]
    for _ in range(8):
        at = NINE + random.randrange(9 * 24) * H
        tell(worked, at, random.choice(["SeatReady", "SeatPaused", "WrapUpEnded"]), random.choice(SEATS))
        service = random.randrange(3)
        if service == 2:
            running.append(Occupied(worked, directory))
        running[service].of(FIRST, AFTER, NOW)
        running = running[:2]
    shown = read(worked, directory)
    forget_what_was_kept(worked)
    assert read(worked, directory) == shown == running[0].of(FIRST, AFTER, NOW)


def test_another_rule_folds_everything_anew(
    worked: Store, directory: Directory, folds: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(worked, directory)
    monkeypatch.setattr(occupied, "RULE", 2)
    read(worked, directory)
    read(worked, directory)
    assert len(folds) == 2


def test_a_database_that_takes_no_writes_costs_no_figure(
    worked: Store, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    from store.figures.occupied_days import OccupiedDays

    def full(*_: object) -> None:
        raise OperationalError("", {}, Exception())

    expected = read(worked, directory)
    forget_what_was_kept(worked)
    monkeypatch.setattr(OccupiedDays, "keep", full)
    assert read(worked, directory) == expected
