# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Days of the Chinese calendar and of feasts: 正月十九, 大年初三, 中秋前一天."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cases.drafting.reading.numbers import read_count
from cases.drafting.times.day import YEAR, Day, newest, small, year_of
from cases.drafting.times.festivals import festival_day
from cases.drafting.times.lunar import solar_day

_LUNAR = re.compile(
    f"{YEAR}(?P<month>正月|冬月|腊月|闰[一二三四五六七八九十]+月)(?:里)?(?:的)?(?P<first>初)?(?P<day>三十|廿[一二三四五六七八九]?|[二]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![个斤块里多回次趟])"
)
_LUNAR_MONTHS = {"正月": 1, "冬月": 11, "腊月": 12}
_NEW_YEAR = re.compile(
    "(?:大年|过年|春节|年|第二天)初(?P<day>[一二三四五六七八九十])|(?<![上到读念高])初(?P<bare>[一二三四五六七八九十])(?=那天|晚上|早上|上午|下午|中午|的晚)"
)
_FESTIVAL = re.compile(
    f"{YEAR}(?P<name>除夕|大年三十|年三十|腊八|小年(?![轻纪级])|元旦|春节|情人节|元宵节?|妇女节|植树节|清明节?|劳动节|五一(?=节|那天|放假|劳动|晚上|当天|前一天|假期第)|青年节|儿童节|六一(?=儿童|那天|节|晚上)|建党节|建军节|端午节?|五月节|七夕|中元节|教师节|中秋节?|八月十五(?=前一[天晚]|头一天|后一天|过完|过节|赏月|吃月饼|团圆)|八月节|(?<!节的)国庆(?!国庆|节?的国)节?|(?<![月二三点])十一(?=那天|国庆|长假第|晚上)|重阳节?|冬至|平安夜|圣诞节?|双十一|双十二|立春|立夏|立秋|立冬|夏至|春分|秋分|(?:小寒|大寒|雨水|惊蛰|谷雨|小满|芒种|小暑|大暑|处暑|白露|寒露|霜降|小雪|大雪)(?=那天|当天|前一天|头一天|后一天|第二天|那晚)|母亲节|父亲节|二月二(?![十一二三四五六七八九号日])|龙抬头|三八(?=妇女节|节|那天)|头伏|跨年)"
    "(?:节)?(?P<offset>的?(?:前一天|头一天|前一晚|前夕|前两天|前三天|后一天|第二天|后两天|第三天|第四天|第五天|之前|以前|前后|过后|过完|后(?!来)|前(?!面)|期间|假期(?!第)|放假))?"
)  # fmt: skip
_OFFSETS = {
    "前一天": -1, "头一天": -1, "前一晚": -1, "前夕": -1, "前两天": -2, "前三天": -3, "后一天": 1, "第二天": 1, "后两天": 2,
    "第三天": 2, "第四天": 3, "第五天": 4,
}  # fmt: skip


def lunar_days(text: str, today: date) -> list[Day]:
    found = []
    for m in _LUNAR.finditer(text):
        month = _LUNAR_MONTHS.get(m["month"]) or -small(m["month"][1:-1])
        number = _twenty(m["day"])
        day = _newest_lunar(month, number, m["year"], today)
        if day:
            found.append(Day(day, m.start(), m.end(), "lunar"))
    return found


def _twenty(words: str) -> int:
    return small(words.replace("廿", "二十"))


def _newest_lunar(month: int, number: int, year: str | None, today: date) -> date | None:
    """今年 with 腊月 or 冬月 means the winter that began last year as well: the newest that has come."""
    said = year_of(year, today)
    if said is not None and month < 11:
        return solar_day(said, month, number)
    tries = [solar_day(y, month, number) for y in ((said, said - 1) if said else (today.year, today.year - 1))]
    return next((day for day in tries if day and day <= today), None)


def new_year_days(text: str, today: date) -> list[Day]:
    found = []
    for m in _NEW_YEAR.finditer(text):
        number = read_count(m["day"] or m["bare"]) or 0
        day = newest(lambda y, n=number: solar_day(y, 1, n), None, today)  # type: ignore[misc]
        if day:
            found.append(Day(day, m.start(), m.end(), "lunar"))
    return found


def festivals(text: str, today: date) -> list[Day]:
    """A festival with 前后, 之前, 期间 … fixes no day, and its words fix no other."""
    found = []
    for m in _FESTIVAL.finditer(text):
        offset = (m["offset"] or "").removeprefix("的")
        day = newest(lambda y, name=m["name"]: festival_day(name, y), m["year"], today)  # type: ignore[misc]
        passed = text[max(0, m.start() - 2) : m.start()] in ("过了", "过完", "自从", "打从")
        if passed or (offset and offset not in _OFFSETS):
            found.append(Day(today, m.start(), m.end(), "vague"))
        elif day:
            found.append(Day(day + timedelta(_OFFSETS.get(offset, 0)), m.start(), m.end(), "festival"))
    return found
