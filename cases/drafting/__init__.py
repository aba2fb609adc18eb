"""From what was said to a registration: pure rules, no I/O but the data files of this package."""

from cases.drafting.drafter import Drafter, draft
from cases.drafting.jsonio import CallError, call_from_json, draft_json
from cases.drafting.model import Accused, Call, Draft, Evidence, Turn, Word
from cases.drafting.units.gazetteer import Gazetteer, Place

__all__ = [
    "Accused",
    "Call",
    "CallError",
    "Draft",
    "Drafter",
    "Evidence",
    "Gazetteer",
    "Place",
    "Turn",
    "Word",
    "call_from_json",
    "draft",
    "draft_json",
]
