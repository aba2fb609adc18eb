"""Parts and their total both said → the total; the price of one and that of all → that of all."""

from __future__ import annotations

import re

from cases.drafting.reading.numbers import read_count
from cases.drafting.sums.sums import MEASURE, Sum

# A total is told within a few turns of its parts.
_NEAR, _MOST_PARTS, _MOST_THINGS = 10, 6, 400
_TOTAL = re.compile(
    "一共|总共|加起来|合计|拢共|统共|全部|总计|共计|加在一起|加到?一块|前前后后|合着|加拢|通共|合起来|满打满算|凑起来|归总|总数"
)
_TOTAL_ASKED = re.compile("一共|总共|实际|合计|加起来|总计")
_COUNTED = re.compile(f"[一二两三四五六七八九十百千]+(?={MEASURE})|[俩仨]")
_JOINED = {"俩": 2, "仨": 3}
_EACH = re.compile(f"[一每]{MEASURE}[^一二三四五六七八九十百千万]{{0,4}}$")
_PER = re.compile(f"[一每]{MEASURE}")
_FAR, _CLOSE = 30, 8
_HALF = re.compile("一半|对半|两家|两个人|各出")

Mentions = list[Sum]
"""A sum as often as it was told."""


def total(told: Sum) -> bool:
    """Whether it was told as the total."""
    line = told.line
    before = line.text[max(0, told.start - 10) : told.start]
    return bool(_TOTAL.search(before) or (told.start <= 2 and line.asks(_TOTAL_ASKED)))


def parts(sums: list[Mentions], wholes: set[float]) -> set[float]:
    """Those of the sums that are no more than a part of one of the wholes; what is left or claimed back is none."""
    found: set[float] = set()
    for whole in (one for one in sums if one[0].yuan in wholes):
        near = [one for one in sums if one[0].yuan < whole[0].yuan and _near(one, whole)]
        told = [one for one in near if any(map(total, whole)) or not any(map(_left, one))]
        found |= _added([one[0].yuan for one in told], whole[0].yuan)
        found |= {one[0].yuan for one in near if _multiplied(one, whole)}
    return found


_LEFT = re.compile("(?:剩|差|亏|多收|多扣|多交|退|找回|还我)[^一二两三四五六七八九十百千万]{0,3}$")


def _left(told: Sum) -> bool:
    return _LEFT.search(told.line.text[max(0, told.start - 6) : told.start]) is not None


def _near(one: Mentions, whole: Mentions) -> bool:
    return any(abs(a.line.index - b.line.index) <= _NEAR for a in one for b in whole)


def _added(smaller: list[float], whole: float) -> set[float]:
    """Those of the smaller sums that can be part of the whole."""
    if len(smaller) < 2 or not _adds_up(smaller, whole):
        return set()
    return {part for k, part in enumerate(smaller) if _adds_up(smaller[:k] + smaller[k + 1 :], whole - part)}


def _adds_up(parts: list[float], whole: float) -> bool:
    reach = {0.0}
    for part in parts[:_MOST_PARTS]:
        reach |= {r + part for r in reach if r + part <= whole}
    return whole in reach


def _multiplied(one: Mentions, whole: Mentions) -> bool:
    """一台收二百, 五台一千; 罚了三回六百; twice two hundred, 加起来四百."""
    times, rest = divmod(whole[0].yuan, one[0].yuan)
    if rest or times > _MOST_THINGS:
        return False
    if len(one) == times and any(map(total, whole)):
        return True
    if times == 2 and any(_HALF.search(s.line.text, max(0, s.start - 12), s.end + 8) for s in one):
        return True
    if any(map(priced, one)):
        return any(_counted(s, int(times), _FAR) for s in (*one, *whole))
    return any(_counted(s, int(times), _CLOSE) for s in whole)


def priced(told: Sum) -> bool:
    """一匹马六百, 七千七一头: the price of one."""
    text = told.line.text
    return bool(_EACH.search(text[max(0, told.start - 8) : told.start]) or _PER.match(text, told.end))


def _counted(told: Sum, number: int, reach: int) -> bool:
    """The number of things stands beside their price."""
    text, start = told.line.text, max(0, told.start - reach)
    return any(
        (_JOINED.get(m.group()) or read_count(m.group())) == number
        for m in _COUNTED.finditer(text, start, min(len(text), told.end + 12))
    )
