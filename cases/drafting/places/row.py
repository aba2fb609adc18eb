"""A line's words as the parts of places see them: each classed once, and cut again where the tokenizer erred."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cases.drafting.reading.lexicon import sections, words
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import Token, tokens
from cases.drafting.reading.shipped import shipped

_NAME_TAGS = words("place_parts", "tags")
_SOFT_TAGS = words("place_parts", "soft tags")
_PROPER_TAGS = words("place_parts", "proper tags")
_LINKS = words("place_parts", "links")
_MEASURES = words("place_parts", "measures")
_SIDES = words("place_parts", "sides")
_CUT_APART = sections("place_parts")["cut apart"]
_DISHES = frozenset("炖煲烤炒煮涮捞拌摊铺站")
"""Verbs that end the names of kitchens: 铁锅炖, 羊肉煲."""
_TAIL_CHARS = frozenset("口台道畈处边上里下")
_LAST_OF_AREA = "镇乡村组寨"
_AFTER_AREA = frozenset("政口委里头上长民东西南北外边子支部组中小卫干党医公" + "镇乡村")
_PARTICLES = frozenset("嘛呀啊呢吧呗")
_SIDE_STARTS = frozenset("斜对边")
_GOES = "到在从去往过"
_OF_TIME = re.compile("^[一二三四五六七八九十今昨前明后当上下本这每白晚早]|[天年晚早午夜时间后前日期里]$")
NUMBER = "一二三四五六七八九十百千零幺洞两"

_TORN_NUMBER = re.compile(f"[^{NUMBER}第几数多半每楼栋幢层][{NUMBER}]+[组社队号栋]$")
"""朱家 台八组."""


class Part(NamedTuple):
    """`sort`: name, soft (may be within a name), link, side, measure, number or stop."""

    text: str
    tag: str
    start: int
    end: int
    sort: str
    proper: bool


@cache
def place_words() -> dict[str, str]:
    """Last word of a place → its kind."""
    split = (row.split(": ", 1) for row in shipped("place_words"))
    return {word: kind for kind, last in split for word in last.split()}


@cache
def stops() -> frozenset[str]:
    return frozenset(w for row in shipped("place_stops") for w in row.split())


@cache
def _longest_word() -> int:
    return max(map(len, place_words()))


def last_word(text: str, start: int, end: int) -> str | None:
    """The place word that ends the phrase there."""
    if text[end - 1] not in last_chars():
        return None
    return _last_word(text[max(start, end - _longest_word()) : end])


def is_deed(part: Part) -> bool:
    """逛街, 修路, 插队 end in no place."""
    return part.tag == "v" and len(part.text) == 2 and part.sort == "soft" and part.text not in place_words()


@cache
def last_chars() -> frozenset[str]:
    return frozenset(word[-1] for word in place_words())


@lru_cache(maxsize=20_000)
def _last_word(phrase: str) -> str | None:
    """Looked up, for a pattern of hundreds of words is slow; most ends stand in many phrases."""
    known = place_words()
    return next((phrase[k:] for k in range(len(phrase)) if phrase[k:] in known), None)


def row(line: Line) -> list[Part]:
    return line.once("place row", lambda: _row(line.text, tokens(line)))


def _row(text: str, found: list[Token]) -> list[Part]:
    cut: list[Part] = []
    end = 0
    for token in found:
        if token.start < end:
            continue  # within 斜对过, which stands there already
        word, tag, start = token
        sort, proper, odd = _sorted(word, tag)
        if odd:
            cut += [_part(t) for t in _recut(text, token, cut[-1] if cut else None)]
        else:
            cut.append(Part(word, tag, start, start + len(word), sort, proper))
        end = cut[-1].end
    return cut


def _recut(text: str, token: Token, before: Part | None) -> list[Token]:
    side = _side_at(text, token.start) if before is not None and token.text[0] in _SIDE_STARTS else None
    if side is None or token.text in _SIDES:
        return _apart(token, before)
    rest = [_rest(token, len(side))] if token.end > token.start + len(side) else []
    return [Token(side, "f", token.start), *rest]


def _side_at(text: str, start: int) -> str | None:
    return next((side for side in _CUT_APART if text.startswith(side, start)), None)


def _rest(token: Token, at: int) -> Token:
    return Token(token.text[at:], token.tag, token.start + at)


def _apart(token: Token, before: Part | None) -> list[Token]:
    """过马水: nothing in a name begins with 过; 骑车去, 坐在: nor ends with 去; 桥边上拦: 上 is of the bridge."""
    text, tag = token.text, token.tag
    if len(text) >= 3 and text[0] in _GOES and tag[0] == "n":
        return [Token(text[0], "p", token.start), Token(text[1:], tag, token.start + 1)]
    if len(text) == 2 and tag == "v" and text[0] in "上里下" and before is not None and before.tag[0] in "nsf":
        return [Token(text[0], "f", token.start), Token(text[1:], "v", token.start + 1)]
    if _with_particle(text, tag):
        return [Token(text[:-1], tag, token.start), Token(text[-1], "y", token.end - 1)]
    if _begins_amid(text, before):
        return [Token(text[0], "n", token.start), Token(text[1:], "n", token.start + 1)]
    if _TORN_NUMBER.match(text):
        return [Token(text[0], "n", token.start), Token(text[1:], "m", token.start + 1)]
    if len(text) == 2 and tag == "v" and text[1] == "住" and text[0] in f"{NUMBER}叉":
        return [Token(text[0], "m", token.start), Token("住", "v", token.start + 1)]
    return [token]


def _with_particle(text: str, tag: str) -> bool:
    """屯嘛, 组嘛; but 网吧."""
    return len(text) >= 2 and text[-1] in _PARTICLES and tag[0] in "nv" and last_word(text, 0, len(text)) is None


def _begins_amid(text: str, before: Token | Part | None) -> bool:
    """漕河 镇付 畈: the tokenizer tore the town's last character off."""
    return (
        len(text) >= 2
        and text[0] in _LAST_OF_AREA
        and text[1] not in _AFTER_AREA
        and before is not None
        and before.tag[0] in "nsag"
        and before.text[-1] not in f"{_LAST_OF_AREA}县市区"
    )


def _part(token: Token) -> Part:
    sort, proper, _ = _sorted(token.text, token.tag)
    return Part(token.text, token.tag, token.start, token.start + len(token.text), sort, proper)


@lru_cache(maxsize=20_000)
def _sorted(text: str, tag: str) -> tuple[str, bool, bool]:
    """The word's sort, whether it is a proper name, and whether the tokenizer often errs in such a word."""
    odd = text[0] in _SIDE_STARTS or (len(text) >= 3 and text[0] in _GOES and tag[0] == "n")
    odd = odd or (len(text) == 2 and tag == "v" and (text[0] in "上里下" or text[1] == "住"))
    odd = odd or (tag == "m" and _TORN_NUMBER.match(text) is not None)
    odd = odd or (len(text) >= 2 and text[0] in _LAST_OF_AREA) or _with_particle(text, tag)
    return *_sort(text, tag), odd


def _sort(text: str, tag: str) -> tuple[str, bool]:
    proper = tag in _PROPER_TAGS
    if text in _LINKS:
        return "link", False
    if text in _SIDES:
        return "side", False
    if text in _MEASURES:
        return "measure", False
    if text[0] == "第" and tag == "m":
        return "number", False
    if tag == "m" and text[0] in "楼栋幢层" and text[-1] in NUMBER:
        return "number", False
    if text[0] in NUMBER and (tag == "m" or text[-1] in NUMBER):
        return "number", False
    if text in place_words():
        return ("soft" if text == "站" else "name"), proper
    if text in stops() or tag in ("m", "y") or (len(text) > 1 and text[-1] in "在到去了着把被给" and not proper):
        return "stop", False
    if tag in _NAME_TAGS:
        return ("stop" if tag == "t" and _OF_TIME.search(text) else "name"), proper
    if tag in _SOFT_TAGS and (len(text) >= 2 or text in _DISHES or text in _TAIL_CHARS):
        return ("soft" if tag != "p" else "stop"), False
    return ("pronoun" if tag == "r" else "stop"), False
