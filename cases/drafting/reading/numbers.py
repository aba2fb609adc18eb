"""Numbers as people say them: digit by digit (leading zeros kept) or as a count (两千三, 一万二)."""

from __future__ import annotations

import re
from dataclasses import dataclass

# 幺 for 1, 洞 for 0, 拐 for 7 and 勾 for 9 are how drivers and police say digits.
DIGITS = {
    "零": "0", "洞": "0", "一": "1", "幺": "1", "二": "2", "两": "2", "三": "3", "四": "4",
    "五": "5", "六": "6", "七": "7", "拐": "7", "八": "8", "九": "9", "勾": "9",
}  # fmt: skip
_TRADE = "[零一幺二两三四五六七八九洞拐勾]"
_PAUSE = "(?:嗯+|呃+|啊|哎|那个|然后|完了|再|空格|杠|这个|后面|接着)?"
_REPEATED = "(?:[一两三四五]个|双)[零一幺二三四五六七八九]"
_RUN = re.compile(f"(?:{_REPEATED}|{_TRADE})(?:{_PAUSE}(?:{_REPEATED}|{_TRADE}))+")
_PIECE = re.compile(f"{_REPEATED}|{_TRADE}")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits said one after the other, with their place in the plain text."""

    digits: str
    start: int
    end: int


def digit_runs(text: str) -> list[Run]:
    """Every stretch of two or more spoken digits; counts such as 六百八十 are none."""
    found = (Run(read_digits(m.group()), m.start(), m.end()) for m in _RUN.finditer(text))
    return [_without_next(text, run) for run in found if not _part_of_a_count(text, run)]


def _without_next(text: str, run: Run) -> Run:
    """零九幺二七七 · 一个…, 七六二八 · 六在前, a mobile number · 五月: the last digit begins the next words."""
    follows = text[run.end : run.end + 1] in ("个", "位", "名") and text[run.end - 1] in "一两三"
    follows |= text[run.end : run.end + 2] in ("在前", "在后", "在先")
    follows |= text[run.end : run.end + 1] == "月" and len(run.digits) == 12 and run.digits[0] == "1"
    return Run(run.digits[:-1], run.start, run.end - 1) if follows and len(run.digits) > 2 else run


def _part_of_a_count(text: str, run: Run) -> bool:
    around = text[max(0, run.start - 1) : run.start] + text[run.end : run.end + 1]
    return len(run.digits) < 5 and any(unit in around for unit in "十百千万亿")


def read_digits(words: str) -> str:
    """幺三八零 → 1380, 三个八 → 888, 双零 → 00; what is not a digit is left out."""
    return "".join(_read_piece(piece) for piece in _PIECE.findall(words))


def _read_piece(piece: str) -> str:
    if len(piece) == 1:
        return DIGITS[piece]
    return DIGITS[piece[-1]] * (2 if piece[0] == "双" else int(DIGITS[piece[0]]))


_SECTION = {"十": 10, "百": 100, "千": 1000}
_WHOLE = re.compile(
    "(?:(?P<yi>[^亿]+)亿)?(?:零?(?P<wan>[^万]+)万)?(?P<rest>[^万亿]*)",
)
_PART = re.compile(
    "零?(?:(?P<thousands>[一二两三四五六七八九])千)?(?:零?(?P<hundreds>[一二两三四五六七八九])百)?"
    "(?:零?(?P<tens>[一二三四五六七八九]?)十)?(?:零?(?P<ones>[一二两三四五六七八九]))?"
)


def read_count(words: str) -> int | None:
    """三百五 → 350, 一万二 → 12000, 两千零六 → 2006; None when it is no count (三八, 一五零)."""
    if words in ("零", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九"):
        return int(DIGITS[words])
    whole = _WHOLE.fullmatch(words)
    if not whole or not words:
        return None
    total, scale = 0, 0
    for name, unit in (("yi", 10**8), ("wan", 10**4)):
        if whole[name] is not None:
            part = read_count(whole[name]) if name == "yi" else _read_part(whole[name])
            if part is None:
                return None
            total, scale = total + part * unit, unit
    return _with_rest(total, scale, whole["rest"])


def _with_rest(total: int, scale: int, rest: str) -> int | None:
    if not rest:
        return total if scale else None
    if scale and len(rest) == 1 and rest in DIGITS:
        return total + int(DIGITS[rest]) * scale // 10
    part = _read_part(rest, alone=not scale)
    return None if part is None else total + part


def _read_part(words: str, alone: bool = False) -> int | None:
    """Below ten thousand. A last digit straight after 百 or 千 counts in the next lower unit: 两千三 = 2300."""
    part = _PART.fullmatch(words)
    if not part or not words:
        return None
    thousands, hundreds = (int(DIGITS[part[k]]) if part[k] else 0 for k in ("thousands", "hundreds"))
    tens = 0 if part["tens"] is None else int(DIGITS[part["tens"]]) if part["tens"] else 1
    ones = int(DIGITS[part["ones"]]) if part["ones"] else 0
    if alone and not (thousands or hundreds or part["tens"] is not None):
        return None
    if ones and words[-2:-1] in ("千", "百"):
        ones *= _SECTION[words[-2]] // 10
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


_CORRECTION = re.compile(
    "不对|不是|错了|说错|念错|记错|看错|讲错|报错|重来|重说|重新|更正|应该是|哎不|改一下|改成|啊不|哦不|不不|说拐|讲拐|说岔|念反"
)
TAIL = re.compile("后头|后面|后边|最后|尾数|末尾|尾号|末")
HEAD = re.compile("前头|前面|前三|开头|打头")


def corrects(gap: str) -> bool:
    """Whether the words between two numbers take the first one back."""
    return _CORRECTION.search(gap) is not None


def corrected(said: str, again: str, gap: str, lengths: tuple[int, ...]) -> str | None:
    """`said` with `again` put where it belongs; None when that cannot be told."""
    if len(again) in lengths:
        return again
    if whole := _restated(again, lengths) or restated_like(said, again):
        return whole
    if TAIL.search(gap) and len(again) <= len(said):
        end = _last_try(again)
        return said[: -len(end)] + end
    if HEAD.search(gap) and len(again) <= len(said):
        return again + said[len(again) :]
    return _exchanged(said, again) or _aligned(said, again, lengths)


def _restated(again: str, lengths: tuple[int, ...]) -> str | None:
    """最后是六五四 and the whole number at once: a part of it said before or after it."""
    for length in lengths:
        whole, tried = again[-length:], again[:-length]
        if tried and (whole.endswith(tried) or whole.startswith(tried)):
            return whole
        whole, repeated = again[:length], again[length:]
        if len(repeated) >= 2 and whole.endswith(repeated):
            return whole
    return None


def restated_like(said: str, again: str) -> str | None:
    """不是幺三是三幺 and the whole number at once: its right end, then a number much like the one before."""
    whole, end = again[-len(said) :], again[: -len(said)]
    like = sum(a == b for a, b in zip(whole, said, strict=False))
    return whole if len(said) >= _SHORTEST and end and whole.endswith(end) and like >= len(said) - 3 else None


_SHORTEST = 7
"""Digits of the shortest telephone number."""


def _exchanged(said: str, again: str) -> str | None:
    """不是四零九四零七: the end that was wrong, then what it should be."""
    half = len(again) // 2
    wrong, right = again[:half], again[half:]
    return said[:-half] + right if half >= 2 and len(right) == half and said.endswith(wrong) else None


def _last_try(again: str) -> str:
    """最后是六四七六四: 六四, and once more with what stands before it."""
    tries = [again[k:] for k in range(2, len(again) // 2 + 1) if again.endswith(again[:k])]
    return next((whole for whole in tries if len(whole) * 2 > len(again)), again)


def _aligned(said: str, again: str, lengths: tuple[int, ...]) -> str | None:
    """The one place where the repeated digits agree best with what stood there."""
    if len(again) < 2:
        return None
    places = []
    for at in range(len(said)):
        whole = said[:at] + again + said[at + len(again) :]
        if len(whole) <= max(lengths):
            agree = sum(a == b for a, b in zip(said[at:], again, strict=False))
            places.append((agree, at, whole))
    best = max(places, default=(0, 0, ""))
    return best[2] if best[0] * 2 >= len(again) else None
