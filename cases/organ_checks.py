"""What must be true of the units before calls are routed by them.

The texts are Chinese: whoever edits config/units.csv reads them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cases.organs import Tier, Unit

SEATS = {Tier.MINISTRY: 8, Tier.PROVINCE: 2, Tier.CITY: 1}
PARENT = {Tier.CITY: Tier.PROVINCE, Tier.PROVINCE: Tier.MINISTRY}
TIER_NAMES = {Tier.MINISTRY: "部级", Tier.PROVINCE: "省级", Tier.CITY: "市级"}
AREA_CODE = re.compile(r"010|02\d|0[3-9]\d\d")

_CODE = {Tier.MINISTRY: re.compile(r"0{6}"), Tier.PROVINCE: re.compile(r"[1-9]\d0{4}")}
_CITY_CODE = re.compile(r"[1-9]\d(?!00)\d\d00")


@dataclass(frozen=True, slots=True)
class UnitFault:
    """`index` counts the units as they were given, from 0; `field` is a field of Unit."""

    index: int
    field: str
    what: str
    remedy: str


def tier_by_code(code: str) -> Tier:
    """What the code alone says; anything that is no ministry's or province's code is a city's."""
    return next((tier for tier, form in _CODE.items() if form.fullmatch(code)), Tier.CITY)


def faults_of(units: tuple[Unit, ...]) -> tuple[UnitFault, ...]:
    tiers = {unit.code: unit.tier for unit in units}
    alone = (fault for index, unit in enumerate(units) for fault in _faults_of_one(index, unit, tiers))
    return (*_ministries(units), *alone, *_doubles(units), *_primaries(units))


def _faults_of_one(index: int, unit: Unit, tiers: dict[str, Tier]) -> Iterator[UnitFault]:
    yield from _code(index, unit)
    yield from _parent(index, unit, tiers)
    yield from _seats(index, unit)
    yield from _area_codes(index, unit)


def _code(index: int, unit: Unit) -> Iterator[UnitFault]:
    if not _CODE.get(unit.tier, _CITY_CODE).fullmatch(unit.code):
        shape = {Tier.MINISTRY: "000000", Tier.PROVINCE: "形如 370000"}.get(unit.tier, "形如 370900")
        what = f"{TIER_NAMES[unit.tier]}单位的代码不能是“{unit.code}”"
        yield UnitFault(index, "code", what, f"请写六位数字，{shape}")


def _parent(index: int, unit: Unit, tiers: dict[str, Tier]) -> Iterator[UnitFault]:
    due = PARENT.get(unit.tier)
    if due is None:
        if unit.parent is not None:
            yield UnitFault(index, "parent", "部级单位没有上级", "请把这一格留空")
    elif unit.parent is None or unit.parent not in tiers:
        yield UnitFault(index, "parent", f"没有代码为“{unit.parent or ''}”的上级单位", "请写已有单位的代码")
    elif tiers[unit.parent] is not due:
        what = f"{TIER_NAMES[unit.tier]}单位的上级是{TIER_NAMES[tiers[unit.parent]]}单位 {unit.parent}"
        yield UnitFault(index, "parent", what, f"请改为{TIER_NAMES[due]}单位的代码")
    elif unit.tier is Tier.CITY and unit.parent[:2] != unit.code[:2]:
        what = f"单位 {unit.code} 与上级 {unit.parent} 的前两位不同"
        yield UnitFault(index, "parent", what, "请核对代码和上级")


def _seats(index: int, unit: Unit) -> Iterator[UnitFault]:
    due = SEATS[unit.tier]
    if unit.seats != due:
        what = f"{TIER_NAMES[unit.tier]}单位应有 {due} 个坐席，这里是 {unit.seats}"
        yield UnitFault(index, "seats", what, f"请改为 {due}")


def _area_codes(index: int, unit: Unit) -> Iterator[UnitFault]:
    for area_code in unit.area_codes:
        if not AREA_CODE.fullmatch(area_code):
            yield UnitFault(index, "area_codes", f"“{area_code}”不是长途区号", "请写三位或四位区号，形如 010 或 0538")
    for area_code in unit.primary_codes:
        if area_code not in unit.area_codes:
            yield UnitFault(index, "area_codes", f"主接区号 {area_code} 不在区号之列", "请补上这个区号")


def _ministries(units: tuple[Unit, ...]) -> Iterator[UnitFault]:
    found = [index for index, unit in enumerate(units) if unit.tier is Tier.MINISTRY]
    if not found:
        yield UnitFault(0, "tier", "没有部级单位", "请加上一行 000000，tier 写 ministry")
    for index in found[1:]:
        yield UnitFault(index, "tier", "部级单位不止一个", "请只留一个")


def _doubles(units: tuple[Unit, ...]) -> Iterator[UnitFault]:
    codes: set[str] = set()
    stems: dict[str, str] = {}
    for index, unit in enumerate(units):
        if unit.code in codes:
            yield UnitFault(index, "code", f"代码 {unit.code} 重复", "请删去或改正其中一行")
        elif (other := stems.setdefault(unit.code[:4], unit.code)) != unit.code:
            what = f"代码 {unit.code} 与 {other} 的前四位相同，坐席号会相撞"
            yield UnitFault(index, "code", what, "请改用前四位不同的代码")
        codes.add(unit.code)


def _primaries(units: tuple[Unit, ...]) -> Iterator[UnitFault]:
    """Who takes the calls of a shared area code is said in the file, never left to its order."""
    # By code, so that a unit listed twice is told once, as a double.
    sharers = Counter(area_code for area_code, _ in {(a, u.code) for u in units for a in u.area_codes})
    primaries = Counter(area_code for area_code, _ in {(a, u.code) for u in units for a in u.primary_codes})
    for area_code, count in sharers.items():
        if count > 1 and primaries[area_code] != 1:
            index = _first_with(area_code, units)
            what = f"区号 {area_code} 有 {count} 个单位共用，主接单位有 {primaries[area_code]} 个"
            yield UnitFault(index, "area_codes", what, f"请只在一个单位处写成 {area_code}*")


def _first_with(area_code: str, units: tuple[Unit, ...]) -> int:
    return next(index for index, unit in enumerate(units) if area_code in unit.area_codes)
