"""Days as spoken, against the time of the call: 大前天, 上个礼拜三, 上个月十五号, 正月十九, 中秋前一天."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from cases.drafting.times.day import Day, Rule, dated, in_month
from cases.drafting.times.lunar_days import festivals, lunar_days, new_year_days
from cases.drafting.times.month_days import bare_days, month_days
from cases.drafting.times.near_days import RELATIVE, ago, relatives, until_now, weekdays
from cases.drafting.times.ordinal_days import ordinal_days

_FOLLOWING = re.compile("(?<!的)(?P<offset>第二天|次日|转天|隔天|第三天|头一天|前一天|当天|当晚)")
_FOLLOWING_OFFSETS = {
    "第二天": 1,
    "次日": 1,
    "转天": 1,
    "隔天": 1,
    "第三天": 2,
    "头一天": -1,
    "前一天": -1,
    "当天": 0,
    "当晚": 0,
}


def days_in(text: str, today: date) -> list[Day]:
    """Every day that `text` fixes, in order; the longest reading of overlapping words."""
    found: list[Day] = []
    signs = frozenset(text)
    for rule, needs in _rules():
        if needs.isdisjoint(signs):
            continue
        for day in rule(text, today):
            if not any(day.start < old.end and old.start < day.end for old in found):
                found.append(day)
    told = _same_week(_same_month(sorted((d for d in found if d.kind != "vague"), key=lambda d: d.start)))
    # 下周一开庭: what is told has happened.
    return [day for day in told if day.day <= today]


@cache
def _rules() -> list[tuple[Rule, frozenset[str]]]:
    """The rules in their order, and characters one of which is in all that each can find."""
    return [
        (
            festivals,
            frozenset("五伏假党八六军冬劳双夏夕天宵平年庆抬旦明春晚月植秋童端腊至节诞跨重青小大惊谷芒处寒霜雨白"),
        ),
        (lunar_days, frozenset("月")),
        (ordinal_days, frozenset("月")),
        (month_days, frozenset("月")),
        (new_year_days, frozenset("初")),
        (weekdays, frozenset("期拜周")),
        (relatives, frozenset("".join(RELATIVE))),
        (until_now, frozenset("到")),
        (ago, frozenset("前")),
        (bare_days, frozenset("号日")),
    ]


def _same_month(days: list[Day]) -> list[Day]:
    """十二月十九号和二十六号: a bare day soon after another is of its month."""
    told: list[Day] = []
    for day in days:
        before = told[-1] if told else None
        near = before is not None and before.kind in ("month_day", "bare_day") and day.start - before.end <= 12
        moved = (
            dated(before.day.year, before.day.month, day.day.day)
            if before and near and day.kind == "bare_day"
            else None
        )
        told.append(replace(day, day=moved) if moved else day)
    return told


def _same_week(days: list[Day]) -> list[Day]:
    """二十二号是星期六: that Saturday, not the last one."""
    told: list[Day] = []
    for day in days:
        before = told[-1] if told else None
        tells = before is not None and before.kind in ("month_day", "bare_day") and day.start - before.end <= _SAID_OF
        both = _told_twice(before, day.day) if before and tells and day.kind == "weekday" else None
        if both:
            told[-1:], day = [replace(told[-1], day=both)], replace(day, day=both)
        told.append(day)
    return told


def _told_twice(told: Day, weekday: date) -> date | None:
    """The newest such day that falls on the weekday; a bare day may be of a month before the last."""
    back = range(_MONTHS) if told.kind == "bare_day" else range(1)
    days = (in_month(told.day, -months, told.day.day) for months in back)
    return next((day for day in days if day and day.weekday() == weekday.weekday()), None)


_MONTHS = 5


_SAID_OF = 3
"""Characters between a date and the weekday that is said of it."""


def following_days(text: str) -> list[tuple[int, int, int]]:
    """第二天, 当晚: (offset to the day told before, start, end)."""
    return [(_FOLLOWING_OFFSETS[m["offset"]], m.start(), m.end()) for m in _FOLLOWING.finditer(text)]
