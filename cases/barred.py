"""被核查单位: whoever is complained of never handles the matter. Refused by the software, not warned about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cases.organs import Unit
from cases.units import Directory

_ANY = frozenset(
    {"派出所", "公安局", "分局", "公安分局", "市公安局", "县公安局", "公安厅", "交警队", "交警大队", "派出所民警"}
)
"""Says of no unit which one."""
_ENDS = ("市公安局", "公安局", "市局", "省公安厅", "公安厅", "省厅")
_OFFICE = re.compile("(?:公安厅|公安局|公安处)$")
_WITHIN = re.compile(
    "(?<=[局厅部])的?(?:(?:警务)?督察(?:总队|支队|大队|局|处|科|部门)?|12389.*|机关|领导班子|党委|(?:主要|有关)?领导|[局厅部]?长|指挥中心)+$"
)
"""Parts of an organ that are the organ itself: those who answer the hotline sit there, or stand above them."""


@dataclass(frozen=True, slots=True)
class Barred:
    """`code` is empty for a unit that has no seat of the hotline: a station, a branch."""

    name: str
    code: str


def barred_units(form: Mapping[str, Any], directory: Directory) -> tuple[Barred, ...]:
    """The units of everybody complained of, each once."""
    names = dict.fromkeys(plain(one.get("unit") or "") for one in form.get("accused") or ())
    return tuple(Barred(name, _code(name, directory)) for name in names if name)


def is_barred(name: str, barred: Iterable[Barred]) -> bool:
    """Also when one of the two is written shorter than the other: 岱岳派出所, 泰安市公安局岱岳派出所."""
    asked = plain(name)
    return bool(asked) and any(_same(asked, one.name) for one in barred)


def plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _same(one: str, other: str) -> bool:
    short, whole = sorted((one, other), key=len)
    return one == other or (short in whole and short not in _ANY)


def own_organ(name: str) -> str:
    """泰安市公安局警务督察支队 is 泰安市公安局; a branch or a station stays what it is."""
    return _WITHIN.sub("", plain(name))


def names_of(unit: Unit, directory: Directory) -> frozenset[str]:
    """All that people call the organ, also with its province in front: 山东省泰安市公安局, 山东泰安市局."""
    above = directory.unit(unit.parent) if unit.parent else None
    return _names(unit, above)


@cache
def _names(unit: Unit, above: Unit | None) -> frozenset[str]:
    own = {unit.name, *(unit.short_name + end for end in _ENDS)}
    fronts = {above.short_name, _OFFICE.sub("", above.name)} if above else set()
    return frozenset(own | {front + name for front in fronts for name in own})


def _code(name: str, directory: Directory) -> str:
    said = own_organ(name)
    return next((unit.code for unit in directory if said in names_of(unit, directory)), "")
