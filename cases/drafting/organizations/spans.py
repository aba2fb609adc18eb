"""Stretches of words that may name a business or a body outside the police: what ends as such names do, and each
word before it where the name may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import Token, tokens
from cases.drafting.units.gazetteer import shipped_forms
from cases.drafting.units.stems import HARD, SOFT, walk

_LISTS = sections("organizations")
KINDS = frozenset(_LISTS["kinds"])
KIND = re.compile(
    f"第?[一二三四五六七八九十]+监区|{longest_first(_LISTS['kinds'])}|[村镇乡区坝屯寨庄湾沟堡](?=的?(?:村支书|支书|村主任|主任|村会计|会计|书记|村长|镇长|乡长|干部|组长))"
)
BODIES = frozenset(_LISTS["bodies"])
PARTS = _LISTS["parts"]
_POLICE = re.compile(f"(?:{longest_first(sections('unit_kinds')['bureau'] + sections('unit_kinds')['office'])})$")
_TAILS = frozenset("局所站办科处庭行社厂矿店馆院校园委司厅")
_SINGLE = frozenset("局所站厂庭")
_NO_PART = frozenset("rpcduyteav")
_ONLY_PARTS = frozenset(PARTS) - KINDS
_PART = re.compile(longest_first(PARTS))
_OFFICES = frozenset("科股庭")
_GOES_ON = re.compile("[镇乡村路街]|派出所")
_LINK = re.compile("(?:[里内下]?的)?(?:那个|这个)?|[里内下]")
_CLEAR = re.compile("(?<=[一-鿿])(?:[里内上下边头]?的(?:那个|这个)?|[那这]个)(?=[一-鿿])")
_LONGEST, _WALK, _APART = 14, 8, 5


@dataclass(frozen=True, slots=True)
class Span:
    """What ends at `end`, with a kind from `kind_at` to `kind_end` (then comes a part of it: 法院|执行局); whether the
    kind is `listed`, and where the name may begin, nearest first."""

    kind_at: int
    kind_end: int
    end: int
    listed: bool
    starts: tuple[int, ...] = ()


def named(line: Line, start: int, end: int) -> str:
    """庐阳区的城管局 → 庐阳区城管局."""
    return _CLEAR.sub("", line.text[start:end])


def spans(line: Line) -> list[Span]:
    """法院执行局, 监狱六监区, 银行下庄支行 are one."""
    found: list[Span] = []
    for at, end, listed in _kinds(line.text, tokens(line)):
        last, kind = found[-1] if found else None, line.text[at:end]
        if last and last.listed and (_joins(line, last.end, at, kind) or _within_body(line, last, at, kind)):
            found[-1] = Span(last.kind_at, last.kind_end, end, True, last.starts)
        elif kind not in _ONLY_PARTS:
            again = last is not None and kind.endswith(line.text[last.kind_at : last.kind_end])
            found.append(Span(at, end, end, listed, _starts(line, at, last.end if last and again else 0)))
    return found


def _kinds(text: str, cut: list[Token]) -> list[tuple[int, int, bool]]:
    listed = {m.end(): m.start() for m in KIND.finditer(text) if not _GOES_ON.match(text, m.end())}
    parts = {m.end(): m.start() for m in _PART.finditer(text) if m.end() not in listed}
    other = {end: at for at, end in _unlisted(text, cut) if end not in listed and end not in parts}
    return sorted((at, end, end not in other) for end, at in (listed | parts | other).items())


def _unlisted(text: str, cut: list[Token]) -> Iterator[tuple[int, int]]:
    """园林局, 草管站, 应急·局: what a name of a body ends with, behind a word of its own."""
    for k, token in enumerate(cut):
        if token.text[-1] not in _TAILS or _GOES_ON.match(text, token.end) or _POLICE.search(text, 0, token.end):
            continue
        if len(token.text) >= 2 and token.tag[:1] in "njsx":
            yield token.start, token.end
        elif token.text in _SINGLE and k and len(cut[k - 1].text) >= 2 and cut[k - 1].tag[:2] in ("n", "vn", "j", "nz"):
            yield cut[k - 1].start, token.end


_OF_BODY = re.compile("..(?:大队|中队|支队|所|站|办|科|室|窗口|大厅)$")


def _within_body(line: Line, whole: Span, part: int, kind: str) -> bool:
    """公路局治超站, 交通局的运政执法大队."""
    body = line.text[whole.kind_at : whole.kind_end] in BODIES
    return body and _OF_BODY.search(kind) is not None and line.text[whole.end : part] in ("", "的")


def _joins(line: Line, whole: int, part: int, kind: str) -> bool:
    if part < whole or part - whole > _APART or not (kind in PARTS or kind[-1] in _OFFICES):
        return False
    if _LINK.fullmatch(line.text[whole:part]):
        return True
    return not any(t.tag[:1] in _NO_PART for t in tokens(line) if whole <= t.start and t.end <= part)


_ANY = re.compile("[一有哪几两]家|[一有哪几两]个")


def _starts(line: Line, kind_at: int, floor: int) -> tuple[int, ...]:
    """As far back as a name may reach, and from a county before that; 一家健身房 is no name."""
    cut, text = tokens(line), line.text
    others = (m.end() for m in KIND.finditer(text, floor, kind_at) if m.group() in BODIES)
    floor = max([floor, kind_at - _LONGEST, *(m.end() for m in _ANY.finditer(text, floor, kind_at)), *others])
    at = _past_and(text, walk(text, cut, max(floor, kind_at - _WALK), kind_at, _WALK), floor)
    at = max([at, *(t.end for t in cut if at <= t.start and t.end <= kind_at and t.text in _DEEDS)])
    found = [start for t in reversed(cut) if kind_at >= (start := _unglued(t)) >= at]
    counties = [] if text[kind_at - 1 : kind_at] in SOFT else _county(text, cut, floor, at)
    return tuple(dict.fromkeys([kind_at, *found, *counties]))


_GLUED = "叫是在告去"
_DEEDS = frozenset(_LISTS["deeds"])
"""坐在|公证处, 两百八去|法院: no name of a body goes over them."""


def _unglued(token: Token) -> int:
    """叫鑫隆|装饰: what leads to a name is not part of it, though the tokenizer takes it for a surname."""
    return token.start + (token.text[0] in _GLUED and len(token.text) >= 3)


def _past_and(text: str, at: int, floor: int) -> int:
    """瑞和物业, 安和物业: what looks like an "and" behind a single character."""
    if at - 2 < floor or text[at - 1] != "和" or text[at - 2] in SOFT or text[at - 2] in HARD:
        return at
    return at - 2


def _county(text: str, cut: list[Token], floor: int, at: int) -> list[int]:
    """乐陵市花园镇的那个信用社, 阿克苏市金桥花园: from a county with nothing but names between."""
    found: list[int] = []
    for token in reversed([t for t in cut if floor <= t.start < at]):
        if token.tag[:1] in _NO_PART and not _LINK.fullmatch(token.text):
            break
        ends = range(token.start + 2, min(token.start + 9, at) + 1)
        if any(text[token.start : end] in shipped_forms() for end in ends):
            found.append(token.start)
    return found
