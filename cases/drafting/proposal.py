"""Fields under construction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from cases.drafting.confidence import calibrated
from cases.drafting.model import Evidence, EvidenceByField, Fields, empty_fields


@dataclass(slots=True)
class Proposal:
    """Each value arrives with its evidence, whose confidence is made true here."""

    fields: Fields = field(default_factory=empty_fields)
    evidence: EvidenceByField = field(default_factory=dict)

    def put(self, name: str, value: Any, *because: Evidence) -> None:
        self.fields[name] = value
        if because:
            told = (e if e.value == value else replace(e, value=value) for e in because)
            self.evidence.setdefault(name, []).extend(calibrated(name, e) for e in told)

    def add(self, name: str, value: Any, *because: Evidence) -> None:
        if value not in self.fields[name]:
            self.fields[name].append(value)
        self.evidence.setdefault(name, []).extend(calibrated(name, e) for e in because)
