"""Whether a person is spoken well of."""

from __future__ import annotations

import re

from cases.drafting.names.positions import TITLE
from cases.drafting.reading.lexicon import longest_first, sections
from cases.drafting.reading.lines import Line

_WORDS = sections("people_words")
_PRAISE = re.compile(f"(?<![不没差别快请让求能你])(?:{longest_first(_WORDS['praise'])})(?!差|坏|歪|个屁)")
RUDE = re.compile(longest_first(_WORDS["rude"]))
_WINDOW = 30
# Where the talk turns to the opposite or to somebody else.
_TURN = re.compile("可是|但是|不过|就是那个|倒是那个|另一个|另外")


def praised(line: Line, start: int, end: int) -> bool:
    """Praise belongs to the person told of last before it, and is none beside rudeness."""
    after = line.text[end : end + _WINDOW]
    own = TITLE.match(line.text, start)
    other = _TURN.search(after) or next(
        (m for m in TITLE.finditer(after) if own is None or m.group() != own.group()), None
    )
    own_words = after[: other.start()] if other else after
    kind, rude = _PRAISE.search(line.text[max(0, start - 8) : end] + own_words), RUDE.search(own_words)
    return kind is not None and rude is None
