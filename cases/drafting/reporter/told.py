"""A name as it was told, without the surname that was said before it once more."""

from __future__ import annotations

from dataclasses import replace

from cases.drafting.model import Evidence
from cases.drafting.names.minority import sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.names import read_name
from cases.drafting.reading.lines import Line


def as_told(line: Line, name: Name | None, source: str, sure: float) -> list[Evidence]:
    if name is None:
        return []
    line.notes["name_end"] = max(name.end, line.notes.get("name_end", 0))
    name = _once_surnamed(line.text, name)
    sure = 0.97 if name.explained >= 2 else 0.93 if name.explained else sure
    return [line.evidence(name.text, name.start, name.end, sure, source + (".explained" if name.explained else ""))]


def _once_surnamed(text: str, name: Name) -> Name:
    """那个逄逄德海: the surname, and then the whole name."""
    if name.text[0] != name.text[1:2] or sounded_length(text, name.start):
        return name
    at = text.find(name.text[:2], name.start)
    again = read_name(text, at + 1) if at >= 0 else None
    return replace(again, explained=max(again.explained, name.explained)) if again and len(again.text) > 1 else name
