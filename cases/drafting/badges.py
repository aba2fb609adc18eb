"""Badge and window numbers (警号, 工号): digits with their zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.numbers import Run, corrected, corrects

NAMED = re.compile("警号|工号|编号|胸牌|胸号|臂章号|警官证号|牌牌|牌(?:儿|子)?上|胸前|执法证号|工作号")
LENGTHS = (4, 5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class Badge:
    digits: str
    line: Line
    start: int
    end: int


def badge_numbers(scene: Scene) -> list[Badge]:
    badges: list[Badge] = []
    for line, runs in scene.noted("runs", lambda line: line.runs):
        for run in runs:
            _consider(badges, line, run)
    return badges


def _consider(badges: list[Badge], line: Line, run: Run) -> None:
    before = line.text[max(0, run.start - 14) : run.start]
    if badges and line.index - badges[-1].line.index <= 2 and corrects(before):
        mended = corrected(badges[-1].digits, run.digits, before, (len(badges[-1].digits),))
        if mended:
            badges[-1] = Badge(mended, line, run.start, run.end)
            return
    if (
        badges
        and re.search("说错|念错|记错|看错", line.text[run.end : run.end + 10])
        and len(run.digits) == len(badges[-1].digits)
    ):
        badges[-1] = Badge(run.digits, line, run.start, run.end)
        return
    asked = line.asks(NAMED) and run.start <= 12
    named = NAMED.search(before) or asked
    if len(run.digits) in LENGTHS and named and run.digits not in (b.digits for b in badges):
        badges.append(Badge(run.digits, line, run.start, run.end))
