"""The name in an answer: at its head, behind its surname's word, or after talk about the surname."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.model import Evidence
from cases.drafting.names.bare import bare_name, ordinary_word
from cases.drafting.names.name import Name
from cases.drafting.names.names import read_name, read_surname
from cases.drafting.names.surnames import surname_length
from cases.drafting.reading.lines import Line
from cases.drafting.reporter.addressed import places
from cases.drafting.reporter.told import as_told

_OPENING = re.compile(
    "(?:(?:可以|就)留(?=[一-鿿]{2})|嗯+|呃|啊|哦|喂|欸|好的?|行|那|你好|您好|是我|我是法人|我是老|我是|俺是|我们家|我|俺|免贵|叫|姓(?!名)|可以|我先报一下我的名字|就叫|就是|没事|吧|对|哎|唉|你就?[写记]|您[写记]|名字|大名|全名|中)*"
)


_RETAKEN = re.compile("不是|念快|说错|念错|不对")


def told_surname(line: Line) -> list[Evidence]:
    """我是管钱的姓车…; after a slip (姓车不是姓佘) the last one counts."""
    told = [m for m in re.finditer("(?<!复)姓(?!名)", line.text) if m.start() <= 24]
    if not told:
        return []
    last = told[-1] if _RETAKEN.search(line.text[told[0].end() : told[-1].start()]) else told[0]
    return as_told(line, read_surname(line.text, last.end()), "name.surname", 0.85)


_WORDED = re.compile("(?P<word>[一-鿿]{2,4})(?:里的|的|那个)(?P<char>[一-鿿])(?P=char)")


def surname_first(line: Line) -> list[Evidence]:
    """蒲松龄的蒲蒲成林: the surname's word, then the whole name."""
    for told in _WORDED.finditer(line.text):
        at = told.end() - 1
        name = read_name(line.text, at) if surname_length(line.text, at) else None
        if name and len(name.text) >= 2 and (told["char"] in told["word"] or told["word"][-1] in "旁头底"):
            return as_told(line, replace(name, explained=name.explained + 1), "name.answer", 0.85)
    return []


def answer(line: Line) -> list[Evidence]:
    """The name stands at the head of the answer, else wherever one is spelled out."""
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    surnamed = "姓" in line.text[:at] and not line.text[:at].endswith("叫")
    head = read_surname(line.text, at) if surnamed else _head_name(line.text, at)
    if head:
        return as_told(line, head, "name.answer", 0.8)
    return []


def _head_name(text: str, at: int) -> Name | None:
    name = read_name(text, at, led=False)
    if name:
        return name
    return bare_name(text, at, led=len(text) - at <= 4)


def headed(line: Line) -> list[Evidence]:
    """訾就是上面一个此下面一个言訾文彪: the surname, then talk about it, then perhaps the whole name."""
    opening = _OPENING.match(line.text)
    at = opening.end() if opening else 0
    head = surname_length(line.text, at)
    if not head or ordinary_word(line.text, at) or line.text[max(0, at - 1) : at + 1] in ("我家", "俺家", "咱家"):
        return []
    surname = line.text[at : at + head]
    starts = [start for start in places(line.text, surname) if start >= at]
    whole = [name for start in starts if (name := read_name(line.text, start)) and len(name.text) > head]
    found = [Name(surname, at, at + head, 0), *whole]
    return [one for name in found for one in as_told(line, name, "name.headed", 0.75)]
