# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Days as spoken, against the time of the call: 大前天, 上个礼拜三, 上个月十五号, 正月十九, 中秋前一天."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from cases.drafting.reading.numbers import read_count, read_digits
from cases.drafting.times.clock import read_clock
from cases.drafting.times.festivals import festival_day
from cases.drafting.times.lunar import solar_day


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    start: int
    end: int
    kind: str


_D = "(?:三十[一]?|[二]?十[一二三四五六七八九]?|二[十]?[一二三四五六七八九]|[一二三四五六七八九]|[一二三][零一二三四五六七八九])"
_M = "(?:元(?=月)|十[一二]|[一二三四五六七八九十]|一[零一二])"
_YEAR = "(?P<year>大前年|去年|前年|今年|本年|[一二]?[零九][零一二三四五六七八九]{1,3}年|二[零][一二三四五六七八九零]{2}年|[二][零一二三四五六七八九]年)?(?:的)?"
_NOT_A_DAY = "楼|院|窗|线|席|路|店|桌|床|房|车|库|门|机|仓|柜|井|位|铺|厂|坑|病|台|码|公馆|航站|闸|棚|厅|船|国道|省道|县道|高速|桥|窑|箱|宿舍|公寓|矿|洞|渠|坝|标|柱|包厢|包间|包房|登机|候车|通道|柜|泵|炉|小区|地|弄|站|工|文件|人|技师|桩|球|选手|监|审讯|点|电|球|出口|摊|档"

_RELATIVE = {
    "大大前天": 4, "大前天": 3, "大前儿": 3, "大前日": 3, "大前晚": 3, "前天": 2, "前日": 2, "前儿": 2, "前晚": 2, "前夜": 2,
    "昨天": 1, "昨日": 1, "昨儿": 1, "昨个": 1, "昨晚": 1, "昨夜": 1, "昨晌": 1, "昨黑": 1, "夜来": 1, "夜个": 1, "夜儿": 1, "昨早": 1,
    "尽儿": 0, "寻日": 1, "琴日": 1, "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "今晨": 0, "今晚": 0, "今夜": 0, "今个": 0,
    "今朝": 0, "今上午": 0, "今下午": 0, "刚才": 0, "刚刚": 0, "方才": 0, "将才": 0, "才将": 0,
}  # fmt: skip
_RELATIVE_WORDS = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_WEEKDAY = re.compile(
    "(?<![每姓逢各叫老小一两几])(?P<week>上上个?|前个|上个?|这个?|本|头个|下个?)?(?:星期|礼拜|周)(?P<day>[一二三四五六日天])(?![到至块元起百千万回次趟])"
)
_MONTH_DAY = re.compile(
    f"{_YEAR}(?P<lunar>农历|阴历|老历|旧历)?(?:的)?(?P<month>{_M}月份?|上上个?月|上个?月|头个月|这个?月|本月)(?:的)?(?P<first>初)?(?P<day>{_D})(?:号|日|(?=早|晚|上午|下午|中午|凌晨|半夜|夜|那天|当天|清早|一早|大早|前晌|后晌|傍晚|黑家|清晨)|$)?"
)
_BARE_DAY = re.compile(
    f"(?<![一二三四五六七八九十零幺百千两A-Z几第每])(?P<day>{_D})(?:号|日)(?!{_NOT_A_DAY})(?:那天|当天)?"
)
_LUNAR = re.compile(
    f"{_YEAR}(?P<month>正月|冬月|腊月|闰[一二三四五六七八九十]+月)(?:里)?(?:的)?(?P<first>初)?(?P<day>三十|廿[一二三四五六七八九]?|[二]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![个斤块里多])"
)
_NEW_YEAR = re.compile(
    "(?:大年|过年|春节|年|第二天)初(?P<day>[一二三四五六七八九十])|(?<![上到读念高])初(?P<bare>[一二三四五六七八九十])(?=那天|晚上|早上|上午|下午|中午|的晚)"
)
_AGO = re.compile("(?P<n>[一二两三四五六七八九十]{1,3})(?P<unit>天|个?(?:星期|礼拜)|周)(?:之|以)?前(?!后)")
_FESTIVAL = re.compile(
    f"{_YEAR}(?P<name>除夕|大年三十|年三十|腊八|小年|元旦|春节|情人节|元宵节?|妇女节|植树节|清明节?|劳动节|五一(?=节|那天|放假|劳动|晚上|当天|前一天|假期第)|青年节|儿童节|六一(?=儿童|那天|节|晚上)|建党节|建军节|端午节?|五月节|七夕|中元节|教师节|中秋节?|八月节|国庆节?|(?<![月二三点])十一(?=那天|国庆|长假第|晚上)|重阳节?|冬至|平安夜|圣诞节?|双十一|双十二|立春|立夏|立秋|立冬|夏至|春分|秋分|二月二(?![十一二三四五六七八九号日])|龙抬头|三八(?=妇女节|节|那天)|头伏|跨年)"
    "(?:节)?(?P<offset>的?(?:前一天|头一天|前一晚|前夕|前两天|前三天|后一天|第二天|后两天|第三天|第四天|第五天|之前|以前|前后|过后|过完|后(?!来)|前(?!面)|期间|假期(?!第)|放假))?"
)  # fmt: skip
_OFFSETS = {
    "前一天": -1, "头一天": -1, "前一晚": -1, "前夕": -1, "前两天": -2, "前三天": -3, "后一天": 1, "第二天": 1, "后两天": 2,
    "第三天": 2, "第四天": 3, "第五天": 4,
}  # fmt: skip
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
    return _same_month(sorted((d for d in found if d.kind != "vague"), key=lambda d: d.start))


Rule = Callable[[str, date], list[Day]]


@cache
def _rules() -> list[tuple[Rule, frozenset[str]]]:
    """The rules in their order, and characters one of which is in all that each can find."""
    return [
        (_festivals, frozenset("夕年八旦节宵清五六端七秋国十重冬平圣双立夏春分二龙三头跨")),
        (_lunar_days, frozenset("月")),
        (_month_days, frozenset("月")),
        (_new_year_days, frozenset("初")),
        (_weekdays, frozenset("期拜周")),
        (_relatives, frozenset("".join(_RELATIVE))),
        (_until_now, frozenset("到")),
        (_ago, frozenset("前")),
        (_bare_days, frozenset("号日")),
    ]


def _same_month(days: list[Day]) -> list[Day]:
    """十二月十九号和二十六号: a bare day soon after another is of its month."""
    told: list[Day] = []
    for day in days:
        before = told[-1] if told else None
        near = before is not None and before.kind in ("month_day", "bare_day") and day.start - before.end <= 12
        moved = (
            _date(before.day.year, before.day.month, day.day.day)
            if before and near and day.kind == "bare_day"
            else None
        )
        told.append(replace(day, day=moved) if moved else day)
    return told


def _relatives(text: str, today: date) -> list[Day]:
    return [
        Day(today - timedelta(_RELATIVE[m.group()]), m.start(), m.end(), "relative")
        for m in _RELATIVE_WORDS.finditer(text)
    ]


_UNTIL_NOW = re.compile("(?<=[点半分钟])(?:就)?(?:一直)?到(?:现在|这会儿)")


def _until_now(text: str, today: date) -> list[Day]:
    """从下午五点到现在: today."""
    return [Day(today, m.start(), m.end(), "relative") for m in _UNTIL_NOW.finditer(text)]


def _weekdays(text: str, today: date) -> list[Day]:
    monday = today - timedelta(today.weekday())
    found = []
    for m in _WEEKDAY.finditer(text):
        weekday = "一二三四五六日".index(m["day"].replace("天", "日"))
        found.append(Day(_in_week(m["week"], weekday, monday, today), m.start(), m.end(), "weekday"))
    return found


def _in_week(week: str | None, weekday: int, monday: date, today: date) -> date:
    """Weeks start on Monday; a bare weekday is the last one that has come."""
    back = {"上": 7, "上个": 7, "头个": 7, "前个": 14, "上上": 14, "上上个": 14, "下": -7, "下个": -7}.get(
        week or "", 0
    )
    day = monday + timedelta(weekday - back)
    return day - timedelta(7) if week is None and day > today else day


def _month_days(text: str, today: date) -> list[Day]:
    return [found for m in _MONTH_DAY.finditer(text) if (found := _month_day(m, today))]


def _month_day(m: re.Match[str], today: date) -> Day | None:
    lunar = bool(m["lunar"] or m["first"])
    closed = m.group()[-1] in "号日" or (
        m.end() < len(m.string)
        and re.match(
            "早|晚|上午|下午|中午|凌晨|半夜|夜|那天|当天|清早|一早|大早|前晌|后晌|傍晚|黑家|清晨", m.string[m.end() :]
        )
    )
    if m["first"] and m["month"][0] in "上这本头":
        return None
    counted = m.string[m.end() : m.end() + 1] in tuple("个块元岁天次名多日万千百里斤") or len(m["day"] or "") < 2
    if not closed and not lunar and counted:
        return None
    month, number = m["month"].replace("元", "一"), _small(m["day"])
    if "月" in month and month[0] in "上这本头":
        day = _in_month(today, {"上上": -2, "上上个": -2, "上": -1, "上个": -1, "头个": -1}.get(month[:-1], 0), number)
    elif lunar:
        day = _newest(lambda y: solar_day(y, _small(month.rstrip("份")[:-1]), number), m["year"], today)
    else:
        day = _newest(lambda y: _date(y, _small(month.rstrip("份")[:-1]), number), m["year"], today)
    return Day(day, m.start(), m.end(), "month_day") if day else None


def _small(words: str) -> int:
    return read_clock(words) if len(words) == 2 else read_count(words) or 0


def _in_month(today: date, back: int, number: int) -> date | None:
    months = today.year * 12 + today.month - 1 + back
    return _date(months // 12, months % 12 + 1, number)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def year_of(words: str | None, today: date) -> int | None:
    """去年 → last year, 二零二五年 and 二五年 → 2025; None when no year was said."""
    if not words:
        return None
    if words in ("今年", "本年"):
        return today.year
    if words.endswith("年") and words[:-1] in ("去", "前", "大前"):
        return today.year - {"去": 1, "前": 2, "大前": 3}[words[:-1]]
    digits = int(read_digits(words))
    return digits if digits >= 1000 else (2000 if digits <= today.year % 100 else 1900) + digits


def _newest(build: Callable[[int], date | None], words: str | None, today: date) -> date | None:
    """In the year that was said, else the newest such day that has come."""
    year = year_of(words, today)
    if year is not None:
        return build(year)
    tries = (build(today.year), build(today.year - 1))
    return next((day for day in tries if day and day <= today), None)


def _bare_days(text: str, today: date) -> list[Day]:
    found = []
    for m in _BARE_DAY.finditer(text):
        if "每" in text[max(0, m.start() - 7) : m.start()]:
            continue
        day = _in_month(today, 0, _small(m["day"]))
        if day is None or day > today:
            day = _in_month(today, -1, _small(m["day"]))
        if day:
            found.append(Day(day, m.start(), m.end(), "bare_day"))
    return found


_LUNAR_MONTHS = {"正月": 1, "冬月": 11, "腊月": 12}


def _lunar_days(text: str, today: date) -> list[Day]:
    found = []
    for m in _LUNAR.finditer(text):
        month = _LUNAR_MONTHS.get(m["month"]) or -_small(m["month"][1:-1])
        number = _twenty(m["day"])
        day = _newest_lunar(month, number, m["year"], today)
        if day:
            found.append(Day(day, m.start(), m.end(), "lunar"))
    return found


def _twenty(words: str) -> int:
    return _small(words.replace("廿", "二十"))


def _newest_lunar(month: int, number: int, year: str | None, today: date) -> date | None:
    """今年 with 腊月 or 冬月 means the winter that began last year as well: the newest that has come."""
    said = year_of(year, today)
    if said is not None and month < 11:
        return solar_day(said, month, number)
    tries = [solar_day(y, month, number) for y in ((said, said - 1) if said else (today.year, today.year - 1))]
    return next((day for day in tries if day and day <= today), None)


def _new_year_days(text: str, today: date) -> list[Day]:
    found = []
    for m in _NEW_YEAR.finditer(text):
        number = read_count(m["day"] or m["bare"]) or 0
        day = _newest(lambda y, n=number: solar_day(y, 1, n), None, today)  # type: ignore[misc]
        if day:
            found.append(Day(day, m.start(), m.end(), "lunar"))
    return found


def _ago(text: str, today: date) -> list[Day]:
    found = []
    for m in _AGO.finditer(text):
        count = read_count(m["n"])
        if count:
            days = count * (1 if m["unit"] == "天" else 7)
            found.append(Day(today - timedelta(days), m.start(), m.end(), "ago"))
    return found


def _festivals(text: str, today: date) -> list[Day]:
    """A festival with 前后, 之前, 期间 … fixes no day, and its words fix no other."""
    found = []
    for m in _FESTIVAL.finditer(text):
        offset = (m["offset"] or "").removeprefix("的")
        day = _newest(lambda y, name=m["name"]: festival_day(name, y), m["year"], today)  # type: ignore[misc]
        passed = text[max(0, m.start() - 2) : m.start()] in ("过了", "过完", "自从", "打从")
        if passed or (offset and offset not in _OFFSETS):
            found.append(Day(today, m.start(), m.end(), "vague"))
        elif day:
            found.append(Day(day + timedelta(_OFFSETS.get(offset, 0)), m.start(), m.end(), "festival"))
    return found


def following_days(text: str) -> list[tuple[int, int, int]]:
    """第二天, 当晚: (offset to the day told before, start, end)."""
    return [(_FOLLOWING_OFFSETS[m["offset"]], m.start(), m.end()) for m in _FOLLOWING.finditer(text)]
