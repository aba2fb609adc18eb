"""A name that was cut short is made whole by its repetition: 厉建收来瞅了一眼 … 厉建收不去调."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.drafting.names.surnames import surname_length
from cases.drafting.reading.lines import Scene

_ENDS = frozenset(
    "说讲的他她它你我俺是在不就也都来去打给把让叫没有和跟呢啊吧嘛了吗这那还又才对当从被个先女老师同警所队局大小"
)


def as_repeated(scene: Scene, name: str) -> str:
    """A surname and one character, behind which the same third one stands wherever they are said."""
    if len(name) != 2 or surname_length(name, 0) != 1:
        return name
    heard = [char for line in scene.callers_saying(_said(name)) for char in _said(name).findall(line.text)]
    third = heard[0] if len(heard) >= 2 and len(set(heard)) == 1 else ""
    return name + third if third and third not in _ENDS else name


@lru_cache(maxsize=256)
def _said(name: str) -> re.Pattern[str]:
    return re.compile(f"{name}([一-鿿]?)")
