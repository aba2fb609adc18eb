"""The board: what a storm costs the service, how soon an event is painted, and how heavy the first load is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.bench import board_cpu, board_paint
from tests.bench.first_load import first_load_kb
from tests.bench.result import Result, limited


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    yield limited("first load of the desk, gzip", first_load_kb(), "kB", 600.0)
    yield board_cpu.measure(tell)
    yield from board_paint.measure(tell)
