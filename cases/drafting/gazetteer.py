"""Names of places: the hotline's units (handed in) and counties and districts (shipped), with their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from cases.drafting.sounds import sounds_like

_ENDINGS = re.compile("(?:壮族|回族|维吾尔)?(?:自治区|自治州|自治县|自治旗|特别行政区|地区|盟|省|市|县|区|旗|州)$")
_KIND = re.compile("(?:公安局|公安厅|公安处|警务督察|公安分局)$")


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    short: str


def short_form(name: str) -> str:
    """泰安市 → 泰安, 甘谷县 → 甘谷; names of two characters keep all (吴县 stays)."""
    cut = _ENDINGS.sub("", name)
    return cut if len(cut) >= 2 else name


@dataclass(frozen=True)
class Gazetteer:
    """Looks up a place by any form of its name; `called` is the unit that was dialled."""

    places: tuple[Place, ...]
    by_name: dict[str, tuple[Place, ...]]

    @classmethod
    def from_units(cls, units: Iterable[tuple[str, str, str]]) -> Gazetteer:
        """`units`: (code, name, parent). 公安局 and the like are cut from the names."""
        own = [_place(code, _KIND.sub("", name)) for code, name, _ in units]
        return cls._of((*own, *shipped_counties()))

    @classmethod
    def _of(cls, places: tuple[Place, ...]) -> Gazetteer:
        index: dict[str, dict[str, Place]] = {}
        for place in places:
            for form in {place.name, place.short}:
                index.setdefault(form, {})[place.code] = place
        return cls(places, {form: tuple(found.values()) for form, found in index.items()})

    def knows(self, form: str) -> bool:
        return form in self.by_name

    def alike(self, form: str, called_unit: str) -> str | None:
        """The one place of the called province whose name sounds like `form`."""
        names = self._by_length.get((called_unit[:2], len(form)), ())
        found = {name for name in names if sounds_like(name, form)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_length(self) -> dict[tuple[str, int], list[str]]:
        index: dict[tuple[str, int], list[str]] = {}
        for place in self.places:
            for form in {place.name, place.short}:
                index.setdefault((place.code[:2], len(form)), []).append(form)
        return index

    def near(self, form: str, called_unit: str) -> Place | None:
        """The place of that name within the called unit's city, else its province, else the only one."""
        found = self.by_name.get(form, ())
        for length in (4, 2):
            close = [place for place in found if place.code[:length] == called_unit[:length]]
            if close:
                return close[0]
        return found[0] if len(found) == 1 else None


def _place(code: str, name: str) -> Place:
    return Place(code, name, short_form(name))


@cache
def shipped_counties() -> tuple[Place, ...]:
    rows = files(__package__).joinpath("data/counties.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_place(*row.split()) for row in rows if row and not row.startswith("#"))
