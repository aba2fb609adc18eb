"""The rows behind a figure, page by page. Callers' numbers are masked: who needs one in full opens the call."""

from __future__ import annotations

from typing import Any

from cases.figures.calls import Call, Tally
from cases.figures.definitions import BY_KEY, ROW_NAMES
from cases.units import Directory
from seats.caller import Places, number_masked, unit_name
from seats.figures.asked import Asked
from seats.figures.shown import value_shown
from store.figures.questions import CALL_SETS
from store.tables import CallRow
from store.unit_of_work import Store, Work
from web.answers import Refused

PAGE = 50
NO_SUCH_SET = "没有这一类明细。"


class Lists:
    def __init__(self, store: Store, directory: Directory, places: Places) -> None:
        self._store, self._directory, self._places = store, directory, places

    def calls(self, asked: Asked, name: str, bucket: int | None, before: str) -> dict[str, Any]:
        """Newest first. Raises Refused. Reads the database: to be called in a thread."""
        if name not in CALL_SETS or name not in ROW_NAMES:
            raise Refused(404, NO_SUCH_SET)
        begins, ends = asked.span(bucket)
        with self._store.reading() as work:
            sight = work.closures.sight(asked.viewer, asked.directory)
            rows = work.figures.rows(
                name, asked.units, begins, ends, asked.now, sight=sight, before=before, limit=PAGE + 1
            )
            shown = [self._shown(work, row) for row in rows[:PAGE]]
        return {"name": ROW_NAMES[name], "begins": begins.isoformat(), "ends": ends.isoformat(), "calls": shown,
                "more": len(rows) > PAGE}  # fmt: skip

    def seats(self, asked: Asked, found: dict[str, Tally]) -> list[dict[str, Any]]:
        return [
            {"seat": number, "unit": (unit := self._directory.seat(number).unit),
             "unit_name": unit_name(self._directory, unit), **value_shown(BY_KEY["occupancy"], sums)}
            for number, sums in found.items()
        ]  # fmt: skip

    def _shown(self, work: Work, row: CallRow) -> dict[str, Any]:
        call = _call(row)
        raw = work.calls.caller(row)
        return {
            "call_id": row.id,
            "unit": row.unit,
            "unit_name": unit_name(self._directory, row.unit),
            "caller": number_masked(raw),
            "place": self._places.of(raw),
            "seat": row.seat,
            "arrived_at": row.arrived_at.isoformat(),
            "fate": call.fate.value,
            "fate_name": ROW_NAMES[call.fate.value],
            "waited_s": round(call.waited.total_seconds(), 3) if row.answered_at or row.ended_at else None,
            "talk_s": row.talk_s or None,
        }


def _call(row: CallRow) -> Call:
    return Call(
        unit=row.unit, arrived_at=row.arrived_at, action=row.action, queued_at=row.queued_at,
        answered_at=row.answered_at, ended_at=row.ended_at, outcome=row.outcome, talk_s=row.talk_s,
    )  # fmt: skip
