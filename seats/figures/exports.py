"""A file of figures leaves the system only after that was written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from cases.events import FiguresExported
from seats.figures.asked import Asked
from seats.figures.csv_file import as_csv
from seats.figures.report import Reports
from seats.figures.tables import tables, title, watermark
from seats.figures.xlsx_file import as_xlsx
from store.unit_of_work import Store

Form = Literal["csv", "xlsx"]
WRITERS: dict[Form, Callable[..., bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


class Exports:
    def __init__(self, store: Store, reports: Reports) -> None:
        self._store, self._reports = store, reports

    def file(self, asked: Asked, form: Form) -> bytes:
        """Reads and writes the database: to be called in a thread."""
        found = tables(self._reports.of(asked))
        return WRITERS[form](title(asked), watermark(asked, self._note(asked, form)), found)

    def _note(self, asked: Asked, form: Form) -> int:
        """The number of the fact."""
        with self._store.work() as work:
            work.record(
                FiguresExported(
                    unit=asked.unit.code, person=asked.viewer.person, form=form, by=asked.by.value,
                    on=asked.on.isoformat(),
                )
            )  # fmt: skip
            return work.commit()
