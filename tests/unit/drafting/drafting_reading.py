"""One sentence of a caller through one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from cases.drafting.accused.accused import accused
from cases.drafting.evidence.kinds import evidence_kinds
from cases.drafting.identifiers.badges import badge_numbers
from cases.drafting.identifiers.ids import reporter_id_number
from cases.drafting.identifiers.phones import reporter_phone
from cases.drafting.identifiers.plates import plate_numbers
from cases.drafting.model import Evidence, Turn
from cases.drafting.nature.repeated import repeat_report
from cases.drafting.nature.risks import risk_flags
from cases.drafting.nature.urgency import urgent
from cases.drafting.organizations.choice import organization
from cases.drafting.organizations.outsiders import outsiders
from cases.drafting.people.unnamed import persons_unnamed
from cases.drafting.places.where import incident_place
from cases.drafting.proposal import Proposal
from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.reading.numbers import read_count, read_digits
from cases.drafting.reporter.addresses import reporter_address
from cases.drafting.reporter.reporter import reporter_name
from cases.drafting.reporter.secrecy import confidential
from cases.drafting.reporter.wishes import anonymous
from cases.drafting.sums.amounts import amounts_yuan
from cases.drafting.times.clock import times
from cases.drafting.times.dates import days_in
from cases.drafting.units.gazetteer import Gazetteer
from cases.drafting.units.paths import unit_paths

TODAY = date(2026, 5, 20)
GAZETTEER = Gazetteer.from_units([("370900", "泰安市公安局", "370000"), ("530100", "昆明市公安局", "530000")])


def said(words: str) -> Scene:
    """A ／ parts the turns: the operator asks first, or the caller speaks alone."""
    parts = words.split("／")
    alone = len(parts) == 1
    return scene_of([Turn("caller" if alone or k % 2 else "operator", part) for k, part in enumerate(parts)])


def _people(people: Iterable[tuple[str | None, str | None]]) -> str:
    return ",".join(f"{name or '-'}:{position or '-'}" for name, position in people) or "-"


def _accused(scene: Scene) -> list[tuple[str | None, str | None]]:
    return [(a.name, a.position) for a, _ in accused(scene, [], None) if a.name or a.position]


def _body(scene: Scene) -> str:
    found = organization(scene, unit_paths(scene, GAZETTEER))
    return found.words if found else "-"


def _unnamed(scene: Scene) -> str:
    return ",".join(str(p.position) for p in persons_unnamed(scene)) or "-"


def _one(found: Evidence | None) -> str:
    return "-" if found is None else "是" if found.value is True else str(found.value)


def _all(found: list[Evidence]) -> str:
    return ",".join(str(e.value) for e in found) or "-"


def _first(found: list[str]) -> str:
    return found[0] if found else "-"


READERS: dict[str, Callable[[str], str]] = {
    "count": lambda w: str(n) if (n := read_count(w)) is not None else "-",
    "digits": read_digits,
    "day": lambda w: _first([d.day.isoformat() for d in days_in(w, TODAY)]),
    "time": lambda w: _first([t.hhmm for t in times(w)]),
    "phone": lambda w: _one(reporter_phone(said(w))),
    "id": lambda w: _one(reporter_id_number(said(w))),
    "plate": lambda w: _all(plate_numbers(said(w))),
    "amount": lambda w: _all(amounts_yuan(said(w))),
    "name": lambda w: _one(reporter_name(said(w))),
    "unit": lambda w: _first([p.name for p in unit_paths(said(w), GAZETTEER)]),
    "accused": lambda w: _people(_accused(said(w))),
    "unnamed": lambda w: _unnamed(said(w)),
    "outsider": lambda w: _people((a.name, a.position) for a, _ in outsiders(said(w))),
    "body": lambda w: _body(said(w)),
    "badge": lambda w: _first([b.digits for b in badge_numbers(said(w))]),
    "address": lambda w: _one(reporter_address(said(w))),
    "place": lambda w: _one(incident_place(said(w), [], None, Proposal())),
    "evidence": lambda w: _all(evidence_kinds(said(w))),
    "urgent": lambda w: _one(urgent(said(w))),
    "risk": lambda w: _all(risk_flags(said(w))),
    "anonymous": lambda w: _one(anonymous(said(w), False)),
    "confidential": lambda w: _one(confidential(said(w))),
    "repeat": lambda w: _one(repeat_report(said(w))),
}
