"""From what was said to a registration: pure rules, no I/O but the data files of this package."""

from cases.drafting.drafter import Drafter, draft
from cases.drafting.gazetteer import Gazetteer, Place
from cases.drafting.jsonio import CallError, call_from_json, draft_json
from cases.drafting.model import Accused, Call, Draft, Evidence, Turn, Word

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
