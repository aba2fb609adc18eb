"""Tables as an XLSX, one sheet each; who took it and when stands above and below every page."""

from __future__ import annotations

import io
from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from seats.figures.tables import Cell, Share, Table

# Nothing that is text becomes a formula, a link or a number.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LEADING = 3
"""Rows above a table's heading."""
NARROW, WIDE, WIDEST = 11, 26, 90
LONGEST_FOOTER = 200


def as_xlsx(title: str, watermark: str, tables: Iterable[Table]) -> bytes:
    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties({"title": title, "comments": watermark})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "quiet": book.add_format({"font_color": "#55616f"}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "share": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "plain": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for table in tables:
            _sheet(book.add_worksheet(table.name), formats, title, watermark, table)
    return file.getvalue()


def _sheet(sheet: Worksheet, formats: dict[str, Format], title: str, watermark: str, table: Table) -> None:
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, watermark, formats["quiet"])
    for n, row in enumerate(table.rows, start=LEADING):
        for column, cell in enumerate(row):
            _write(sheet, n, column, cell, formats["head" if n == LEADING else "plain"], formats["share"])
    for column in range(len(table.rows[0])):
        sheet.set_column(column, column, _width(table, column))
    sheet.freeze_panes(LEADING + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # & begins a code in headers and footers.
    sheet.set_footer("&C" + watermark.replace("&", "&&")[:LONGEST_FOOTER])


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, plain: Format, share: Format) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, plain)
    else:
        sheet.write_number(row, column, float(cell), share if isinstance(cell, Share) else plain)


def _width(table: Table, column: int) -> int:
    longest = max((len(cell) for row in table.rows if isinstance(cell := row[column], str)), default=0)
    return WIDEST if longest > 60 else WIDE if longest > 9 else NARROW
