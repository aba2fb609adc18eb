"""A call's turns → its draft; the same whether they come one by one or all at once."""

from __future__ import annotations

from datetime import datetime

from cases.drafting.accused import accused
from cases.drafting.amounts import amounts_yuan
from cases.drafting.category import POLICE, category
from cases.drafting.gazetteer import Gazetteer
from cases.drafting.ids import reporter_id_number
from cases.drafting.lines import Scene
from cases.drafting.missing import missing
from cases.drafting.model import Call, Draft, Evidence, Proposal, Turn
from cases.drafting.names import reporter_name
from cases.drafting.paths import unit_paths
from cases.drafting.phones import reporter_phone
from cases.drafting.plates import plate_numbers
from cases.drafting.summary import summary
from cases.drafting.when import incident_when


class Drafter:
    """Grows a draft turn by turn."""

    def __init__(self, gazetteer: Gazetteer, call_time: datetime, caller_id: str = "", called_unit: str = "") -> None:
        self._gazetteer, self._call_time = gazetteer, call_time
        self._caller_id, self._called_unit = caller_id, called_unit
        self._scene = Scene()

    def add(self, turn: Turn) -> Draft:
        self.hear(turn)
        return self.draft()

    def hear(self, turn: Turn) -> None:
        self._scene.hear(turn)

    def draft(self) -> Draft:
        proposal = Proposal()
        self._reporter(proposal)
        self._matter(proposal)
        fields = proposal.fields
        return Draft(fields, proposal.evidence, missing(fields), summary(fields, self._scene))

    def _reporter(self, proposal: Proposal) -> None:
        _put(proposal, "reporter_name", reporter_name(self._scene))
        _put(proposal, "reporter_phone", reporter_phone(self._scene))
        _put(proposal, "reporter_id_number", reporter_id_number(self._scene))

    def _matter(self, proposal: Proposal) -> None:
        paths = unit_paths(self._scene, self._gazetteer)
        for entry, because in accused(self._scene, paths):
            proposal.add("accused", entry.as_fields(), because)
        for name, found in (("plate_numbers", plate_numbers), ("amounts_yuan", amounts_yuan)):
            for because in found(self._scene):
                proposal.add(name, because.value, because)
        for name, when in incident_when(self._scene, self._call_time).items():
            _put(proposal, name, when)
        self._nature(proposal)

    def _nature(self, proposal: Proposal) -> None:
        kind, _sure = category(self._scene, bool(proposal.fields["accused"]))
        proposal.fields["category"] = kind
        proposal.fields["in_scope"] = kind in POLICE


def _put(proposal: Proposal, name: str, because: Evidence | None) -> None:
    if because is not None:
        proposal.put(name, because.value, because)


def draft(call: Call, gazetteer: Gazetteer) -> Draft:
    drafter = Drafter(gazetteer, call.call_time, call.caller_id, call.called_unit)
    for turn in call.turns:
        drafter.hear(turn)
    return drafter.draft()
