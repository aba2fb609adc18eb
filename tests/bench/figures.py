"""What the figures cost: a year of 140,000 calls of the whole country, with the facts of its 422 seats."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from cases.access import Role, Viewer
from cases.clock import clock
from cases.figures.periods import By, Period, period
from cases.units import Directory
from config.load import load_directory
from config.settings import PROJECT
from seats.figures.asked import ask
from seats.figures.occupied import Occupied
from seats.figures.report import Reports
from store import schema
from store.database import open_database
from store.sealing import Sealer
from store.tables import CallRow
from store.unit_of_work import Silence, Store
from tests.bench.result import Result, compared, median, paired
from tests.figures_world import Town, put_calls, put_messages, put_shifts

CALLS, ROUNDS = 140_000, 15
FIRST, AFTER = date(2025, 1, 1), date(2026, 1, 1)
NOW = datetime(2026, 1, 10, tzinfo=UTC)
MINISTRY = "000000"


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    directory = load_directory(PROJECT / "config" / "units.csv")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'hotline.db'}")
        schema.upgrade(engine)
        store = Store(engine, Sealer(bytes(range(32))), clock(), Silence())
        _fill(store, directory)
        tell(f"{CALLS} 通来电已生成")
        yield from _figures(store, directory)
        engine.dispose()


def _fill(store: Store, directory: Directory) -> None:
    town = Town(directory, tuple(directory))
    calls = list(town.calls(FIRST, AFTER, CALLS))
    put_calls(store, calls)
    put_messages(store, calls, NOW)
    put_shifts(store, town.shifts(FIRST, AFTER), NOW)


def _figures(store: Store, directory: Directory) -> Iterator[Result]:
    units, month = frozenset(unit.code for unit in directory), period(By.DAY, date(2025, 10, 1))
    counted, read = [], []
    for _ in range(ROUNDS):
        counted.append(_timed(lambda: _count(store, month, units)))
        read.append(_timed(lambda: _read(store, month)))
    yield paired("figures of a month, the country ÷ reading its rows once", counted, read, "ms", 1.5)
    yield from _reports(store, directory)


def _reports(store: Store, directory: Directory) -> Iterator[Result]:
    """As the page has them: all figures, the curve with what it stands beside, by level and unit."""
    viewer = Viewer(1, "", Role.SUPERVISOR, MINISTRY)
    reports = Reports(store, Occupied(store, directory))

    def report(by: By, on: date) -> float:
        asked = ask(viewer, directory, NOW, by, on, "", alone=False)
        return _timed(lambda: reports.of(asked))

    year, month = period(By.MONTH, FIRST), period(By.DAY, date(2025, 12, 1))
    first = report(By.MONTH, FIRST)
    yield compared("whole page of a year, the first time ÷ reading its rows", first, _reading(store, year), "ms", None)
    reports = Reports(store, Occupied(store, directory))
    again = report(By.MONTH, FIRST)
    yield compared("whole page of a year after a restart ÷ reading its rows", again, _reading(store, year), "ms", 6.0)
    for name, span, bar in (("year", year, 4.0), ("month", month, 8.0)):
        page = median([report(span.by, span.first) for _ in range(3)])
        yield compared(f"whole page of a {name} ÷ reading its rows once", page, _reading(store, span), "ms", bar)


def _reading(store: Store, span: Period) -> float:
    return median([_timed(lambda: _read(store, span)) for _ in range(3)])


def _count(store: Store, month: Period, units: frozenset[str]) -> None:
    with store.reading() as work:
        work.figures.count(month, units)


def _read(store: Store, month: Period) -> None:
    where = CallRow.arrived_at >= month.begins, CallRow.arrived_at < month.ends
    with store.engine.connect() as connection:
        connection.execute(select(CallRow.__table__).where(*where)).all()


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1_000
