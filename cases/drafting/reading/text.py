"""One spelling for every transcript: simplified characters, Chinese numerals, no punctuation.

Every character of the plain text remembers where it stood, so that evidence shows the words as they came.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cases.drafting.reading.shipped import shipped

_PLAIN = re.compile(r"[一-鿿A-Z]*")
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_KEPT = re.compile(r"[一-鿿〇A-Z]")
_COUNTED = "月日号点时分岁个人块元天年楼多万千百次名位栋层室单米公里斤"


@cache
def _simplified() -> dict[int, str]:
    pairs = (row.split() for row in shipped("simplified"))
    return {ord(old): new for old, new in pairs}


def plain(raw: str) -> tuple[str, tuple[int, ...]]:
    """The plain text and, for each of its characters, the index in `raw`."""
    if _PLAIN.fullmatch(raw):
        return _mend(raw.translate(_simplified())), tuple(range(len(raw)))
    return _mend_pairs(_spoken_pairs(_named(_widths_folded(raw))))


def _widths_folded(raw: str) -> list[tuple[str, int]]:
    pairs = []
    for index, char in enumerate(raw):
        folded = unicodedata.normalize("NFKC", char) if ord(char) > 0x7E else char
        pairs += [(c, index) for c in folded.upper()]
    return pairs


_DATE = re.compile(r"\d{4}([-/.])\d{1,2}(\1)\d{1,2}(?![\d])")
_MONEY = re.compile(r"\u00a5 ?[\d,]*\d(?:\.\d+)?(?![\d.万千百元块])")


def _named(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Dates and sums as some recognisers print them: 2026/05/12 → 2026年05月12日, ¥500 → 500元."""
    text = "".join(c for c, _ in pairs)
    names: dict[int, str] = {}
    for day in _DATE.finditer(text):
        names |= {day.start(1): "年", day.start(2): "月", day.end() - 1: text[day.end() - 1] + "日"}
    names |= {sum_.end() - 1: text[sum_.end() - 1] + "元" for sum_ in _MONEY.finditer(text)}
    return [(c, i) for at, (old, i) in enumerate(pairs) for c in names.get(at, old)] if names else pairs


_NUMBER = re.compile(r"[0-9]+")


def _spoken_pairs(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Arabic numbers as people say them: 15号 → 十五号, 8:30 → 八点三十, 3.5万 → 三点五万."""
    text = "".join(c for c, _ in pairs)
    said: list[tuple[str, int]] = []
    at = 0
    for number in _NUMBER.finditer(text):
        said += pairs[at : number.start()]
        said += _say_number(number, text, pairs)
        at = number.end()
    said += pairs[at:]
    return [(c, i) for c, i in said if _KEPT.match(c)]


def _say_number(number: re.Match[str], text: str, pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    digits, places = number.group(), [index for _, index in pairs[number.start() : number.end()]]
    before, after = text[max(0, number.start() - 2) : number.start()], text[number.end() : number.end() + 2]
    if _counts(digits, before, after):
        words = _say_minutes(digits) if before[1:] == ":" else say_small(int(digits))
        said = list(zip(words, [*places[:1] * (len(words) - 1), places[-1]], strict=False))
    else:
        said = [(digit.translate(_DIGITS), place) for digit, place in zip(digits, places, strict=True)]
    if after[:1] in (".", ":") and after[1:].isdigit():
        said.append(("点", pairs[number.end()][1]))
    return said


def _say_minutes(digits: str) -> str:
    """05 → 零五, 00 → nothing."""
    if digits == "00":
        return ""
    return ("零" if digits[0] == "0" else "") + say_small(int(digits))


def _counts(digits: str, before: str, after: str) -> bool:
    """Whether people say it as a count: 15号, 8:30; not the parts of 500.50, nor long numbers."""
    if len(digits) > 2 or (before[1:] == "." and before[0].isdigit()) or (after[:1] == "." and after[1:].isdigit()):
        return False
    clock = (after[:1] == ":" and after[1:].isdigit()) or (before[1:] == ":" and before[0].isdigit())
    return clock or (after[:1] != "" and after[:1] in _COUNTED)


def say_small(n: int) -> str:
    """0–99 in words: 15 → 十五."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")


# A recogniser's slips that no other word of a complaint sounds like; same length, so that offsets hold.
_SLIPS = {
    "府警": "辅警", "副警": "辅警", "扶警": "辅警", "辅井": "辅警", "腹警": "辅警", "府井": "辅警",
    "明警": "民警", "民井": "民警", "名警": "民警",
    "比录": "笔录", "必录": "笔录", "派出锁": "派出所", "派处所": "派出所", "派初所": "派出所",
    "拍出所": "派出所", "公安菊": "公安局", "公安据": "公安局", "公安剧": "公安局",
    "警浩": "警号", "井号": "警号", "警好": "警号", "身分证": "身份证", "省份证": "身份证",
    "录象": "录像", "录相": "录像", "录向": "录像",
    "告戒书": "告诫书", "执法纪录仪": "执法记录仪", "幺二三八久": "幺二三八九", "〇": "零",
}  # fmt: skip
_SLIP = re.compile("|".join(_SLIPS))


def _mend(text: str) -> str:
    return _SLIP.sub(lambda slip: _SLIPS[slip.group()], text)


def _mend_pairs(pairs: list[tuple[str, int]]) -> tuple[str, tuple[int, ...]]:
    text = "".join(c for c, _ in pairs).translate(_simplified())
    return _mend(text), tuple(i for _, i in pairs)
