"""A line's words as the parts of places see them: each classed once, and cut again where the tokenizer erred."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from cases.drafting.places.words import NUMBER, Word, last_word, place_words, stops, word
from cases.drafting.reading.lexicon import sections, words
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import Token, tokens

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
    word: Word


def row(line: Line) -> list[Part]:
    return line.once("place row", lambda: _row(line.text, tokens(line)))


_part_of: Callable[[tuple[str, str, int, int, str, bool, Word]], Part] = partial(tuple.__new__, Part)
"""As Part(...), in half its time."""


def _row(text: str, found: list[Token]) -> list[Part]:
    known = [_sorted(written, tag) for written, tag, _ in found]
    if True in [odd for _, _, odd, _ in known]:
        return _cut_again(text, found)
    return [
        _part_of((written, tag, start, start + len(written), sort, proper, seen))
        for (written, tag, start), (sort, proper, _, seen) in zip(found, known, strict=True)
    ]


def _cut_again(text: str, found: list[Token]) -> list[Part]:
    cut: list[Part] = []
    end = 0
    for token in found:
        if token.start < end:
            continue  # within 斜对过, which stands there already
        before = cut[-1] if cut else None
        odd = _sorted(token.text, token.tag)[2]
        cut += [_part(t) for t in (_recut(text, token, before) if odd else [token])]
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
    sort, proper, _, seen = _sorted(token.text, token.tag)
    return Part(token.text, token.tag, token.start, token.end, sort, proper, seen)


def named(text: str, tag: str, start: int, sort: str, proper: bool) -> Part:
    """A part that is no word of the tokenizer's."""
    return Part(text, tag, start, start + len(text), sort, proper, word(text, tag, sort))


@lru_cache(maxsize=20_000)
def _sorted(text: str, tag: str) -> tuple[str, bool, bool, Word]:
    """The word's sort, whether it is a proper name, whether the tokenizer often errs in such a word, and the rest."""
    odd = text[0] in _SIDE_STARTS or (len(text) >= 3 and text[0] in _GOES and tag[0] == "n")
    odd = odd or (len(text) == 2 and tag == "v" and (text[0] in "上里下" or text[1] == "住"))
    odd = odd or (tag == "m" and _TORN_NUMBER.match(text) is not None)
    odd = odd or (len(text) >= 2 and text[0] in _LAST_OF_AREA) or _with_particle(text, tag)
    sort, proper = _sort(text, tag)
    return sort, proper, odd, word(text, tag, sort)


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
