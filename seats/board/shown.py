"""Rows of the board as JSON. `desk/src/board/state.ts` says the same in TypeScript.

A caller's number is masked for everyone: who needs it in full has the call at the own desk.
"""

from __future__ import annotations

from cases.units import Directory
from seats.board.sheet import Body
from seats.caller import Places, number_masked
from seats.states import LiveCall, SeatState


def seat_row(seat: SeatState, name: str, call: LiveCall | None, places: Places) -> Body:
    return {
        "number": seat.number,
        "unit": seat.unit,
        "device": seat.device,
        "state": seat.state,
        "reason": seat.reason,
        "since": seat.since.isoformat(),
        "person": name,
        "hand": seat.hand,
        "hand_note": seat.hand_note,
        "peer": seat.peer,
        "listened": seat.listened,
        "queues": places.units(seat.queues),
        "call": _talk(call, places) if call else None,
    }


def waiting_row(call: LiveCall, places: Places) -> Body:
    since = call.queued_at or call.arrived_at
    return {
        "call_id": call.call_id,
        "unit": call.unit,
        "caller": number_masked(call.caller),
        "place": places.of(call.caller),
        "since": since.isoformat(),
    }


def is_its_units(seat_unit: str, call_unit: str, directory: Directory) -> bool:
    """Whether the seat's unit may see the call. A neighbour's caller who rings where a seat helps out is shown to its
    operator alone, until the call is answered and so becomes the unit's."""
    return call_unit in directory.jurisdiction(seat_unit)


def waits(call: LiveCall) -> bool:
    return call.queued_at is not None and call.answered_at is None


def _talk(call: LiveCall, places: Places) -> Body:
    since = call.answered_at or call.rang_at or call.arrived_at
    return {
        "call_id": call.call_id,
        "unit": call.unit,
        "caller": number_masked(call.caller),
        "place": places.of(call.caller),
        "since": since.isoformat(),
    }
