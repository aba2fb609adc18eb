"""Which of the places that were told is that of the matter."""

from __future__ import annotations

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.paths import Path
from cases.drafting.place_choice import choices, chosen, days_told, none_marks
from cases.drafting.proposal import Proposal
from cases.drafting.units import Mention

_ENOUGH = 0.45
"""A place less likely than this is left for the clerk to ask."""


def incident_place(
    scene: Scene, offices: list[tuple[Line, Mention]], main: Path | None, proposal: Proposal
) -> Evidence | None:
    none = none_marks(str(proposal.fields["category"] or ""), days_told(proposal))
    found = chosen(choices(scene, offices, main, proposal), none)
    if found is None or found[0] < _ENOUGH:
        return None
    sure, best = found
    return best.line.evidence(best.text, best.start, best.end, round(min(0.95, sure), 2), best.source)
