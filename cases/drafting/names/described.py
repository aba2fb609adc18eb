"""A character told by its parts: 希望的希右边一个耳朵 is 郗, 荒谬的谬换成绞丝旁 is 缪."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.sounds import nearly_alike, sounds_like

_REACH, _PAST, _NEAR = 20, 10, 8


def _rows(section: str) -> Iterator[tuple[str, str]]:
    """Each word with its row's key: 耳=郗希 郦丽."""
    key = ""
    for word in sections("char_parts")[section]:
        if "=" in word:
            key, word = word.split("=")
        yield key, word


_CALLED = {name: key for key, name in _rows("radicals")}
_WHOLE: dict[tuple[str, str], list[str]] = defaultdict(list)
_PARTS: dict[str, list[tuple[str, str]]] = defaultdict(list)
for _radical, _pair in _rows("composed"):
    _WHOLE[_pair[1], _radical].append(_pair[0])
    _PARTS[_pair[0]].append((_pair[1], _radical))

RADICAL = re.compile(f"(?:{longest_first(tuple(_CALLED))})(?:刀?旁|头|底|框|边儿?|盖儿?)?儿?")
_MAY_DESCRIBE = re.compile("[旁头底框边字耳水绞立宝提]|门里|走之|单人|双人")
_SIDES = frozenset(
    ["左边", "右边", "上面", "下面", "上头", "下头", "上边", "下边", "里面", "里头", "底下", "旁边", "中间"]
)
_PLACE = re.compile("字[旁头底框边]")
_LESS = re.compile("去掉|去了|^去$|除去|不要|不带|没有|没得|少了?|减去|拿掉|换")
_ADDED = re.compile("换|改|加|带|添|右|左|上|下|旁|里|边")
_DENIED = re.compile("不是|不念|不叫|不读")
# Between the name and its description nothing else is explained.
_OTHER = re.compile("[的个](?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Described:
    char: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Radical:
    key: str
    start: int
    end: int


def described(text: str, at: int, chars: list[str]) -> Described | None:
    """The character of `chars`, or what one of them was meant to be, that the words at `at` describe."""
    radicals = [radical for radical in _radicals(text) if at <= radical.start <= at + _REACH]
    told = [one for radical in radicals for one in _told(text, at, radical, radicals) if _first(text, at, one)]
    for alike in (_same, sounds_like, nearly_alike) if told else ():
        for one in told:
            char = next((c for c in chars if alike(c, one.char)), None)
            if char:
                return replace(one, char=char) if _has_radical(char, radicals) else one
    return None


@lru_cache(1024)  # a line is read at many places, for the reporter, officers and others
def _radicals(text: str) -> tuple[_Radical, ...]:
    if not _MAY_DESCRIBE.search(text):
        return ()
    return tuple(_Radical(_called(m.group()), m.start(), m.end()) for m in RADICAL.finditer(text))


def _called(words: str) -> str:
    name = next(name for name in sorted(_CALLED, key=len, reverse=True) if words.startswith(name))
    return _CALLED[name]


def _same(a: str, b: str) -> bool:
    return a == b


def _has_radical(char: str, radicals: list[_Radical]) -> bool:
    """郄 has the ear that was told, so that it is no slip for 郗."""
    own = {key for _, key in _PARTS.get(char, ())}
    return any(radical.key in own for radical in radicals)


def _told(text: str, at: int, radical: _Radical, radicals: list[_Radical]) -> Iterator[Described]:
    first, last = max(at, radical.start - _PAST), min(len(text), radical.end + _PAST)
    for place in range(first, last):
        if radical.start <= place < radical.end:
            continue
        for char in _WHOLE.get((text[place], radical.key), ()):
            yield Described(char, min(place, radical.start), max(_said_to(text, place, last), radical.end))
        yield from _exchanged(text, place, radical, radicals)


def _exchanged(text: str, place: int, radical: _Radical, radicals: list[_Radical]) -> Iterator[Described]:
    """谬换成绞丝旁: another radical beside the same part; 筐去掉竹字头: the part alone."""
    between = text[place + 1 : radical.start] if place < radical.start else ""
    behind = text[radical.end : radical.end + 3]
    for part, own in _PARTS.get(text[place], ()):
        if own == radical.key and (_LESS.search(between) or _LESS.match(behind)):
            for other in radicals:
                for char in _WHOLE.get((part, other.key), ()) if other.key != own else ():
                    yield Described(char, min(place, other.start), max(radical.end, other.end))
            yield Described(part, place, radical.end)
        elif own != radical.key and _ADDED.search(between):
            for char in _WHOLE.get((part, radical.key), ()):
                yield Described(char, place, radical.end)


def _said_to(text: str, place: int, last: int) -> int:
    """亚洲的亚: the part is said in a word and once more."""
    again = text.find("的" + text[place], place + 1, min(last, place + 5))
    return again + 2 if again >= 0 else place + 1


def _first(text: str, at: int, one: Described) -> bool:
    """Whether the description begins at `at`, with no other explanation before it."""
    before = text[at : one.start]
    return len(before) <= _NEAR and len(_OTHER.findall(before)) <= 1 and not _DENIED.search(before)


def ends_in_radical(text: str, at: int) -> bool:
    """简婕女|字旁, 元耳朵|旁: what ends at `at` goes into the name of a radical."""
    if _PLACE.match(text, at) or text[at - 1 : at + 1] in _SIDES:
        return True
    return any(at - 3 <= radical.start < at <= radical.end for radical in _radicals(text))
