"""Days of a month by their order: 上个月最后一天, 五月的第二个礼拜天."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cases.drafting.times.day import YEAR, Day, dated, in_month, newest, small

_ORDINAL = re.compile(
    f"{YEAR}(?:(?P<back>上上个?|上个?|这个?|本)月|(?P<month>十[一二]|[一二三四五六七八九十])月份?)(?:底|末|里)?的?"
    "(?:(?P<last>最后一天)|(?P<which>第[一二三四五]|最后一)个(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天]))"
)
_BACK = {"上上": -2, "上上个": -2, "上": -1, "上个": -1}


def ordinal_days(text: str, today: date) -> list[Day]:
    found = ((m, _first(m, today)) for m in _ORDINAL.finditer(text))
    days = ((m, _counted(m, first)) for m, first in found if first)
    return [Day(day, m.start(), m.end(), "month_day") for m, day in days if day]


def _first(m: re.Match[str], today: date) -> date | None:
    """The first of the month that was said."""
    if m["back"]:
        return in_month(today, _BACK.get(m["back"], 0), 1)
    return newest(lambda year: dated(year, small(m["month"]), 1), m["year"], today)


def _counted(m: re.Match[str], first: date) -> date | None:
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    if m["last"]:
        return last
    weekday = "一二三四五六日".index(m["weekday"].replace("天", "日"))
    if m["which"] == "最后一":
        return last - timedelta((last.weekday() - weekday) % 7)
    return dated(first.year, first.month, 1 + (weekday - first.weekday()) % 7 + 7 * (small(m["which"][1:]) - 1))
