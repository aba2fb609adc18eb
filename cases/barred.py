"""被核查单位: whoever is complained of never handles the matter. Refused by the software, not warned about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.units import Directory

_ANY = frozenset(
    {"派出所", "公安局", "分局", "公安分局", "市公安局", "县公安局", "公安厅", "交警队", "交警大队", "派出所民警"}
)
"""Says of no unit which one."""
_ENDS = ("市公安局", "公安局", "市局", "省公安厅", "公安厅", "省厅")


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


def _code(name: str, directory: Directory) -> str:
    return next((unit.code for unit in directory if _is(name, unit.name, unit.short_name)), "")


def _is(said: str, name: str, short: str) -> bool:
    return said == name or said in {short + end for end in _ENDS}
