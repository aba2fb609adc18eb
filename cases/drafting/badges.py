"""Badge and window numbers (警号, 工号): digits with their zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cases.drafting.lines import Line, Scene
from cases.drafting.numbers import Run, corrected, corrects, digit_runs

NAMED = re.compile(
    "警号|工号|编号|胸牌|胸号|臂章号|警官证号|牌牌|牌(?:儿|子)|号牌|胸前|执法证号|工作号|工作牌号|工牌号|胸口|肩膀上|衣服上的?号"
)
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
    if badges and _put_right(line, run, badges[-1].digits):
        badges[-1] = Badge(run.digits, line, run.start, run.end)
        return
    if (
        badges
        and re.search("说错|念错|记错|看错", line.text[run.end : run.end + 10])
        and len(run.digits) == len(badges[-1].digits)
    ):
        badges[-1] = Badge(run.digits, line, run.start, run.end)
        return
    asked = line.asks(NAMED) and run.start <= 12
    own = _OWN.match(line.text, run.end)
    named = NAMED.search(before) or asked or own
    short = own or _WORK.search(before) or (asked and line.asks(_WORK))
    lengths = (2, 3, *LENGTHS) if short else LENGTHS
    run = replace(run, digits=_once(run.digits))
    digits = _lettered(line.text, run)
    if len(run.digits) in lengths and named and digits not in (b.digits for b in badges):
        badges.append(Badge(digits, line, run.start, run.end))


def _put_right(line: Line, run: Run, told: str) -> bool:
    """The operator read the number back, and the caller answers with another one."""
    answers = run.start <= 3 and len(run.digits) == len(told) and run.digits != told
    return answers and any(read.digits == told for read in digit_runs(line.asked))


def _once(digits: str) -> str:
    """零六幺幺三嗯零六幺幺三: said twice to be sure."""
    half = len(digits) // 2
    return digits[:half] if len(digits) > max(LENGTHS) and digits[:half] == digits[half:] else digits


# 零三九号为您服务: what an operator or a window says of itself.
_OWN = re.compile("号(?:很高兴)?(?:为您服务|接线员|接警员|话务员|坐席|窗口的|民警)")
_WORK = re.compile("工号|编号|工作号|号牌")


def _lettered(text: str, run: Run) -> str:
    """F零二七八 → F0278: auxiliaries' numbers begin with a letter in some places."""
    letter = text[run.start - 1 : run.start] if run.start else ""
    plate = (
        run.start >= 2
        and not text[run.start - 2].isascii()
        and text[run.start - 2] in "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁"
    )
    return letter + run.digits if "A" <= letter <= "Z" and not plate else run.digits
