"""Which of the places that were told is that of the matter."""

from __future__ import annotations

from cases.drafting.clock import times
from cases.drafting.gazetteer import Gazetteer
from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence, Proposal
from cases.drafting.paths import noted_units
from cases.drafting.places import office_spot, place_spots
from cases.drafting.units import Mention

_ENOUGH = 1.9


def incident_place(scene: Scene, gazetteer: Gazetteer, proposal: Proposal) -> Evidence | None:
    day_line = _day_line(proposal)
    ends = {line.index: _time_ends(line) for line in scene.callers}
    spots = [s for s in place_spots(scene, day_line, ends) if not _is_unit(s.text)]
    at_office = proposal.fields["category"] in ("服务群众", "行政管理")
    office = office_spot(scene, _offices(scene, gazetteer), day_line, at_office)
    best = max([*spots, *([office] if office else [])], key=lambda s: s.score, default=None)
    if best is None or best.score < _ENOUGH:
        return None
    sure = min(0.9, 0.4 + 0.12 * best.score)
    return best.line.evidence(best.text, best.start, best.end, round(sure, 2), "place.office" if best is office else "place.phrase")


def _is_unit(words: str) -> bool:
    return words.endswith(("派出所", "分局", "公安局", "大队"))


def _day_line(proposal: Proposal) -> int:
    told = proposal.evidence.get("incident_date", [])
    return told[0].turn if told else -1


def _time_ends(line: Line) -> list[int]:
    if "time_ends" not in line.notes:
        line.notes["time_ends"] = [t.end for t in times(line.text)]
    ends: list[int] = line.notes["time_ends"]
    return ends


def _offices(scene: Scene, gazetteer: Gazetteer) -> list[tuple[Line, Mention]]:
    return [(line, m) for line in scene.callers for m in noted_units(line, gazetteer) if m.stem and not m.bureau]
