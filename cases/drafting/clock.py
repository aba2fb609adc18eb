# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Times of day as spoken: 晚上八点半, 差五分三点, 三点一刻; a period of the day carries over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.numbers import read_count

PERIODS = {
    "凌晨": "night", "半夜": "night", "后半夜": "night", "深夜": "late", "夜里": "late", "黑夜": "late", "黑了": "late",
    "夜间": "late", "大半夜": "night", "三更半夜": "night", "晚上": "evening", "晚间": "evening", "傍晚": "evening", "晚": "evening",
    "黑家": "evening", "黑介": "evening", "夜晚": "evening", "晚黑": "evening", "擦黑": "evening", "早上": "morning", "早晨": "morning",
    "清晨": "morning", "清早": "morning", "一早": "morning", "大早": "morning", "早": "morning", "上午": "morning", "前晌": "morning",
    "头午": "morning", "上半天": "morning", "天亮": "morning", "中午": "noon", "晌午": "noon", "下午": "afternoon", "后晌": "afternoon",
    "午后": "afternoon", "下半天": "afternoon", "下昼": "afternoon", "上昼": "morning", "晏昼": "noon", "天没亮": "night", "朝早": "morning",
}  # fmt: skip
_PERIOD = re.compile(
    "|".join(sorted((p for p in PERIODS if len(p) > 1), key=len, reverse=True)) + "|(?<=[天昨今前明当每])[早晚]"
)
_HOUR = "(?:二十[一二三四]|二十|十[一二三四五六七八九]|[一二两三四五六七八九十零]|一[零一二三四五六七八九]|二[零一二三四]|零[一二三四五六七八九])"
_MINUTE = "(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九]|[一二三四五][零一二三四五六七八九]|五)"
_TIME = re.compile(
    f"(?:差(?P<short>{_MINUTE}|两)分(?:钟)?(?:不到)?)?(?P<hour>{_HOUR})(?:点钟?|时)(?!头|儿(?!钟)|心|子|意见|事|小|工资|左右为)"
    f"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_MINUTE})(?!块|个|次|万|千|百|岁|号|名|多人|几个)分?)?"
)
_NOT_A_TIME = re.compile("(?:有|早|晚|快|慢|一|差|懂|这|少|多|重|轻|好|坏|说|讲|提|给|吃|喝|扣|记|第|长)$")


@dataclass(frozen=True, slots=True)
class Moment:
    hour: int
    minute: int
    period: str | None
    start: int
    end: int

    @property
    def hhmm(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}"


def periods(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), PERIODS[m.group()]) for m in _PERIOD.finditer(text)]


def times(text: str, carried: str | None = None) -> list[Moment]:
    """Every time of day in `text`; `carried` is the period that earlier words set."""
    marks = periods(text)
    moments = []
    for found in _TIME.finditer(text):
        if _odd(found, text):
            continue
        period = _period_before(marks, found.start()) or carried
        moments.append(_moment(found, period))
    return moments


def _odd(found: re.Match[str], text: str) -> bool:
    """一点也不, 有点, 差一点: no time of day."""
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    bare = not (found["half"] or found["quarter"] or found["minute"] or found["short"])
    if (
        bare
        and found["hour"] in ("一", "两", "零")
        and not re.match("多|来钟|左右|钟|过|的样子|不到", text[found.end() :])
        and not _PERIOD.search(text[max(0, found.start() - 6) : found.start()])
    ):
        return True
    return bare and (
        (bool(_NOT_A_TIME.search(before)) and found["hour"] in "一两")
        or after[:1] in tuple("五万六七八")
        or bool(re.search("[十百千万零]$", before))
    )


def _period_before(marks: list[tuple[int, int, str]], at: int) -> str | None:
    """The last period named before `at`, at most a long sentence away."""
    near = [period for start, _, period in marks if start < at and at - start <= 60]
    return near[-1] if near else None


def _moment(found: re.Match[str], period: str | None) -> Moment:
    hour = read_clock(found["hour"])
    minute = 30 if found["half"] else 15 * read_clock(found["quarter"]) if found["quarter"] else 0
    minute = read_clock(found["minute"]) if found["minute"] else minute
    hour = on_the_clock(hour, period)
    if found["short"]:
        total = hour * 60 + minute - read_clock(found["short"])
        hour, minute = divmod(total % 1440, 60)
    return Moment(hour, minute, period, found.start(), found.end())


def read_clock(words: str) -> int:
    """Small numbers of the clock: 十二, 零五, 四零."""
    if len(words) == 2 and words[0] != "十" and words[1] != "十":
        return 10 * (read_count(words[0]) or 0) + (read_count(words[1]) or 0)
    return read_count(words) or 0


def on_the_clock(hour: int, period: str | None) -> int:
    """The hour of 24: 晚上八 → 20, 夜里两 → 2, 晚上十二 → 0, 中午一 → 13; without a period one to five are afternoon."""
    hour %= 24
    if hour > 12:
        return hour
    if period in ("afternoon", "noon") and hour < (12 if period == "afternoon" else 6):
        return hour + 12
    if period == "evening":
        return 0 if hour == 12 else hour + 12 if hour >= 4 else hour
    if period == "late":
        return 0 if hour == 12 else hour + 12 if hour >= 6 else hour
    if period == "night":
        return 0 if hour == 12 else hour + 12 if hour >= 8 else hour
    if period is None and 1 <= hour <= 5:
        return hour + 12
    return hour
