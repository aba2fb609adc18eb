# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Festivals by name → day of a year."""

from __future__ import annotations

from datetime import date

from cases.drafting.times.lunar import new_year_eve, qingming, solar_day

_FIXED = {
    "元旦": (1, 1), "跨年": (12, 31), "情人节": (2, 14), "妇女": (3, 8), "三八": (3, 8), "植树": (3, 12), "劳动": (5, 1), "五一": (5, 1),
    "青年": (5, 4), "儿童": (6, 1), "六一": (6, 1), "建党": (7, 1), "建军": (8, 1), "教师": (9, 10), "国庆": (10, 1), "十一": (10, 1),
    "平安夜": (12, 24), "圣诞": (12, 25), "双十一": (11, 11), "双十二": (12, 12),
}  # fmt: skip
_LUNAR = {
    "春节": (1, 1), "元宵": (1, 15), "龙抬头": (2, 2), "二月二": (2, 2), "端午": (5, 5), "五月节": (5, 5), "七夕": (7, 7), "中元": (7, 15),
    "中秋": (8, 15), "八月十五": (8, 15), "八月节": (8, 15), "重阳": (9, 9), "腊八": (12, 8), "小年": (12, 23),
}  # fmt: skip
_EVE = {"除夕", "大年三十", "年三十"}


def festival_day(name: str, year: int) -> date | None:
    """`year` is the solar year in which the day falls, so 腊八 is looked up in both lunar years that meet in it."""
    bare = name if name in ("五月节", "八月节", "情人节") else name.removesuffix("节")
    if bare in _EVE:
        return new_year_eve(year)
    if bare == "清明":
        return qingming(year)
    if bare in _FIXED:
        return date(year, *_FIXED[bare])
    if name in _SUNDAYS:
        return _nth_sunday(year, *_SUNDAYS[name])
    return _solar_term(bare, year) or _lunar(bare, year)


_SUNDAYS = {"母亲节": (5, 2), "父亲节": (6, 3)}


def _nth_sunday(year: int, month: int, number: int) -> date:
    first = 7 - date(year, month, 1).weekday()
    return date(year, month, first + 7 * (number - 1))


# The centuries' constants of the usual rule for solar terms; right to the day for 2000–2099 but for a few years.
_TERMS = {
    "小寒": (1, 5.4055), "大寒": (1, 20.12), "立春": (2, 3.87), "雨水": (2, 18.73), "惊蛰": (3, 5.63), "春分": (3, 20.646), "谷雨": (4, 20.1),
    "立夏": (5, 5.52), "小满": (5, 21.04), "芒种": (6, 5.678), "夏至": (6, 21.37), "小暑": (7, 7.108), "大暑": (7, 22.83), "立秋": (8, 7.5),
    "处暑": (8, 23.13), "白露": (9, 7.646), "秋分": (9, 23.042), "寒露": (10, 8.318), "霜降": (10, 23.438), "立冬": (11, 7.438),
    "小雪": (11, 22.36), "大雪": (12, 7.18), "冬至": (12, 21.94),
}  # fmt: skip


def _solar_term(name: str, year: int) -> date | None:
    if name not in _TERMS or not 2000 <= year <= 2099:
        return None
    month, constant = _TERMS[name]
    short = year % 100
    leaps = (short - 1) // 4 if month <= 2 else short // 4
    return date(year, month, int(short * 0.2422 + constant) - leaps)


def _lunar(name: str, year: int) -> date | None:
    if name not in _LUNAR:
        return None
    days = (solar_day(y, *_LUNAR[name]) for y in (year, year - 1))
    return next((day for day in days if day and day.year == year), None)
