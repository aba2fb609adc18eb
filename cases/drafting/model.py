"""What goes into drafting and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Role = Literal["operator", "caller"]


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; seconds count from the start of the call."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    role: Role
    text: str
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """`call_time` is aware: every relative date is counted from it."""

    call_time: datetime
    caller_id: str
    called_unit: str
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value. `turn` counts from 0; seconds are None when the transcript has no times."""

    value: Any
    words: str
    role: Role
    turn: int
    start: float | None
    end: float | None
    confidence: float
    source: str


Fields = dict[str, Any]
EvidenceByField = dict[str, list[Evidence]]


@dataclass(frozen=True, slots=True)
class Draft:
    fields: Fields
    evidence: EvidenceByField
    missing: tuple[str, ...] = ()
    summary: str = ""
    conduct: tuple[str, ...] = ()
    """What the caller says was done, in phrases of a registration; part of the summary."""


@dataclass(frozen=True, slots=True)
class Accused:
    """One distinguishable person, or a unit alone."""

    name: str | None = None
    unit: str | None = None
    position: str | None = None
    badge_number: str | None = None

    def as_fields(self) -> dict[str, str | None]:
        return {
            "name": self.name,
            "unit": self.unit,
            "position": self.position,
            "badge_number": self.badge_number,
        }


def empty_fields() -> Fields:
    """Every key of a registration, as it stands when nothing was said."""
    fields: Fields = dict.fromkeys(
        (
            "reporter_name",
            "reporter_phone",
            "reporter_id_number",
            "reporter_address",
            "incident_date",
            "incident_time",
            "incident_place",
            "demand",
        )
    )
    fields |= dict.fromkeys(("anonymous", "confidential", "urgent", "repeat_report"), False)
    fields |= {many: [] for many in ("accused", "plate_numbers", "amounts_yuan", "evidence", "risk_flags")}
    fields |= {"category": "咨询求助", "in_scope": False}
    return fields
