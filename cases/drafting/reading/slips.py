"""A recogniser's slips within numbers: 幺三八零武三八 is 幺三八零五三八, where the whole number then proves right.

Only characters between two digits that sound like a digit (tones left out) and are no word that people say there: the
table is made by training/digit_sounds.py.
"""

from __future__ import annotations

from functools import cache

from cases.drafting.reading.numbers import DIGITS
from cases.drafting.reading.shipped import shipped

_OPENERS = frozenset("话号机是码")
"""What stands before a number whose first digit was misheard: 电话, 手机号, 是."""
_MOST = 2
"""Slips that one turn may have: a line with more is heard too badly to be sure."""


@cache
def _digit_of() -> dict[str, str]:
    pairs = (row.split() for row in shipped("digit_sounds"))
    return {char: digit for digit, chars in pairs for char in chars}


def mended(text: str) -> str | None:
    """`text` of the same length with the slips in its numbers put right; None when there are none, or too many."""
    digit_of = _digit_of()
    slips = [at for at, char in enumerate(text) if char in digit_of and _in_a_number(text, at)]
    if not 0 < len(slips) <= _MOST:
        return None
    chars = list(text)
    for at in slips:
        chars[at] = digit_of[chars[at]]
    return "".join(chars)


def _in_a_number(text: str, at: int) -> bool:
    after = text[at + 1 : at + 3]
    if at and text[at - 1] in DIGITS:
        return after[:1] in DIGITS and after[:1] != ""
    opens = at == 0 or text[at - 1] in _OPENERS
    return opens and _digit_of()[text[at]] in "一幺" and len(after) == 2 and all(char in DIGITS for char in after)
