"""A call's turns → its draft; the same whether they come one by one or all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.drafting.accused.accused import accused, unit_alone
from cases.drafting.accused.whose_unit import main_path
from cases.drafting.evidence.kinds import evidence_kinds
from cases.drafting.identifiers.ids import reporter_id_number
from cases.drafting.identifiers.phones import reporter_phone, same_number
from cases.drafting.identifiers.plates import plate_numbers
from cases.drafting.missing import missing
from cases.drafting.model import Accused, Call, Draft, Evidence, EvidenceByField, Turn
from cases.drafting.nature.category import Nature, judge
from cases.drafting.nature.conduct import conduct
from cases.drafting.nature.demand import demand
from cases.drafting.nature.repeated import repeat_report
from cases.drafting.nature.risks import risk_flags
from cases.drafting.nature.urgency import urgent
from cases.drafting.organizations.outsiders import outsiders
from cases.drafting.places.choice import Choice, choices, none_marks
from cases.drafting.places.where import incident_place
from cases.drafting.proposal import Proposal
from cases.drafting.reading.lines import Scene
from cases.drafting.reporter.addresses import reporter_address
from cases.drafting.reporter.reporter import reporter_name
from cases.drafting.reporter.secrecy import confidential, in_doubt
from cases.drafting.reporter.wishes import anonymous
from cases.drafting.summary import summary
from cases.drafting.sums.amounts import amounts_yuan
from cases.drafting.times.when import incident_when
from cases.drafting.units.gazetteer import Gazetteer
from cases.drafting.units.paths import Path, noted_units, unit_paths

_LISTS = (
    ("plate_numbers", lambda scene, _: plate_numbers(scene)),
    ("evidence", evidence_kinds),
    ("risk_flags", lambda scene, _: risk_flags(scene)),
)


class Drafter:
    """Grows a draft turn by turn."""

    def __init__(self, gazetteer: Gazetteer, call_time: datetime, caller_id: str = "", called_unit: str = "") -> None:
        self._gazetteer, self._call_time = gazetteer, call_time
        self._caller_id, self._called_unit = caller_id, called_unit
        self._scene = Scene(called_unit=called_unit)
        self._turns = 0
        self._heard: list[int] = []

    def add(self, turn: Turn) -> Draft:
        self.hear(turn)
        return self.draft()

    def hear(self, turn: Turn) -> None:
        """A turn without words is no part of the scene: what stands before it and after it stay neighbours."""
        self._turns += 1
        if not any(map(str.isalnum, turn.text)):
            return
        self._heard.append(self._turns - 1)
        line = self._scene.hear(turn)
        if line.by_caller:
            noted_units(line, self._gazetteer)  # no phrase of them is a place by itself

    def draft(self) -> Draft:
        proposal = Proposal()
        self._reporter(proposal)
        self._matter(proposal)
        fields = proposal.fields
        done = conduct(self._scene, fields["category"])
        asks = missing(
            fields,
            same_number=bool(self._caller_id) and same_number(self._scene),
            secrecy_in_doubt=in_doubt(self._scene),
        )
        return Draft(fields, self._numbered(proposal.evidence), asks, summary(fields, done), done)

    def _numbered(self, evidence: EvidenceByField) -> EvidenceByField:
        """The scene counts only the turns that it heard."""
        if self._turns == len(self._heard):
            return evidence
        return {name: [replace(e, turn=self._heard[e.turn]) for e in found] for name, found in evidence.items()}

    def _reporter(self, proposal: Proposal) -> None:
        _put(proposal, "reporter_name", reporter_name(self._scene))
        _put(proposal, "reporter_phone", reporter_phone(self._scene))
        _put(proposal, "reporter_id_number", reporter_id_number(self._scene))
        _put(proposal, "reporter_address", reporter_address(self._scene))
        named = _full_name(proposal.fields["reporter_name"])
        _put(proposal, "anonymous", anonymous(self._scene, named))
        for name, rule in (
            ("confidential", confidential),
            ("urgent", urgent),
            ("repeat_report", repeat_report),
            ("demand", demand),
        ):
            _put(proposal, name, rule(self._scene))

    def _matter(self, proposal: Proposal) -> None:
        scene = self._scene
        paths = unit_paths(scene, self._gazetteer)
        nature = judge(scene, any(path.line and path.line.by_caller for path in paths))
        proposal.put("category", nature.category, *nature.because)
        proposal.put("in_scope", nature.in_scope, *nature.because)
        if nature.follows_up and not proposal.fields["repeat_report"]:
            proposal.put("repeat_report", True, *nature.because)
        for entry, because in self._accused(nature, paths, proposal.fields["reporter_name"]):
            proposal.add("accused", entry.as_fields(), because)
        for because in [] if nature.praise else amounts_yuan(scene, str(nature.category)):
            proposal.add("amounts_yuan", because.value, because)
        question = nature.category == "咨询求助" and not nature.in_scope
        for name, found in _LISTS[-1:] if nature.praise or question else _LISTS:
            for because in found(scene, str(nature.category)):
                proposal.add(name, because.value, because)
        self._when_and_where(proposal, nature, paths)

    def _accused(self, nature: Nature, paths: list[Path], reporter: str | None) -> list[tuple[Accused, Evidence]]:
        if nature.category == "咨询求助":
            return unit_alone(paths) if nature.in_scope else []
        if nature.category == "非受理范围" and nature.closed:
            return unit_alone(paths) or outsiders(self._scene, reporter=reporter)
        return accused(self._scene, paths, reporter, str(nature.category), nature.in_scope)

    def _when_and_where(self, proposal: Proposal, nature: Nature, paths: list[Path]) -> None:
        if not nature.happened:
            return
        for name, when in incident_when(self._scene, self._call_time, str(nature.category)).items():
            _put(proposal, name, when)
        _put(proposal, "incident_place", incident_place(self._scene, paths, main_path(paths), proposal))

    def place_choices(self, category: str) -> tuple[list[Choice], tuple[str, ...]]:
        """What training/place_model.py learns from: what could be chosen, and the marks of choosing nothing."""
        proposal = Proposal()
        self._reporter(proposal)
        self._matter(proposal)
        proposal.fields["category"] = category
        paths = unit_paths(self._scene, self._gazetteer)
        return choices(self._scene, paths, main_path(paths), proposal), none_marks(self._scene, category, proposal)


def _full_name(name: str | None) -> bool:
    """老石, 小刘 are what one is called, no names."""
    return name is not None and len(name) > 1 and not (name[0] in "老小" or (len(name) == 2 and name[0] == "阿"))


def _put(proposal: Proposal, name: str, because: Evidence | None) -> None:
    if because is not None:
        proposal.put(name, because.value, because)


def draft(call: Call, gazetteer: Gazetteer) -> Draft:
    drafter = Drafter(gazetteer, call.call_time, call.caller_id, call.called_unit)
    for turn in call.turns:
        drafter.hear(turn)
    return drafter.draft()
