"""Where in the course of the call somebody is told of, and how it goes on about them."""

from __future__ import annotations

import re
from bisect import bisect_left

from cases.drafting.people.people import Figure
from cases.drafting.reading.lines import Line, Scene

_HE = re.compile("[他她佢伊](?!们|俩|家|妈|爸|爹|娘|老|儿|哥|弟)|[那这]个人|那小子|那货")
_THEY = re.compile("[他她]们|[他她]俩|你们|这些|那些|几个|俩人|两个人|都")
_STEPS = (0, 1, 3, 6)
_MOST = 3


def when_told(one: Figure) -> str:
    """In which third of the caller's words: who comes late is mostly a witness or looks into it."""
    scene: Scene | None = one.person.line.notes.get("scene")
    last = scene.callers[-1].index if scene else 0
    return f"told at {int(3 * one.told[0].line.index / max(1, last))}"


def spoken_on(one: Figure, people: int) -> list[str]:
    """Of whom much is said there is much he and little they, the more so where nobody else is told of."""
    scene: Scene | None = one.person.line.notes.get("scene")
    since = one.told[0].line.index
    counts = [_pronouns(line) for line in (scene.callers if scene else []) if line.index >= since]
    he = bisect_left(_STEPS, sum(count for count, _ in counts))
    they = bisect_left(_STEPS, sum(count for _, count in counts))
    among = min(people, _MOST)
    return [f"he {he}", f"they {they}", f"he {he} they {they}", f"he {he} among {among}", f"they {they} among {among}"]


def _pronouns(line: Line) -> tuple[int, int]:
    return line.once("pronouns", lambda: (len(_HE.findall(line.text)), len(_THEY.findall(line.text))))
