# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Days told from the day of the call: 大前天, 上个礼拜三, 三天前."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cases.drafting.reading.numbers import read_count
from cases.drafting.times.day import Day

RELATIVE = {
    "大大前天": 4, "大前天": 3, "大前儿": 3, "大前日": 3, "大前晚": 3, "前天": 2, "前日": 2, "前儿": 2, "前晚": 2, "前夜": 2,
    "昨天": 1, "昨日": 1, "昨儿": 1, "昨个": 1, "昨晚": 1, "昨夜": 1, "昨晌": 1, "昨黑": 1, "夜来": 1, "夜个": 1, "夜儿": 1, "昨早": 1,
    "大前个儿": 3, "前个儿": 2, "前黑": 2, "夜黑来": 1, "夜黑儿": 1, "夜儿黑": 1, "寻晚": 1, "琴晚": 1, "噚日": 1, "噚晚": 1, "昨暝": 1,
    "昨上午": 1, "昨中午": 1, "昨下午": 1, "今黑": 0, "今晌": 0, "今后晌": 0, "今仔日": 0, "尽儿": 0, "寻日": 1, "琴日": 1, "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "今晨": 0, "今晚": 0, "今夜": 0, "今个": 0,
    "今朝": 0, "今上午": 0, "今下午": 0, "刚才": 0, "刚刚": 0, "方才": 0, "将才": 0, "才将": 0,
}  # fmt: skip
_RELATIVE_WORDS = re.compile("|".join(sorted(RELATIVE, key=len, reverse=True)))
_WEEKDAY = re.compile(
    "(?<![每姓逢各叫老小一两几])(?P<week>[上大]上个?|前个|上个?|这个?|本|头个|下个?)?(?:星期|礼拜|周)(?P<day>[一二三四五六日天])(?![到至块元起百千万回次趟])"
)
_AGO = re.compile("(?P<n>[一二两三四五六七八九十]{1,3})(?P<unit>天|个?(?:星期|礼拜)|周)(?:之|以)?前(?!后)")
_UNTIL_NOW = re.compile("(?<=[点半分钟])(?:就)?(?:一直)?到(?:现在|这会儿)")


def relatives(text: str, today: date) -> list[Day]:
    return [
        Day(today - timedelta(RELATIVE[m.group()]), m.start(), m.end(), "relative")
        for m in _RELATIVE_WORDS.finditer(text)
    ]


def until_now(text: str, today: date) -> list[Day]:
    """从下午五点到现在: today."""
    return [Day(today, m.start(), m.end(), "relative") for m in _UNTIL_NOW.finditer(text)]


def weekdays(text: str, today: date) -> list[Day]:
    monday = today - timedelta(today.weekday())
    found = []
    for m in _WEEKDAY.finditer(text):
        weekday = "一二三四五六日".index(m["day"].replace("天", "日"))
        found.append(Day(_in_week(m["week"], weekday, monday, today), m.start(), m.end(), "weekday"))
    return found


def _in_week(week: str | None, weekday: int, monday: date, today: date) -> date:
    """Weeks start on Monday; a bare weekday is the last one that has come."""
    back = {
        "上": 7,
        "上个": 7,
        "头个": 7,
        "前个": 14,
        "上上": 14,
        "上上个": 14,
        "大上": 14,
        "大上个": 14,
        "下": -7,
        "下个": -7,
    }.get(week or "", 0)
    day = monday + timedelta(weekday - back)
    return day - timedelta(7) if week is None and day > today else day


def ago(text: str, today: date) -> list[Day]:
    found = []
    for m in _AGO.finditer(text):
        count = read_count(m["n"])
        if count:
            days = count * (1 if m["unit"] == "天" else 7)
            found.append(Day(today - timedelta(days), m.start(), m.end(), "ago"))
    return found
