"""Which of the places that were told is that of the matter."""

from __future__ import annotations

import re

from cases.drafting.clock import times
from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.paths import Path
from cases.drafting.places import Spot, at_home, office_spot, place_spots
from cases.drafting.proposal import Proposal
from cases.drafting.units import Mention

_ENOUGH = 1.8
_VISIT = re.compile(
    "窗口|大厅|前台|排队|去(?:了)?(?:一趟|一回|两趟|所里|报案|办|开|问)|所里|会见|就去了|去过|去的|我去|陪.{0,3}去|去给|办(?:身份证|护照|户口|证)|跑了|报(?:失|案)"
)


def incident_place(
    scene: Scene, offices: list[tuple[Line, Mention]], main: Path | None, proposal: Proposal
) -> Evidence | None:
    day_line = _day_line(proposal)
    spots = [s for s in place_spots(scene, day_line, _time_ends) if not _is_unit(s.text)]
    own = [(line, m) for line, m in offices if main is None or m.name in main.name]
    office = office_spot(scene, own, day_line, _at_office(scene, proposal, main))
    best = max([*spots, *([office] if office else [])], key=lambda s: s.score, default=None)
    home = _home(scene, proposal, day_line)
    if home and (best is None or best.score < 2.3):
        return home
    if best is None or best.score < _ENOUGH:
        return None
    return _as_evidence(best, best is office, main)


def _as_evidence(best: Spot, is_office: bool, main: Path | None) -> Evidence:
    sure = round(min(0.9, 0.4 + 0.12 * best.score), 2)
    # A hall has no name of its own: 延吉市公安局出入境大厅.
    nameless = is_office and main is not None and re.fullmatch("[一-鿿]{0,4}大厅|看守所|车管所", best.text)
    text = main.name if nameless and main else best.text
    return best.line.evidence(text, best.start, best.end, sure, "place.office" if is_office else "place.phrase")


def _at_office(scene: Scene, proposal: Proposal, main: Path | None) -> bool:
    if main is not None and re.search("看守所|车管所|出入境|大厅|拘留所|窗口", main.office):
        return True
    served = proposal.fields["category"] in ("服务群众", "行政管理", "打击防范")
    return served and bool(scene.callers_saying(_VISIT))


def _home(scene: Scene, proposal: Proposal, day_line: int) -> Evidence | None:
    """What happened at home happened at the address."""
    told = proposal.evidence.get("reporter_address")
    return told[0] if told and at_home(scene, day_line) else None


def _is_unit(words: str) -> bool:
    return words.endswith(("派出所", "分局", "公安局", "大队"))


def _day_line(proposal: Proposal) -> int:
    told = proposal.evidence.get("incident_date", [])
    return told[0].turn if told else -1


def _time_ends(line: Line) -> list[int]:
    return [t.end for t in times(line.text)]
