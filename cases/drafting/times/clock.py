# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Times of day as spoken: 晚上八点半, 差五分三点, 三点一刻; a period of the day carries over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.reading.numbers import read_count

PERIODS = {
    "凌晨": "night", "午夜": "night", "半夜": "night", "后半夜": "night", "深夜": "late", "夜里": "late", "黑夜": "late", "黑了": "late",
    "夜间": "late", "大半夜": "night", "三更半夜": "night", "晚上": "evening", "晚间": "evening", "傍晚": "evening", "晚": "evening",
    "傍黑": "evening", "落黑": "evening", "麻黑": "evening", "天黑": "evening", "黑天": "evening", "晚夕": "evening", "黑饭": "evening", "夜饭": "evening", "晚饭": "evening", "晚些": "evening", "黄昏": "evening", "掌灯": "evening", "下黑": "evening", "下晚": "evening", "晚半晌": "evening", "夜黑": "late", "前半夜": "late", "上半夜": "late", "下半夜": "night", "鸡叫": "night", "五更": "night", "三更": "night", "早起": "morning", "早饭": "morning", "麻麻亮": "morning", "蒙蒙亮": "morning", "天刚亮": "morning", "头晌": "morning", "上晌": "morning", "上半晌": "morning", "晨早": "morning", "晌午头": "noon", "午饭": "noon", "正午": "noon", "大中午": "noon", "晌头": "noon", "后半晌": "afternoon", "下半晌": "afternoon", "下晌": "afternoon", "下午晌": "afternoon", "后半天": "afternoon", "黑家": "evening", "黑介": "evening", "夜晚": "evening", "晚黑": "evening", "擦黑": "evening", "早上": "morning", "早晨": "morning",
    "清晨": "morning", "清早": "morning", "一早": "morning", "大早": "morning", "早": "morning", "上午": "morning", "前晌": "morning",
    "头午": "morning", "上半天": "morning", "天亮": "morning", "中午": "noon", "晌午": "noon", "下午": "afternoon", "后晌": "afternoon",
    "午后": "afternoon", "下半天": "afternoon", "下昼": "afternoon", "上昼": "morning", "晏昼": "noon", "天没亮": "night", "朝早": "morning",
    "黑地": "evening", "黑来": "evening", "黑里": "evening", "黑了天": "evening", "快黑": "evening", "黢黑": "late", "天都黑": "evening", "天已黑": "evening", "刚黑": "evening", "断黑": "evening", "打黑": "evening", "晚自习": "evening", "晚班": "evening", "下夜": "night", "夜班": "late", "没亮": "night", "没有亮": "night", "冒亮": "morning", "放亮": "morning", "快亮": "morning", "蒙亮": "morning", "过了晌": "afternoon", "过晌": "afternoon", "晌后": "afternoon", "吃晌": "noon", "晌饭": "noon", "晏昼头": "noon", "日头落": "evening", "太阳落": "evening", "落日": "evening", "五更天": "night", "后晌黑": "evening", "晚头": "evening", "夜头": "evening", "下晚儿": "evening", "大晌午": "noon", "上晌午": "morning", "下晌午": "afternoon", "早间": "morning", "晚来": "evening", "后夜": "night", "夜宵": "evening", "宵夜": "evening",
}  # fmt: skip
_PERIOD = re.compile(
    "|".join(sorted((p for p in PERIODS if len(p) > 1), key=len, reverse=True))
    + "|(?<=[天昨今前明当每])[早晚]|(?<![早来去太忙吃迟到不别班])[早晚](?=(?:[五六七八九]|十[一二]?)点)"
)
_HOUR = "(?:(?<![期拜周])二十[一二三四]?|十[一二三四五六七八九]|[一二两三四五六七八九十零]|(?<![期拜周])(?:一[零一二三四五六七八九]|二[零一二三四])|零[一二三四五六七八九])"
_MINUTE = "(?:[一二三四五]?十(?=一(?:直|会|起|进|到|下|个|辆|帮|群|峰|楼|层))|[一二三四五]?十(?=[一二两三四五六七八九]个)|[一二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九]|[一二三四五][零一二三四五六七八九]|五)"
_TIME = re.compile(
    f"(?:差(?P<short>{_MINUTE}|两|一刻)(?:分)?(?:钟)?(?:不到)?(?:就)?(?:到)?)?(?P<hour>{_HOUR})(?:点钟?|时)(?!头|水(?!库|泥|电|管|渠)|滴|儿(?!钟)|心|子|意见|事|小|工资|左右为|理由|原因|诉求|要求|问题|建议|希望|想法|疑|不满|看法|内容|情况|错误|不服|我不|请求)"
    f"(?:(?P<half>半)|(?P<quarter>[一三])刻|差(?P<less>{_MINUTE}|两|一刻)(?:分)?(?:钟)?|过了?(?P<more>{_MINUTE}分(?:钟)?|两分(?:钟)?|一刻)|(?P<minute>(?>{_MINUTE}))(?![一二三四五六七八九]?点|块|个|次|万(?![州宁荣源载盛安山])|千|百|岁|号|名|台|辆|户|多人|几个)分?)?"
)
_NOT_A_TIME = re.compile("(?:有|早|晚|快|慢|一|差|懂|这|少|多|重|轻|好|坏|说|讲|提|给|吃|喝|扣|记|第|长)$")


_EITHER = re.compile("(?:^|[^期拜周十号初])(?:一两|两三|三四|四五|五六|六七|七八|八九)$")


@dataclass(frozen=True, slots=True)
class Moment:
    hour: int
    minute: int
    period: str | None
    start: int
    end: int

    @property
    def face(self) -> tuple[int, int]:
        """Eight in the evening is told again as eight."""
        return self.hour % 12, self.minute

    @property
    def hhmm(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}"


def periods(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), PERIODS[m.group()]) for m in _PERIOD.finditer(text)]


def times(text: str, carried: str | None = None) -> list[Moment]:
    """Every time of day in `text`; `carried` is the period that earlier words set."""
    if "点" not in text and "时" not in text:
        return []
    marks = periods(text)
    moments = []
    for found in _TIME.finditer(text):
        if _odd(found, text):
            continue
        period = _period_before(marks, found.start()) or carried
        moments.append(_moment(found, period))
    return moments


def _odd(found: re.Match[str], text: str) -> bool:
    """一点也不, 有点, 差一点: no time of day; 七八点 is one hour or the other."""
    if _EITHER.search(text[max(0, found.start() - 2) : found.end("hour")]):
        return True
    if text.startswith(("都没到", "都不到", f"不到{found['hour']}点差"), found.end()):
        return True  # 六点都没到, 十一点不到十一点差五分
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    bare = not (
        found["half"] or found["quarter"] or found["minute"] or found["short"] or found["less"] or found["more"]
    )
    if (
        bare
        and found["hour"] in ("一", "两", "零")
        and not re.match(f"多|来钟|左右|钟|过|的样子|不到|[站等坐排蹲闹守关]?到{_HOUR}点", text[found.end() :])
        and not _PERIOD.search(text[max(0, found.start() - 6) : found.start()])
    ):
        return True
    return bare and (
        (bool(_NOT_A_TIME.search(before)) and found["hour"] in "一两")
        or bool(re.search("[扣罚记](?:了|你|我|他)?$", before))
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
    if shift := _minutes(found["more"]) - _minutes(found["short"]) - _minutes(found["less"]):
        hour, minute = divmod((hour * 60 + minute + shift) % 1440, 60)
    return Moment(hour, minute, period, found.start(), found.end())


def _minutes(words: str | None) -> int:
    return 0 if not words else 15 if words == "一刻" else read_clock(words.rstrip("分钟"))


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
