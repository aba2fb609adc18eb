"""Seats and calls as the desk gets them (JSON). `desk/src/types.ts` says the same in TypeScript."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.units import Directory
from seats.caller import Places, number_shown, unit_name
from seats.states import LiveCall, SeatState


def seat_shown(seat: SeatState) -> dict[str, Any]:
    return {
        "number": seat.number,
        "unit": seat.unit,
        "device": seat.device,
        "state": seat.state,
        "reason": seat.reason,
        "since": seat.since.isoformat(),
        "call_id": seat.call_id,
        "peer": seat.peer,
        "hand": seat.hand,
        "muted": seat.muted,
        "wrap_up_until": _iso(seat.wrap_up_until),
        "pause_until": _iso(seat.pause_until),
    }


def call_shown(call: LiveCall, directory: Directory, places: Places) -> dict[str, Any]:
    """The whole number: only for the seat that the call rings at or talks to."""
    return {
        "call_id": call.call_id,
        "unit": call.unit,
        "unit_name": unit_name(directory, call.unit),
        "caller": number_shown(call.caller),
        "place": places.of(call.caller),
        "called": "".join(c for c in call.called[:40] if c.isprintable()),
        "seat": call.seat,
        "arrived_at": call.arrived_at.isoformat(),
        "queued_at": _iso(call.queued_at),
        "rang_at": _iso(call.rang_at),
        "answered_at": _iso(call.answered_at),
        "waited_s": round(call.waited_s, 1),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
