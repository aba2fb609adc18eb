"""Names that a line spells out, or tells in passing, without any lead: 留一个呗丛福林丛林的丛, 哪个不晓得我刘桃花."""

from __future__ import annotations

import re

from cases.drafting.names.bare import bare_name, ordinary_word
from cases.drafting.names.name import Name
from cases.drafting.names.names import read_name
from cases.drafting.names.spelled import spelled_name
from cases.drafting.names.surnames import surname_length

_EXPLAINED = re.compile("(?:的|那个)([一-鿿])")
_LONGEST = 4
# 名字就记段秀英, 你要问我就说阿拉坦, 哪个不晓得我刘桃花.
_PASSING = re.compile(
    "(?:(?:名字?|姓名)[一-鿿]{0,4}?|就|还)(?:记|写|说|留|登)(?:下|上|个|成|是|俺|我)*(?=[一-鿿]{2})|[我俺额咱](?![家都])(?=[一-鿿]{2,4}(?:$|[你您啊嘛呢吧]))"
    "|(?<=的)那个(?=[一-鿿]{2,4}(?:$|又|啊|嘛|呀))|大名(?=[一-鿿]{2})"
)
_MAY_PASS = re.compile("[我俺额咱记写说留登]|那个|大名")


def spelled_out(text: str) -> Name | None:
    """The name of which most characters are explained, wherever it stands."""
    told = set(_EXPLAINED.findall(text))
    if len(told) < 2:
        return None
    names = (_spelled_at(text, at) for at in _beginnings(text, told))
    whole = [name for name in names if name]
    return max(whole, key=lambda name: (name.explained, -name.start), default=None)


def _beginnings(text: str, told: set[str]) -> list[int]:
    """Where a surname stands and two of the characters that are explained follow closely."""
    places = [k for k, char in enumerate(text) if char in told]
    near = {at for k in places for at in range(max(0, k - _LONGEST + 1), min(k + 1, len(text) - _LONGEST))}
    windows = ((at, text[at : at + _LONGEST]) for at in sorted(near) if surname_length(text, at))
    return [at for at, window in windows if len(told.intersection(window)) >= 2]


def _spelled_at(text: str, at: int) -> Name | None:
    name = spelled_name(text, at)
    if name is None or name.explained < 2 or len(name.text) < 2:
        return None
    return read_name(text, at) or name


def in_passing(text: str) -> Name | None:
    if not _MAY_PASS.search(text):
        return None
    for lead in _PASSING.finditer(text):
        at = lead.end()
        name = read_name(text, at) if surname_length(text, at) and not ordinary_word(text, at) else None
        name = name or bare_name(text, at, led=False)
        if name and len(name.text) >= 3:
            return name
    return None
