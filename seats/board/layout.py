"""What does not change while a board is open: the units of the jurisdiction and their seats, in the order of the
directory, with the letters by which a name is found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cases.drafting.reading.sounds import initials
from cases.organs import Unit
from cases.units import Directory


def layout(directory: Directory, units: Collection[str]) -> dict[str, Any]:
    return {
        "units": [_unit(unit) for unit in directory if unit.code in units],
        "seats": [
            {"number": seat.number, "unit": seat.unit} for seat in directory.all_seats() if seat.unit in units
        ],
    }  # fmt: skip


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "short": unit.short_name,
        "tier": unit.tier.value,
        "parent": unit.parent,
        "letters": initials(unit.short_name),
    }
