# rows of Chinese words count double and read better whole
"""What a word is to a place: looked up once for each word, for it stands in many phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cases.drafting.reading.shipped import shipped

NUMBER = "一二三四五六七八九十百千零幺洞两"
_PEOPLE = re.compile(
    "(?:法官|民警|警察|辅警|协警|交警|特警|队员|队长|所长|局长|院长|主任|经理|老板娘?|保安|司机|师傅|医生|护士|家属|老师|学生|邻居|小伙|小年轻|年轻人|男人|女人"
    "|男的|女的|男子|女子|小孩|孩子|老人|老头|老太太|父亲|母亲|爸|妈|弟|哥|姐|妹|亲戚|朋友|同事|工友|工人|村民|书记|村长|会计|服务员|收费员|收银员|工作人员|人家|别人)$"
)
_FLOORS = re.compile("[一二三四五六七八九十]+(?:楼|层|号楼|栋|幢|单元|室|号|座)$")
_LEVELS = (("省",), ("市", "州", "盟"), ("县", "旗"), ("镇", "乡", "街道"), ("村", "社区", "屯", "寨"))
_WHOLE = frozenset(("城市", "超市", "夜市", "早市", "门市", "菜市", "小区", "城乡", "新村", "家乡", "老乡"))


@dataclass(frozen=True, slots=True)
class Word:
    kind: str
    """The kind of place that it is a word for, such as 超市; "" for other words."""
    last: str
    """The kind of place that its last character is a word for."""
    deed: bool
    """逛街, 修路, 插队 end in no place."""
    may_end: bool
    """Whether a place may: a word for one ends in its last character, or it needs none."""
    closes: bool
    """Whether any phrase may: it is, or ends in, a word for a place, or is a place's name."""
    of: str
    """The kind of place that it makes a phrase to be of."""
    counts: bool
    """As a part of an address."""
    doubtful: bool
    """It may be no part of a place."""
    named: str
    """Beside its neighbours: its kind, part of speech or sort."""
    seen: str
    """A deed, a person, a time."""
    level: int
    """From the province (0) down; -1 for none."""


@lru_cache(maxsize=20_000)
def word(text: str, tag: str, sort: str) -> Word:
    kind, last = place_words().get(text, ""), place_words().get(text[-1], "")
    deed = tag == "v" and len(text) == 2 and sort == "soft" and not kind
    ends = kind != "" or (last != "" and not deed) or (tag == "ns" and len(text) >= 2)
    return Word(
        kind,
        last,
        deed,
        text[-1] in last_chars() or sort in ("side", "number") or tag == "ns",
        ends and sort not in ("link", "pronoun", "measure"),
        sort if sort in ("unit", "side") else kind or last,
        bool(kind) or last in ("road", "area", "home"),
        sort == "soft" and not kind,
        kind or (tag[0] if sort == "name" else sort),
        *_seen(text, tag, sort),
    )


def _seen(text: str, tag: str, sort: str) -> tuple[str, int]:
    """What the word is in a place: a deed, a person, a time; its level, from the province (0) down."""
    level = next((k for k, ends in enumerate(_LEVELS) if text.endswith(ends)), -1) if text not in _WHOLE else -1
    if sort == "number":
        return "", 6 if _FLOORS.search(text) else -1
    if sort == "unit":
        return "unit", -1
    if text in place_words():
        return "", level if level >= 0 else {"road": 5, "home": 6, "tail": 7}.get(place_words()[text], -1)
    if _PEOPLE.search(text):
        return "people", -1
    if tag[0] == "v" and tag != "vn":
        return ("deed" if len(text) > 1 else "short deed"), -1
    if tag[0] == "t":
        return "time", -1
    return "", level


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


def last_word_start(text: str, end: int) -> int:
    """Where the shortest place word that ends there begins; -1 where none ends."""
    if text[end - 1] not in last_chars():
        return -1
    starts = range(end - 1, max(-1, end - 1 - _longest_word()), -1)
    return next((start for start in starts if text[start:end] in place_words()), -1)


def last_word(text: str, start: int, end: int) -> str | None:
    """The place word that ends the phrase there."""
    if text[end - 1] not in last_chars():
        return None
    return _last_word(text[max(start, end - _longest_word()) : end])


@cache
def last_chars() -> frozenset[str]:
    return frozenset(word[-1] for word in place_words())


@lru_cache(maxsize=20_000)
def _last_word(phrase: str) -> str | None:
    """Looked up, for a pattern of hundreds of words is slow; most ends stand in many phrases."""
    known = place_words()
    return next((phrase[k:] for k in range(len(phrase)) if phrase[k:] in known), None)
