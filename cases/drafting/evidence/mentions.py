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
    found = ((groups[m.group()], m) for m in pattern.finditer(text))
    return [Mention(group, m.group(), m.start(), m.end()) for group, m in found if kinds[group]]


def mentions_in(line: Line) -> list[Mention]:
    return line.once("mentions", lambda: mentions(line.text))


def standing_in(line: Line) -> list[Mention]:
    """Without what is said right away to have been deleted, or to be refused."""
    return [m for m in mentions_in(line) if not _gone(line.text, m)]


def _gone(text: str, m: Mention) -> bool:
    rest = text[m.end : m.end + 30]
    gone = _DELETED.match(rest) or _REFUSED.search(text[max(0, m.start - 4) : m.start])
    return gone is not None and _KEPT.search(rest) is None


_DELETED = re.compile(
    "(?:了|呢|啊|都|全|也|就|给|被|他们?|她|警察|民警|当场|叫|让|我|俺)*(?:删(?:了|掉|除|光|得|个)|格式化|清空|不敢(?:作证|出面|出来|站出来)|不(?:肯|愿意?)(?:作证|出面|出来))"
)
_REFUSED = re.compile("不(?:敢|肯|愿意?)(?:出来|站出来|给我?)?$")
_KEPT = re.compile("恢复|备份|回收站|云|还有|还在|留|存|发给|发了|但|不过|幸亏|幸好|好在|可是|另外|别的|导出|截图|可以")


def asked_mentions(line: Line) -> list[Mention]:
    """In the question that the line answers."""
    return line.once("asked mentions", lambda: mentions(line.asked))
