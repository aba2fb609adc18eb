"""Seats and waiting callers of the board, kept as the exchange changes. Lives in the event loop; nothing waits."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import replace

from cases.units import Directory
from seats.board.sheet import NOBODY, Sheet
from seats.board.shown import is_its_units, seat_row, waiting_row, waits
from seats.caller import Places
from seats.hub import Exchange
from seats.states import CallChanged, CallGone, Change, LinkChanged, LiveCall, SeatChanged, SeatState

Ask = Callable[[int], None]
REMEMBERED = 4_096


class LivePicture:
    """`ask` hears of each person who sits down, to look the name up."""

    def __init__(self, exchange: Exchange, sheet: Sheet, places: Places, ask: Ask, directory: Directory) -> None:
        self._exchange, self._sheet, self._places, self._ask = exchange, sheet, places, ask
        self._directory = directory
        self._names: dict[int, str] = {}
        self.seats: dict[str, SeatState] = {}
        self.calls: dict[str, LiveCall] = {}
        self._closed: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._at: defaultdict[str, set[str]] = defaultdict(set)
        self._load()

    def changed(self, change: Change) -> None:
        match change:
            case SeatChanged(seat):
                self._seat(seat)
            case CallChanged(call):
                self._call(call)
            case CallGone(call_id):
                self._call_gone(call_id)
            case LinkChanged():
                self._load()

    def named(self, person: int, name: str) -> None:
        self._names[person] = name
        for seat in self.seats.values():
            if seat.person == person:
                self._show(seat)

    def close(self, call_id: str, marks: frozenset[str]) -> None:
        """From now on the call is closed to whoever bears one of the marks."""
        self._closed[call_id] = marks
        self._closed.move_to_end(call_id)
        while len(self._closed) > REMEMBERED:
            self._closed.popitem(last=False)
        if call_id in self.calls:
            self._call(self.calls[call_id])

    def _load(self) -> None:
        """The exchange is there again, or away: everything anew, and only what differs is told."""
        whole = self._exchange.picture.snapshot()
        for gone in self.calls.keys() - {call.call_id for call in whole.calls}:
            self._call_gone(gone)
        for call in whole.calls:
            self._call(call)
        for seat in whole.seats:
            self._seat(seat)
        self._sheet.connect(self._exchange.connected)

    def _seat(self, seat: SeatState) -> None:
        was = self.seats.get(seat.number)
        self.seats[seat.number] = seat
        if was is not None and was.call_id != seat.call_id:
            self._left(was.call_id, seat.number)
        if seat.call_id:
            self._at[seat.call_id].add(seat.number)
        if seat.person is not None and (was is None or was.person != seat.person):
            self._ask(seat.person)
        self._show(seat)

    def _call(self, call: LiveCall) -> None:
        self.calls[call.call_id] = call
        if waits(call):
            closed = self._closed.get(call.call_id, NOBODY)
            self._sheet.put("waiting", call.call_id, call.unit, waiting_row(call, self._places), closed)
        else:
            self._sheet.drop("waiting", call.call_id)
        self._show_at(call.call_id)

    def _call_gone(self, call_id: str) -> None:
        self.calls.pop(call_id, None)
        self._sheet.drop("waiting", call_id)
        self._show_at(call_id)

    def _left(self, call_id: str, number: str) -> None:
        if at := self._at.get(call_id):
            at.discard(number)
            if not at:
                del self._at[call_id]

    def _show_at(self, call_id: str) -> None:
        for number in tuple(self._at.get(call_id, ())):
            self._show(self.seats[number])

    def _show(self, seat: SeatState) -> None:
        name = self._names.get(seat.person, "") if seat.person is not None else ""
        call = self.calls.get(seat.call_id) if seat.call_id else None
        if call is not None and not is_its_units(seat.unit, call.unit, self._directory):
            call = None
        closed = self._closed.get(seat.call_id, NOBODY)
        bare = seat_row(replace(seat, hand_note=""), name, None, self._places) if closed else None
        self._sheet.put("seats", seat.number, seat.unit, seat_row(seat, name, call, self._places), closed, bare)
