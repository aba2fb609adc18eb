"""Rows for a wall: how many, since when and where; nobody's name, number, place or word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seats.board.sheet import Body, Table

KEPT: Mapping[str, tuple[str, ...]] = {
    "seats": ("number", "unit", "state", "since", "hand"),
    "waiting": ("call_id", "unit", "since"),
    "units": ("unit", "answered", "asked", "quick", "abandoned", "messages"),
    "alarms": ("id", "what", "unit", "seat", "since", "value", "limit"),
}
"""A call's id is the key of its row, and opens nothing without a session."""
EMPTY: Mapping[str, Mapping[str, object]] = {
    "seats": {"device": "", "reason": "", "person": "", "hand_note": "", "peer": "", "call": None},
    "waiting": {"caller": "", "place": ""},
    "units": {},
    "alarms": {"call_id": ""},
}


def narrowed(table: Table, body: Body) -> Body:
    """The shape stays, so that the same page shows it."""
    kept = {key: body[key] for key in KEPT[table]} | dict(EMPTY[table])
    if table == "alarms":
        seen = body["acknowledged"]
        kept["acknowledged"] = {"at": seen["at"], "by": "", "note": ""} if seen else None
    return kept
