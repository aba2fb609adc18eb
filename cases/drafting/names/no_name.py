"""Stretches of words that are no name for sure, whatever the model makes of them; it learns from them all the same."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.names.minority import sounded_ends, sounded_length
from cases.drafting.names.name import Name
from cases.drafting.names.spelled import spelled_name
from cases.drafting.names.surnames import PARTS, surname_length
from cases.drafting.reading.lexicon import longest_first
from cases.drafting.reading.segments import first_word
from cases.drafting.reading.sounds import sounds_like

_PARTS_TOLD = re.compile(longest_first(tuple(part for part in PARTS if len(part) >= 3)))
_ACCOUNT = re.compile("(?:昵称|网名|微信名?|店名|号)(?:就?叫|是)?$")
_GOES_ON = re.compile("管[我俺咱这那]|[左右上下][边头面]|都[在是说叫喊有没不]|来给")
"""What goes on behind a name, and is never in one: 刁奇管俺这片, 禚左边是个示."""


_ADVERBS = (
    "本来",
    "正在",
    "已经",
    "一直",
    "马上",
    "当场",
    "当时",
    "后来",
    "刚才",
    "从来",
    "反正",
    "根本",
    "居然",
    "竟然",
    "直接",
    "故意",
    "经常",
)


def may_be(text: str, at: int, name: Name, ruled: Name | None) -> bool:
    """Of a name that begins at `at` or is said again later; `ruled`: what the rules read there."""
    start, end = name.start, name.start + len(name.text)
    if start > at and _of_else(text, start, end):
        return False
    if text[start:end] == name.text and not _as_it_stands(text, at, name, end):
        return False
    if name.explained < 1 and text.startswith(_ADVERBS, start + surname_length(text, start)):
        return end - start <= surname_length(text, start)  # 王|本来不想来
    goes_on = _GOES_ON.search(text, start + 1, end + 1)
    if (goes_on and goes_on.start() < end) or (end - start > 1 and _PARTS_TOLD.match(text, start + 1)):
        return False  # 姓邬|口天吴加耳朵
    as_ruled = ruled is not None and (name.text, name.start) == (ruled.text, ruled.start)
    return as_ruled or not any(_doubles(text, k) for k in range(start + 2, end))


def _of_else(text: str, start: int, end: int) -> bool:
    """Said behind the surname, of an account, or as the word that tells how this is written."""
    account = _ACCOUNT.search(text, max(0, start - 5), start) is not None
    return account or (end - start > 1 and _explaining(text, start))


def _explaining(text: str, k: int) -> bool:
    """姓沙沙子的沙讲话凶: what closes the word that explains begins no longer name, unless that is spelled out."""
    if text[k - 1] != "的" or text[k - 2] == text[k] or text[k] not in text[max(0, k - 4) : k - 2]:
        return False
    whole = spelled_name(text, k)
    return whole is None or len(whole.text) == 1 or whole.explained < 2


def _as_it_stands(text: str, at: int, name: Name, end: int) -> bool:
    start = name.start
    if start > at and (text[start - 2 : start] == "不是" or text.startswith("的" + text[start], end)):
        return False  # 姓解不是解放军, 姓阎是阎王的阎
    if (name.explained < 2 and _too_long(text, start, end)) or _in_pieces(text, start, end):
        return False
    if name.explained and any(_begins_idiom(text, k, end) for k in range(start + 2, end)):
        return False
    return not any(_as_spelled_else(text, start, k) for k in range(start + 1, end))


def _begins_idiom(text: str, k: int, end: int) -> bool:
    """申银山|大同小异那个申: a word of four characters that goes on behind the end."""
    word = first_word(text[k : k + 5])[0]
    return len(word) >= 4 and k + len(word) > end


def _too_long(text: str, start: int, end: int) -> bool:
    """叫全车人下来: a surname of one character has no more than two behind it."""
    if end - start <= 3 or surname_length(text, start) != 1:
        return False
    return not any(sounded_length(text, k) for k in range(start, end - 1))


def _in_pieces(text: str, start: int, end: int) -> bool:
    """娜仁|其其格: another known piece follows, and not the name once more."""
    if not sounded_length(text, start):
        return False
    ends = sorted(sounded_ends(text, start))
    if end - start not in ends:
        return ends[0] < end - start < ends[-1]
    goes_on = end - start < 4 and start + ends[-1] >= end + 2
    return goes_on and not text.startswith(text[start:end], end)


def _as_spelled_else(text: str, start: int, k: int) -> bool:
    """姓钮|纽扣的纽不是那个纽, 闫兵|阎王的阎不对: how a character of the same sound is written."""
    told = text[k + 2 : k + 4] == "的" + text[k]
    return told and any(sounds_like(text[k], char) for char in text[start:k])


def _doubles(text: str, k: int) -> bool:
    """柏松|松树: the word that explains begins."""
    return text[k] == text[k - 1] and k + 1 < len(text) and rjieba.has_word(text[k : k + 2])
