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


def asked_mentions(line: Line) -> list[Mention]:
    """In the question that the line answers."""
    return line.once("asked mentions", lambda: mentions(line.asked))
