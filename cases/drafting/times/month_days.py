# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Days of a month: 上个月十五号, 三月八号, 二十六号."""

from __future__ import annotations

import re
from datetime import date

from cases.drafting.times.day import YEAR, Day, dated, in_month, newest, small
from cases.drafting.times.lunar import solar_day

_D = "(?:三十[一]?|[二]?十[一二三四五六七八九]?|二[十]?[一二三四五六七八九]|[一二三四五六七八九]|[一二三][零一二三四五六七八九])"
_M = "(?:元(?=月)|十[一二]|[一二三四五六七八九十]|一[零一二])"
_NOT_A_DAY = "楼|院|窗|线|席|路|店|桌|床|房|车|库|门|机|仓|柜|井|位|铺|厂|坑|病|台|码|公馆|航站|闸|棚|厅|船|国道|省道|县道|高速|桥|窑|箱|宿舍|公寓|矿|洞|渠|坝|标|柱|包厢|包间|包房|登机|候车|通道|柜|泵|炉|小区|地|弄|站|工|文件|人|技师|桩|球|选手|监|审讯|点|电|球|出口|摊|档"
_HALF = "早|晚|上午|下午|中午|凌晨|半夜|夜|那天|当天|清早|一早|大早|前晌|后晌|傍晚|黑家|清晨"
_MONTH_DAY = re.compile(
    f"{YEAR}(?P<lunar>农历|阴历|老历|旧历)?(?:的)?(?:(?P<back>[上大]上个?|上个?|头个?|这个?|本|下个?)月|(?P<month>{_M})月份?)(?:的)?"
    f"(?P<first>初)?(?P<day>{_D})(?P<closed>号|日|(?={_HALF})|$)?"
)
_BACK = {"上上": -2, "上上个": -2, "大上": -2, "大上个": -2, "上": -1, "上个": -1, "头": -1, "头个": -1}
# 三月十五个人: what is counted is no day.
_COUNTED = tuple("个块元岁天次名多几日万千百里斤")
_BARE_DAY = re.compile(
    f"(?<![一二三四五六七八九十零幺百千两A-Z几第每路街道巷弄])(?<!的号是)(?P<day>{_D})(?:号|日)(?!{_NOT_A_DAY}|那个(?:窗|柜|台|床|门|楼|房|包))(?:那天|当天)?"
)


def month_days(text: str, today: date) -> list[Day]:
    return [found for m in _MONTH_DAY.finditer(text) if (found := _month_day(m, today))]


def _month_day(m: re.Match[str], today: date) -> Day | None:
    if m["back"] and m["back"].startswith("下"):
        return Day(today, m.start(), m.end(), "vague")
    day = _dated(m, today) if _is_a_day(m) else None
    return Day(day, m.start(), m.end(), "month_day") if day else None


def _is_a_day(m: re.Match[str]) -> bool:
    """十二月二十三 may be one without 号; 三月五 and 三月十五个人 are none."""
    if m["closed"] or m["lunar"] or m["first"]:
        return not (m["first"] and m["back"])
    if re.match(_HALF, m.string[m.end() :]):
        return True
    return len(m["day"]) >= 2 and not m.string.startswith(_COUNTED, m.end())


def _dated(m: re.Match[str], today: date) -> date | None:
    number = small(m["day"])
    if m["back"]:
        return in_month(today, _BACK.get(m["back"], 0), number)
    month = small(m["month"].replace("元", "一"))
    calendar = solar_day if m["lunar"] or m["first"] else dated
    return newest(lambda year: calendar(year, month, number), m["year"], today)


def bare_days(text: str, today: date) -> list[Day]:
    found = []
    for m in _BARE_DAY.finditer(text):
        if "每" in text[max(0, m.start() - 7) : m.start()]:
            continue
        day = in_month(today, 0, small(m["day"]))
        if day is None or day > today:
            day = in_month(today, -1, small(m["day"]))
        if day:
            found.append(Day(day, m.start(), m.end(), "bare_day"))
    return found
