"""Positions as spoken, and the standard word for each: 片儿警, 警官, 穿警服的 → 民警."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.drafting.reading.lexicon import begins, longest_first, sections

_LISTS = sections("positions")
OFFICER = "民警"
_OFFICER = frozenset(_LISTS["officer"])
_KEPT = frozenset(_LISTS["kept"])
OFFICERS = frozenset({"民警", "交警", "辅警", "协警", "特警", "巡警", "刑警", "乘警"})
"""Positions that nobody has outside the police."""
CIVIL = re.compile(begins(_LISTS["civil"]) + f"(?:{longest_first(_LISTS['civil'])})")
SHORT = dict(row.split("=") for row in _LISTS["short"])
_WHICH = "(?:那个|一个|这个|那位|有个|一位)?(?:年轻|年纪大)?的?(?:女|男|小|老)?的?"
_BEGINS = begins("值户窗社管户的接", _LISTS["officer"], _LISTS["kept"])
TITLE = re.compile(
    f"{_BEGINS}(?:值班(?:室)?的?{_WHICH}民警|值班的?姓[一-鿿]的民警|户籍(?:室|科|窗口|上)?的?{_WHICH}民警|窗口[里内]?[的呢嘞]?{_WHICH}民警|社区的?{_WHICH}民警"
    "|管户[籍口]的(?:那个|这个)?(?:女|男)?(?:民警|警察)?|户籍警|(?<=户籍)的(?=说|没|态|小伙|那|人|女|姑娘)|接警的(?:那个)?(?=女|男|人|小|说|态|骂|挂)"
    "|值班(?:所长|领导|队长|教导员)"
    f"|(?<!电子)(?<!便)(?:{longest_first(_LISTS['officer'] + _LISTS['kept'])}))"
)
_DUTY = (
    ("值班所长", "值班所长"),
    ("值班领导", "值班领导"),
    ("值班队长", "值班队长"),
    ("值班教导员", "值班教导员"),
    ("值班", "值班民警"),
    ("户籍", "户籍民警"),
    ("户口", "户籍民警"),
    ("窗口", "窗口民警"),
    ("社区", "社区民警"),
    ("接警的", "接警员"),
)


@lru_cache(512)  # several readers ask for the same line
def positions(text: str) -> tuple[tuple[int, int, str], ...]:
    found = ((m.start(), m.end(), _position(text, m)) for m in TITLE.finditer(text))
    return tuple(told for told in found if not (told[2] in _BRANCHES and _UNIT_BEHIND.match(text, told[1])))


_BRANCHES = frozenset(["交警", "巡警", "刑警", "特警"])
# 刑警队 is no officer.
_UNIT_BEHIND = re.compile("(?:事故|秩序|[一二三四五六七八九十]{1,2})?[大中支总]?队(?!长|员)|分局|总队|部门|学院")


def _position(text: str, m: re.Match[str]) -> str:
    said = m.group()
    if said in _OFFICER:
        return OFFICER
    if said == "的":
        return "户籍民警"
    if said in _KEPT:
        return said
    duty = next((standard for word, standard in _DUTY if word in said), None)
    return duty or said


def police(position: str | None) -> bool:
    return position is not None and CIVIL.fullmatch(position) is None


def rank_of(position: str | None) -> str:
    if position is None:
        return "untold"
    if position in ("辅警", "协警", "协勤", "特勤"):
        return "auxiliary"
    if CIVIL.fullmatch(position):
        return "civil"
    if re.search("长$|导员$|政委$", position):
        return "leader"
    return "officer" if position.endswith("警") else "staff"
