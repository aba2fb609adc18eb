"""The board of one jurisdiction at a moment, and how it changed after: rows as the live board sends them.

Reads the database: to be called in a thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from cases.events import fact
from cases.figures.calls import Call
from cases.replay import OF_CALLS, OF_LINK, OF_SEATS, BoardThen, CallThen, SeatThen, Touched
from cases.today import Today, UnitFigures, day_of
from cases.units import Directory
from seats.board.alarms import alarm_row, without_call
from seats.board.figures import figures_row
from seats.board.sheet import Body
from seats.board.shown import is_its_units, seat_row, waiting_row
from seats.caller import Places
from seats.states import LiveCall, SeatState
from store.closures import Sight
from store.tables import AlarmRow, CallRow, EventRow
from store.unit_of_work import Work

FACTS = OF_SEATS | OF_CALLS | OF_LINK
LONGEST_CALL = timedelta(hours=12)
FIGURES_EVERY = timedelta(seconds=60)
"""In a span; today's figures move slowly."""


class Then:
    """One reading: `snapshot`, then `changes` from there on."""

    def __init__(
        self, work: Work, directory: Directory, places: Places, units: frozenset[str], at: datetime, sight: Sight
    ) -> None:
        """`sight`: what is closed to who looks today, whenever it happened."""
        self._work, self._directory, self._places, self._units, self._at = work, directory, places, units, at
        self._sight, self._closed = sight, dict[str, bool]()
        self._board = BoardThen(directory)
        self._names: dict[int, str] = {}
        self._callers: dict[str, str] = {}
        self._days: dict[datetime, list[CallRow]] = {}
        self._load()

    def snapshot(self) -> Body:
        return {
            "now": self._at.isoformat(),
            "connected": self._board.connected,
            "seats": [self._seat(seat) for seat in self._board.seats.values() if seat.unit in self._units],
            "waiting": [self._waiting(call) for call in self._board.calls.values() if self._waits(call)],
            "units": self._figures(self._at),
            "alarms": [self._alarm(row, self._at) for row in self._open_alarms(self._at)],
        }

    def changes(self, until: datetime) -> list[Body]:
        """As the socket's `changes`, each with its moment."""
        timed = [*self._moves(until), *self._alarm_changes(until), *self._figure_changes(until)]
        return sorted(timed, key=lambda change: str(change["at"]))

    # --- the state at the beginning

    def _load(self) -> None:
        log = self._work.log
        for seat in self._directory.all_seats():
            if seat.unit in self._units and (row := log.last_of_seat("SeatTurned", seat.number, self._at)):
                self._board.take(_fact(row), row.at)
        for call in self._work.calls.live_at(self._at, LONGEST_CALL):
            for row in log.of_call(call.id):
                if row.at <= self._at and row.kind in OF_CALLS:
                    self._board.take(_fact(row), row.at)
        link = log.last_of(OF_LINK, self._at)
        self._board.connected = link is None or link.kind == "LinkRestored"

    # --- what came after

    def _moves(self, until: datetime) -> Iterator[Body]:
        for row in self._work.log.between(FACTS, self._at, until):
            if row.kind in OF_SEATS and row.unit not in self._units:
                continue
            before = {key for key, call in self._board.calls.items() if key == row.call_id and self._waits(call)}
            touched = self._board.take(_fact(row), row.at)
            if (change := self._change(row.at, touched, before)) is not None:
                yield change

    def _change(self, at: datetime, touched: Touched, before: set[str]) -> Body | None:
        seats = [self._seat(seat) for n in touched.seats if (seat := self._board.seats.get(n)) and self._ours(seat)]
        calls = [call for key in touched.calls if (call := self._board.calls.get(key))]
        waiting = [self._waiting(call) for call in calls if self._waits(call)]
        gone = sorted((before & touched.calls) - {row["call_id"] for row in waiting})
        if not (seats or waiting or gone or touched.link):
            return None
        put = {"seats": seats, "waiting": waiting}
        return _body(at, self._board.connected, put, {"waiting": gone})

    def _alarm_changes(self, until: datetime) -> Iterator[Body]:
        rows = {row.id: row for row in self._open_alarms(self._at)}
        raised = self._work.alarms.raised_between(self._units, self._at, until)
        rows |= {row.id: row for row in raised if self._told(row)}
        for row in rows.values():
            for at in (row.raised_at, row.acknowledged_at):
                if at is not None and self._at < at <= until:
                    yield _body(at, None, {"alarms": [self._alarm(row, at)]}, {})
            if row.cleared_at is not None and self._at < row.cleared_at <= until:
                yield _body(row.cleared_at, None, {}, {"alarms": [str(row.id)]})

    def _figure_changes(self, until: datetime) -> Iterator[Body]:
        at = self._at + FIGURES_EVERY
        while at <= until:
            yield _body(at, None, {"units": self._figures(at)}, {})
            at += FIGURES_EVERY

    # --- rows

    def _seat(self, seat: SeatThen) -> Body:
        shown = SeatState(
            seat.number, seat.unit, seat.device, seat.state, seat.reason, seat.since, seat.call_id,  # type: ignore[arg-type]  # as it was told
            peer=seat.peer, hand=seat.hand, listened=seat.listened,
            queues=tuple(unit for unit in seat.queues if unit in self._directory),
        )  # fmt: skip
        call = self._board.calls.get(seat.call_id) if self._seen(seat.call_id) else None
        if call is not None and not is_its_units(seat.unit, call.unit, self._directory):
            call = None
        return seat_row(shown, self._name(seat.person), self._live(call) if call else None, self._places)

    def _waiting(self, call: CallThen) -> Body:
        return waiting_row(self._live(call), self._places)

    def _live(self, call: CallThen) -> LiveCall:
        return LiveCall(
            call.call_id, call.unit, self._caller(call.call_id), "", "", "", call.arrived_at, call.queued_at,
            call.answered_at, call.rang_at,
        )  # fmt: skip

    def _alarm(self, row: AlarmRow, at: datetime) -> Body:
        body = alarm_row(self._work, row)
        known = row.acknowledged_at is not None and row.acknowledged_at <= at
        body = body if self._knows(row) else without_call(row, body) or body
        return body if known else body | {"acknowledged": None}

    def _open_alarms(self, at: datetime) -> list[AlarmRow]:
        return [row for row in self._work.alarms.open_at(at) if row.unit in self._units and self._told(row)]

    def _knows(self, row: AlarmRow) -> bool:
        return not row.call_id or self._seen(row.call_id)

    def _told(self, row: AlarmRow) -> bool:
        return self._knows(row) or without_call(row, {}) is not None

    def _figures(self, at: datetime) -> list[Body]:
        today = Today(day_of(at))
        for row in self._day(today.begins):
            if row.arrived_at <= at:
                today.take(row.id, _call_then(row, at))
        figures: defaultdict[str, UnitFigures] = defaultdict(UnitFigures, today.figures())
        messages = self._work.work_items.waiting_at("message", at)
        units = sorted((figures.keys() | messages.keys()) & self._units)
        return [figures_row(unit, figures[unit], messages.get(unit, 0)) for unit in units]

    def _day(self, begins: datetime) -> list[CallRow]:
        """Read once: a span asks each minute."""
        if begins not in self._days:
            rows = self._work.calls.between(begins, begins + timedelta(days=1))
            self._days[begins] = [row for row in rows if row.unit in self._units]
        return self._days[begins]

    # --- what only rows know

    def _name(self, person: int) -> str:
        if person and person not in self._names:
            row = self._work.people.get(person)
            self._names[person] = row.name if row is not None else ""
        return self._names.get(person, "")

    def _caller(self, call_id: str) -> str:
        if call_id not in self._callers:
            row = self._work.calls.get(call_id)
            self._callers[call_id] = self._work.calls.caller(row) if row is not None else ""
        return self._callers[call_id]

    def _ours(self, seat: SeatThen) -> bool:
        return seat.unit in self._units

    def _waits(self, call: CallThen) -> bool:
        return call.waits and call.unit in self._units and self._seen(call.call_id)

    def _seen(self, call_id: str) -> bool:
        if call_id and call_id not in self._closed:
            row = self._work.calls.get(call_id)
            self._closed[call_id] = row is not None and not self._work.closures.sees(self._sight, row)
        return bool(call_id) and not self._closed[call_id]


def _body(at: datetime, connected: bool | None, put: dict[str, Any], gone: dict[str, Any]) -> Body:
    body: Body = {
        "at": at.isoformat(),
        "put": {table: rows for table, rows in put.items() if rows},
        "gone": {table: keys for table, keys in gone.items() if keys},
    }
    return body if connected is None else body | {"connected": connected}


def _fact(row: EventRow) -> Any:
    return fact(row.kind, row.call_id, row.unit, row.seat, row.body)


def _call_then(row: CallRow, at: datetime) -> Call:
    """What was known of the call at that moment."""
    ended = row.ended_at is not None and row.ended_at <= at
    return Call(
        unit=row.unit, arrived_at=row.arrived_at, action=row.action, queued_at=_by(row.queued_at, at),
        answered_at=_by(row.answered_at, at), ended_at=row.ended_at if ended else None,
        outcome=row.outcome if ended else "", talk_s=row.talk_s if ended else 0.0,
    )  # fmt: skip


def _by(then: datetime | None, at: datetime) -> datetime | None:
    return then if then is not None and then <= at else None
