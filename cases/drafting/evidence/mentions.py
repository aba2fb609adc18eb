"""Words in a line by which evidence may be told of, and in the question that it answers."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cases.drafting.reading.lexicon import longest_first
from cases.drafting.reading.lines import Line
from cases.drafting.reading.shipped import shipped


class Mention(NamedTuple):
    """`word` of a `group`; it may tell of any of the group's kinds."""

    group: str
    word: str
    start: int
    end: int


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, str], re.Pattern[str]]:
    """group → kinds, word → group, and the pattern of all words, the longest first."""
    kinds: dict[str, tuple[str, ...]] = {}
    groups: dict[str, str] = {}
    for row in shipped("evidence"):
        head, words = row.split(":", 1)
        group, _, of = head.partition(">")
        kinds[group.strip()] = tuple(of.split())
        groups |= dict.fromkeys(words.split(), group.strip())
    return kinds, groups, re.compile(longest_first(tuple(groups)))


def kinds_of(group: str) -> tuple[str, ...]:
    return _table()[0][group]


def mentions(text: str) -> list[Mention]:
    kinds, groups, pattern = _table()
    found = ((groups[m.group()], m) for m in pattern.finditer(text) if not _in_name(text, m.group(), *m.span()))
    return [Mention(group, m.group(), m.start(), m.end()) for group, m in found if kinds[group]]


def _in_name(text: str, word: str, start: int, end: int) -> bool:
    """单秀英孤单的单, 邢书恒读书的书: how somebody is written."""
    if len(word) > 1:
        return False
    told = text[start - 1 : start] == "的" and word in text[max(0, start - 5) : start - 1]
    return told or "的" + word in text[end : end + 12]


def mentions_in(line: Line) -> list[Mention]:
    return line.once("mentions", lambda: mentions(line.text))


def standing_in(line: Line) -> list[Mention]:
    """Without what is said right away to be gone, or to be refused."""
    return [m for m in mentions_in(line) if not _gone(line.text, m)]


def _gone(text: str, m: Mention) -> bool:
    rest = text[m.end : m.end + 30]
    gone = _DELETED.match(rest) or _refused_before(text[max(0, m.start - 10) : m.start], m.group)
    if gone is None and m.group in _SEEN_OR_HEARD:
        gone = _BROKEN.match(rest)
    return gone is not None and _KEPT.search(rest) is None


def _refused_before(before: str, group: str) -> re.Match[str] | None:
    pattern = _NOBODY if group in _WITNESSES else _TO_COME if group == "medical" else None
    return _REFUSED.search(before) or (pattern.search(before) if pattern else None)


_WITNESSES = frozenset(["witness", "vouch"])
_SEEN_OR_HEARD = frozenset(["camera", "film", "voice", "taped", "snapped", "photo", "shot"])
_DELETED = re.compile(
    "(?:了|呢|啊|都|全|也|就|给|被|他们?|她|警察|民警|当场|叫|让|我|俺)*(?:删(?:了|掉|除|光|得|个)|格式化|清空|不敢(?:作证|出面|出来|站出来)|不(?:肯|愿意?)(?:作证|出面|出来))"
)
_REFUSED = re.compile("不(?:敢|肯|愿意?)(?:出来|站出来|给我?)?$|指望不上(?:他|她)?给我$")
_NOBODY = re.compile(
    "(?:没|冇|没有)(?:一个|哪个|几个|谁|别)?人?(?:敢|肯|愿意?|能|会|给我|替我|帮我|出来|站出来)+(?:作|当)?$"
)
# 打算明天去拍个片子: not yet made.
_TO_COME = re.compile(
    "(?:打算|准备|明天|过两天|回头|等会儿?|待会儿?|还没)(?:想|要|就|再|来得?及)*去?(?:医院)?(?:里)?(?:拍|做|查|照|开|验)?(?:个|一个|张|下)?$"
)
# 监控早就坏了, 探头坏了半年了: nobody doubts that there is nothing; 他说坏了 does not tell so much.
_BROKEN = re.compile(
    "(?:(?!监控|探头|摄像|录|照|拍)[一-鿿]){0,14}?(?:(?:早就?|早都|上个?月就?|去年就?|一直就?)(?:坏|断|停)|(?:坏|断)(?:掉|了)*(?:快)?(?:半|几|好几?|[一二两三四五六七八九十]+)(?:年|个月|天|久)|冲掉了|(?:停电|没电)了?(?:就)?(?:没|没有|冇)(?:录|拍)|满了没[存录])"
)
_KEPT = re.compile("恢复|备份|回收站|云|还有|还在|留|存|发给|发了|但|不过|幸亏|幸好|好在|可是|另外|别的|导出|截图|可以")


def denied_after_all(line: Line) -> bool:
    """有是有早就坏掉了, 有是有哪个敢嘛: the answer takes back what it began with."""
    return _AFTER_ALL.match(line.text) is not None and _KEPT.search(line.text) is None


_AFTER_ALL = re.compile(
    "(?:有|装了?)[一-鿿]{0,24}?(?:(?:早就|后来就?|后头|上个?月就)(?:讲|说)?(?:都)?坏|(?:断|停电)了(?:没|断)|满了没[存录])"
    "|(?:有是有|那|他|她|人家|肯定)*(?:哪个敢|[谁哪]敢|不敢|没人敢)"
    "|(?:那个|早|手机)*(?:换了?手机|手机(?:丢|坏|换|摔)了?|丢|找不[到着]|删|清|清空)(?:了|就|都|全)*(?:没|没有|丢|清空)?了?$"
)


def asked_mentions(line: Line) -> list[Mention]:
    """In the question that the line answers."""
    return line.once("asked mentions", lambda: mentions(line.asked))
