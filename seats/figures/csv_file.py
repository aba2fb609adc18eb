"""Tables as one CSV that Excel opens as it is: UTF-8 with its mark, no cell that it would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from seats.figures.tables import Cell, Share, Table

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(title: str, watermark: str, tables: Iterable[Table]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([[_safe(title)], [_safe(watermark)]])
    for table in tables:
        writer.writerows([[], [_safe(table.name)]])
        writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str | float:
    if isinstance(cell, Share):
        return f"{cell:.2%}"
    return _safe(cell) if isinstance(cell, str) else cell


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text
