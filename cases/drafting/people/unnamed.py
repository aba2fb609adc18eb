"""Positions told without a name."""

from __future__ import annotations

import re

from cases.drafting.names.positions import positions
from cases.drafting.people.person import Person
from cases.drafting.reading.lines import Line, Scene

# 派民警过来, 冒充警察, 不知道是不是警察, 叫个交警来: nobody is told of yet.
_NOBODY = re.compile(
    "(?:派|报|冒充|假扮|假装|自称)(?:个|几个|些|是|成)?$|(?:不|还)(?:是|算)(?:个)?(?:正式的?)?$|算$"
    "|(?:让|叫|喊|劝)(?:我|俺|我们|俺们)?(?:去)?找(?:个)?$|管$|(?:没有?|冇)(?:穿)?$|不穿$"
)
_CALLED_FOR = re.compile("(?:叫|喊|等|请)(?:个|几个|了|着)?$")
_COMING = re.compile("(?:快|赶快|赶紧|过)?来|到")
# 半个小时了警察还没来, 警察来了才给看
_NOT_THERE = re.compile("(?:还|也|都|一直|就|才)*没(?:来|到|瞅|见|看到|看见|出警|影|露面)|来了(?:才|再)|不来")


def persons_unnamed(scene: Scene) -> list[Person]:
    return [p for _, found in scene.noted("unnamed", _unnamed) for p in found]


def _unnamed(line: Line) -> list[Person]:
    told = [mark for mark in positions(line.text) if not _of_nobody(line.text, *mark[:2])]
    return [Person(None, position, line, start, end, "accused.position") for start, end, position in told]


def _of_nobody(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 8) : start]
    if _NOBODY.search(before) or _NOT_THERE.match(text, end):
        return True
    return _CALLED_FOR.search(before) is not None and _COMING.match(text, end) is not None
