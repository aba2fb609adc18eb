"""What a script is handed: who answers, when, what time it is, and where calls are written down."""

from __future__ import annotations

from dataclasses import dataclass

from agi.records import Records
from cases.clock import Clock
from cases.hours import HoursBook
from cases.units import Directory


@dataclass(frozen=True, slots=True)
class Office:
    directory: Directory
    hours: HoursBook
    clock: Clock
    records: Records
