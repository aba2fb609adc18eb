"""A draft and a second opinion → the draft with its empty fields filled by what the words of the call bear out.

The opinion is untrusted: it may be wrong, forged or made by the caller's own words. No value of a rule is touched;
what cannot be read again from the quoted words by our own readers is left out without a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from cases.drafting.missing import CONTACT, SECRECY, missing
from cases.drafting.model import Accused, Call, Draft, Evidence, EvidenceByField, Fields
from cases.drafting.opinions import digits, marks, moments, words
from cases.drafting.opinions.quotes import Saying, sayings
from cases.drafting.reading.lines import Scene, scene_of
from cases.drafting.summary import summary

SOURCE = "opinion"
_READ, _PHRASED, _MARKED = 0.6, 0.4, 0.3
"""Confidence of a value that our readers read again, of one that is only words, and of a mark."""
_MOST = 12
"""Entries of a list that are looked at."""

Check = Callable[[Saying, object], Any]
_SINGLE: dict[str, tuple[Check, float]] = {
    "reporter_name": (words.reporter_name, _PHRASED),
    "reporter_phone": (digits.phone, _READ),
    "reporter_id_number": (digits.id_number, _READ),
    "reporter_address": (words.place, _PHRASED),
    "incident_date": (moments.day, _READ),
    "incident_time": (moments.time, _READ),
    "incident_place": (words.place, _PHRASED),
    "demand": (words.demand, _PHRASED),
    **{name: (partial(marks.flag, name), _MARKED) for name in ("anonymous", "confidential", "urgent", "repeat_report")},
}
_MANY: dict[str, tuple[Check, float]] = {
    "amounts_yuan": (moments.amount, _READ),
    "evidence": (marks.evidence_kind, _PHRASED),
    "risk_flags": (marks.risk, _MARKED),
}
_OF_THE_MATTER = frozenset(("incident_date", "incident_time", "incident_place", "amounts_yuan", "accused"))
_PERSON: dict[str, Check] = {
    "name": words.accused_name,
    "unit": words.unit,
    "position": words.position,
    "badge_number": digits.badge,
}


def with_opinion(made: Draft, opinion: object, call: Call) -> Draft:
    """`opinion`: field → {"value", "words"}, lists of them for lists, as parsed from JSON; all else adds nothing."""
    if not isinstance(opinion, dict):
        return made
    filling = _Filling(call, opinion, dict(made.fields), dict(made.evidence))
    filling.fill()
    fields = filling.fields
    if not filling.added:
        return made
    asks = missing(fields, same_number=CONTACT not in made.missing, secrecy_in_doubt=SECRECY in made.missing)
    return Draft(fields, filling.evidence, asks, summary(fields, made.conduct), made.conduct)


class _Filling:
    def __init__(self, call: Call, opinion: dict[Any, Any], fields: Fields, evidence: EvidenceByField) -> None:
        self._call, self._opinion = call, opinion
        self._scene: Scene = scene_of(call.turns)
        self.fields, self.evidence = fields, evidence
        self.added = False

    def fill(self) -> None:
        for name, (check, sure) in _SINGLE.items():
            self._take(name, self._borne_out([self._opinion.get(name)], check, sure))
        for name, (check, sure) in _MANY.items():
            self._take_all(name, self._borne_out(_items(self._opinion.get(name)), check, sure))
        self._take_all("accused", self._people(_items(self._opinion.get("accused"))))

    def _open(self, name: str) -> bool:
        """Whether the rules said nothing; in a question or a praise they leave the matter out on purpose."""
        aside = name in _OF_THE_MATTER and self.fields["category"] == "咨询求助"
        other = {"anonymous": "reporter_name", "reporter_name": "anonymous"}.get(name)
        return not self.fields[name] and not aside and not (other and self.fields[other])

    def _take(self, name: str, found: Iterator[Evidence]) -> None:
        because = next(found, None) if self._open(name) else None
        if because is not None:
            self.fields[name], self.evidence[name], self.added = because.value, [because], True

    def _take_all(self, name: str, found: Iterator[Evidence]) -> None:
        because = {str(each.value): each for each in found} if self._open(name) else {}
        if because:
            self.fields[name] = [each.value for each in because.values()]
            self.evidence[name], self.added = list(because.values()), True

    def _borne_out(self, items: list[Any], check: Check, sure: float) -> Iterator[Evidence]:
        for item in items:
            if isinstance(item, dict):
                yield from self._first(item, lambda saying, item=item: check(saying, item.get("value")), sure)  # type: ignore[misc]

    def _first(self, item: dict[Any, Any], read: Callable[[Saying], Any], sure: float) -> Iterator[Evidence]:
        """The first place of the quoted words that gives the value."""
        for saying in sayings(self._scene, self._call.call_time, item.get("words")):
            value = read(saying)
            if value is not None:
                quote = saying.quotes[0]
                yield quote.line.evidence(value, quote.start, quote.end, sure, SOURCE)
                return

    def _people(self, items: list[Any]) -> Iterator[Evidence]:
        for item in items:
            if isinstance(item, dict):
                yield from self._first(item, lambda saying, item=item: self._person(saying, item), _PHRASED)  # type: ignore[misc]

    def _person(self, saying: Saying, item: dict[Any, Any]) -> dict[str, str | None] | None:
        read = {key: check(saying, item.get(key)) for key, check in _PERSON.items()}
        if read["name"] and read["name"] == self.fields["reporter_name"]:
            return None
        return Accused(**read).as_fields() if any(read.values()) else None


def _items(value: object) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else []
