"""Which of the places that were told is that of the matter."""

from __future__ import annotations

from cases.drafting.model import Evidence
from cases.drafting.places.choice import choices, chosen, none_marks
from cases.drafting.proposal import Proposal
from cases.drafting.reading.lines import Scene
from cases.drafting.units.paths import Path

_ENOUGH = 0.67
"""A place less likely than this is left for the clerk to ask."""


def incident_place(scene: Scene, paths: list[Path], main: Path | None, proposal: Proposal) -> Evidence | None:
    none = none_marks(scene, str(proposal.fields["category"] or ""), proposal)
    found = chosen(choices(scene, paths, main, proposal), none)
    if found is None or found[0] < _ENOUGH:
        return None
    sure, best = found
    return best.line.evidence(best.text, best.start, best.end, round(min(0.95, sure), 2), best.source)
