"""Today's figures and waiting messages of each unit, on the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cases.clock import Clock
from cases.figures.calls import Call
from cases.today import Today, UnitFigures, day_of
from seats.board.sheet import Body
from store.tables import CallRow, EventRow
from store.unit_of_work import Work

OF_CALLS = frozenset({"CallerQueued", "CallAnswered", "CallEnded"})
OF_MESSAGES = frozenset({"MessageLeft", "WorkItemClosed"})
Show = Callable[[dict[str, Body]], None]


class TodaysFigures:
    """`show` gets the rows of all units that have any; called in the ledger's thread."""

    def __init__(self, clock: Clock, show: Show) -> None:
        self._clock, self._show = clock, show
        self._today = Today(day_of(clock()))
        self._messages: dict[str, int] = {}

    def begin(self, work: Work) -> None:
        self._today = Today(day_of(self._clock()))
        for row in work.calls.since(self._today.begins):
            self._today.take(row.id, _call(row))
        self._messages = work.work_items.waiting("message")
        self._tell()

    def take(self, work: Work, rows: Sequence[EventRow]) -> None:
        if day_of(self._clock()) != self._today.day:
            self.begin(work)
            return
        kinds = {row.kind for row in rows}
        if kinds.isdisjoint(OF_CALLS | OF_MESSAGES):
            return
        for call_id in {row.call_id for row in rows if row.kind in OF_CALLS}:
            if (call := work.calls.get(call_id)) is not None:
                self._today.take(call_id, _call(call))
        if not kinds.isdisjoint(OF_MESSAGES):
            self._messages = work.work_items.waiting("message")
        self._tell()

    def _tell(self) -> None:
        figures = self._today.figures()
        units = figures.keys() | self._messages.keys()
        none = UnitFigures()
        self._show({unit: figures_row(unit, figures.get(unit, none), self._messages.get(unit, 0)) for unit in units})


def figures_row(unit: str, figures: UnitFigures, messages: int) -> Body:
    return {
        "unit": unit,
        "answered": figures.answered,
        "asked": figures.asked,
        "quick": figures.quick,
        "abandoned": figures.abandoned,
        "messages": messages,
    }


def _call(row: CallRow) -> Call:
    return Call(
        unit=row.unit, arrived_at=row.arrived_at, action=row.action, queued_at=row.queued_at,
        answered_at=row.answered_at, ended_at=row.ended_at, outcome=row.outcome, talk_s=row.talk_s,
    )  # fmt: skip
