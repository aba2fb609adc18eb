"""Whom a name in the line belongs to: an officer, somebody else, or a thing (公司叫…)."""

from __future__ import annotations

import re

from cases.drafting.names.positions import CIVIL, TITLE
from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.lines import Line, Scene

_WORDS = sections("people_words")
_NOUN = re.compile(
    f"(?P<police>{TITLE.pattern}|{longest_first(_WORDS['police'])})"
    f"|(?P<civil>{CIVIL.pattern})|(?P<other>{longest_first(_WORDS['others'])})|(?P<thing>{longest_first(_WORDS['things'])})"
)
_JOINS = re.compile("的?(?:那个|这个|一个|个|那位|一位|年轻的?|老的?|小的?|也是|就是|是)*")
_ME = re.compile("(?:我|俺|俄|额|咱|免贵|本人)(?:也|本来|就|是|们|自己)*$")
_HE = re.compile("[他她]|那个$|真名|全名|本名|其中|一个")
_REACH = 26
_NEAR = 4


def bearer(line: Line, start: int, end: int) -> str | None:
    """ "police", "civil", "other", "thing" or "me" for the name at `start`–`end`; None when nobody is near."""
    if _ME.search(line.text[max(0, start - 5) : start]):
        return "me"
    joined = _JOINS.match(line.text, end)
    behind = _NOUN.match(line.text, joined.end() if joined else end)
    if behind and (behind.start() > end or behind.lastgroup == "police"):
        return _kind(behind)
    near = line.text[max(0, start - _REACH) : start]
    kind = _before(near)
    if kind or not (start <= 6 or _HE.search(near)):
        return kind
    return _before(line.asked[-_REACH:]) or _earlier(line)


def _kind(noun: re.Match[str]) -> str:
    return next(kind for kind in ("police", "civil", "other", "thing") if noun[kind])


def _before(words: str) -> str | None:
    """The last noun; a thing has a name only where it stands at once before it (写东西的那个姓冀 is somebody)."""
    nouns = (m for m in reversed(list(_NOUN.finditer(words))) if not (m["other"] and _KNOWS.match(words, m.end())))
    found = ((_kind(m), len(words) - m.end()) for m in nouns)
    return next((kind for kind, gap in found if kind != "thing" or gap <= _NEAR), None)


# 我哥只晓得姓段, 我妹说是姓胡: who tells of somebody bears another name.
_KNOWS = re.compile("(?:也|都|就|只|后来|还|跟我|给我|他们?|自己)*(?:说|讲|晓得|知道|认得|认识|听说|告诉)")


def _earlier(line: Line) -> str | None:
    scene: Scene | None = line.notes.get("scene")
    before = [other for other in (scene.callers if scene else []) if line.index - 4 <= other.index < line.index]
    return next((kind for other in reversed(before) if (kind := _before(other.text[-60:]))), None)
