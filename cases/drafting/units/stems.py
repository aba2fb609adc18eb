"""How far back the proper name before a kind of unit reaches: 解放西路|派出所, and no further."""

from __future__ import annotations

import re

import rjieba

from cases.drafting.names.names import read_name
from cases.drafting.reading.lexicon import longest_first, words
from cases.drafting.reading.segments import Token, token_at

HARD = words("unit_edges", "hard")
SOFT = words("unit_edges", "soft")
_WORDS = words("unit_edges", "words")
_LEADING = re.compile(f"(?:{longest_first(tuple(_WORDS))})")
# A verb or the like inside a name stands before the name's last part: 解放西路, 创业街道.
_NAME_END = re.compile(
    "[东西南北中一二三四五六七八九新老]?(?:路|街|镇|乡|村|桥|门|关|街道|广场|大道|大街|公园|新村|新区|山|河|湖|港|湾|站|店|庄|坪|坝|岭|口)?$"
)
_FUNCTION = frozenset({"r", "p", "c", "d", "t", "u", "ul", "uj", "uz", "ug", "uv", "y", "e", "o", "v", "l", "i"})


def walk(text: str, cut: list[Token], floor: int, end: int, longest: int) -> int:
    at = end
    while at > floor and end - at < longest and not _ends_before(text, cut, at, floor, end):
        at -= 1
    at = _whole_word(cut, at, floor, end) if end - at == longest else at
    at = end if _SUM.fullmatch(text, at, end) else _behind_others(text, cut, at, floor, end)
    if at > floor and text[at : at + 1] == "长" and text[at - 1] in "所队局":
        at += 1
    while (lead := _LEADING.match(text[at:end])) and lead.end() > 0 and end - at >= lead.end():
        at += lead.end()
    if text.startswith("县城关", at):
        return at + 1
    if end - at == 1 and text[at] not in "市县旗":
        return at - 1 if at > floor and text[at - 1] in SOFT else end
    return at


# 骗了三万二|县局, 给了两千|派出所
_SUM = re.compile("[一二两三四五六七八九十几百千万]*[百千万][一二三四五六七八九]?")
_BEGINS_NONE = frozenset("rpcduyeft")
LONGEST_BETWEEN = 4
_NUMERALS = frozenset("一二三四五六七八九十")
_SPOT = re.compile("[路街镇乡村桥门山河湖湾庄]$")


def between(cut: list[Token], start: int, end: int) -> bool:
    """泾川县公安局|玉都|派出所, 城中分局|礼让街|派出所: what stands between a bureau and its office is a name."""
    within = [t for t in cut if start <= t.start and t.end <= end]
    if len(within) == 1 and within[0].text in _NUMERALS:
        return True
    if not 2 <= end - start <= LONGEST_BETWEEN or not within or (within[0].start, within[-1].end) != (start, end):
        return False
    if any(t.text in _WORDS or t.text in HARD or t.text[0] in HARD for t in within) or within[0].text in SOFT:
        return False
    first = within[0]
    if len(first.text) >= 2 and first.tag[0] in "dv":
        return first.text not in _TO_OFFICES and end - start <= 3
    return first.tag[0] not in _BEGINS_NONE and (first.tag[0] != "v" or _SPOT.search(within[-1].text) is not None)


_TO_OFFICES = words("unit_edges", "to offices")
"""腾冲市公安局|腾越|派出所, 河东分局|大直沽|派出所: names; what a bureau does to its offices is none."""


def _behind_others(text: str, cut: list[Token], at: int, floor: int, end: int) -> int:
    """叫昝小虎|东城派出所, 三个人|羊庄派出所, 拆大棚|派出所: a person's name, people or what is done before it."""
    first = token_at(cut, at)
    if first is None or first.start != at:
        return at + 1 if at > floor and text[at] == "人" and text[at - 1] in "个位名些" else at
    if at > floor and text[at] == "人" and text[at - 1] in "个位名些":
        return at + 1
    if called := _called(text, at, end):
        return called
    if (nick := _NICKNAMED.match(text, at)) and end - nick.end() >= 2:
        return nick.end()
    if text[at - 1 : at] == "的" and text[at] in text[max(0, at - 4) : at - 1] and end - at >= 3:
        return at + 1  # 杭州的杭|闵行交警支队
    if _DONE_TO.search(text, 0, at) and first.tag == "n" and end - first.end >= 2:
        return first.end  # 拿着棍子|东关派出所, 报了警|曲周镇派出所
    if _COUNTED_THING.match(text, at):
        return end  # 一条金链子|派出所
    done = token_at(cut, first.end) if first.text in _DEEDS else None
    if done and done.end <= end and done.tag == "n" and len(done.text) >= 2 and rjieba.has_word(done.text):
        return done.end
    return at


def _ends_before(text: str, cut: list[Token], at: int, floor: int, end: int) -> bool:
    """Whether the character before `at` can be no part of the name that ends at `end`."""
    char = text[at - 1]
    if char in HARD:
        return True
    if char == "归" and text[at - 2 : at - 1] != "秭":
        return True
    token = token_at(cut, at - 1)
    if token is None or token.start < floor:
        return char in SOFT
    if token.end <= end and token.text in _WORDS:
        return True
    before = token_at(cut, token.start - 1) if token.start else None
    if char == "里" and at == end and before and before.tag in ("ns", "nr", "nz"):
        return False
    if char in SOFT and (len(token.text) == 1 or all(c in SOFT or c in HARD for c in token.text)):
        return end - at != 1 or len(token.text) > 1
    if token.end == at and (_counted(token, before) or (token.tag == "v" and _DONE.search(token.text))):
        return True
    grammar = token.tag in _FUNCTION and len(token.text) >= 2 and token.end < end
    return grammar and token.end == at and not _NAME_END.fullmatch(text[token.end : end])


def _called(text: str, at: int, end: int) -> int | None:
    """Where the name ends that 叫 stands before: 叫昝小虎|东城派出所, 叫冀长顺|磙子营派出所."""
    lead = text.rfind("叫", max(0, at - 3), at) + 1
    called = read_name(text, lead) if lead else None
    return called.end if called and len(called.text) == 3 and at <= called.end <= end - 2 else None


_NICKNAMED = re.compile("(?<=[他她喊叫])[一-鿿](?:哥|姐|总|叔)")
_DONE_TO = re.compile("[^去到来找进上回问过][了着]$")
_COUNTED_THING = re.compile("[一两三四五六七八九十几半][条根把只辆张件]")
_DEEDS = frozenset("拆挖看打砸抢偷收卖买搬装堵扣封查抓修盖租")
_DONE = re.compile("[到过见完给]$")
_MEASURE = re.compile("[零幺一二两三四五六七八九十百千万几多半]+(?:点钟?|分钟?|刻|年|天|岁|块钱?|元|[个次回趟位名])$")
_ROUND = re.compile("[一二两三四五六七八九十几零百千]+[万千百][一二三四五六七八九]$|.[多几]$")
_DAY = re.compile("[一二三四五六七八九十]+[号日]$")
_FIGURES = re.compile("[零幺一二三四五六七八九]+$")


def _counted(token: Token, before: Token | None) -> bool:
    """六点钟|城关派出所, 警号零一八三一六|金水交警队."""
    if token.tag != "m":
        return False
    if _MEASURE.match(token.text) or _ROUND.search(token.text) or (before and before.text.endswith("点")):
        return True
    if _DAY.match(token.text):
        return before is not None and before.text.endswith("月")
    long = len(token.text) >= 3 or (before is not None and _FIGURES.match(before.text) is not None)
    return long and _FIGURES.match(token.text) is not None


def _whole_word(cut: list[Token], at: int, floor: int, end: int) -> int:
    """The walk ran out of room: a name that begins within a word begins with its next word."""
    token = token_at(cut, at)
    if token is None or token.start == at or token.end >= end - 1:
        return at
    return token.end if token.start < at else at
