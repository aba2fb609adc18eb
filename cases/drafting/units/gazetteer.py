"""Names of places: the hotline's units (handed in) and counties and districts (shipped), with their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from cases.drafting.reading.shipped import shipped
from cases.drafting.reading.sounds import sounds_like, sounds_of

# Autonomous places are called without their peoples: 松桃苗族自治县 → 松桃, 松桃县.
_PEOPLES = (
    "(?:各族|(?:蒙古族?|回族?|藏族?|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|"
    "佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|塔吉克族?|怒族|"
    "鄂温克族|保安族|裕固族|独龙族|鄂伦春族?|普米族|各族)+)?"
)
_ENDINGS = re.compile(f"{_PEOPLES}(?:自治区|自治州|自治县|自治旗|特别行政区|地区|盟|省|市|县|区|旗|州)$")
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


def _forms(place: Place) -> set[str]:
    """泰安市, 泰安; autonomous places also as 松桃县, new ones as 浦东."""
    own = re.search("自治([县旗州])$", place.name)
    new = place.name.removesuffix("新区")
    return {place.name, place.short} | ({place.short + own[1]} if own else set()) | ({new} if len(new) >= 2 else set())


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
            for form in _forms(place):
                index.setdefault(form, {})[place.code] = place
        return cls(places, {form: tuple(found.values()) for form, found in index.items()})

    def knows(self, form: str) -> bool:
        return form in self.by_name

    def alike(self, form: str, called_unit: str) -> str | None:
        """The one place of the called province whose name sounds like `form`."""
        heard = self._by_first_sound
        begins = (heard.get((called_unit[:2], len(form), sound), ()) for sound in sounds_of(form[:1]))
        found = {name for names in begins for name in names if sounds_like(name, form)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_first_sound(self) -> dict[tuple[str, int, str], list[str]]:
        index: dict[tuple[str, int, str], list[str]] = {}
        for place in self.places:
            for form in _forms(place):
                for sound in sounds_of(form[:1]):
                    index.setdefault((place.code[:2], len(form), sound), []).append(form)
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
    return tuple(_place(*row.split()) for row in shipped("counties"))


@cache
def shipped_forms() -> frozenset[str]:
    """The counties and districts by all their names."""
    return frozenset(form for place in shipped_counties() for form in _forms(place))
