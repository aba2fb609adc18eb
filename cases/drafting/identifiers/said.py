"""Numbers put together over pauses, turns, read-backs and corrections."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.numbers import HEAD, TAIL, Run, corrected, corrects, restated_like

_JOINS = re.compile("(?:嗯|呃|啊|哎|那个|然后|完了|再|杠|是|这个|后面|接着|后头|对|好|您继续|继续)*")


_AREA, _THEN = re.compile("区号是?$"), ("电话", "号码", "电话是", "号码是", "座机")


@dataclass(slots=True)
class Number:
    """One number as it finally stands; `line`, `start`, `end` are where most of it was last said, `grew` where it
    last grew."""

    digits: str
    line: Line
    start: int
    end: int
    asked: str
    before: str
    corrected: bool = False
    grew: tuple[Line, int] | None = None


def numbers_said(
    scene: Scene, fits: Callable[[str], bool], lengths: tuple[int, ...], *, by_sound: bool = False
) -> list[Number]:
    """Numbers of the caller that `fits`; a correction replaces what it corrects. `by_sound`: with slips put right."""
    found = _runs_by_sound(scene) if by_sound else scene.noted("runs", lambda line: line.runs)
    numbers = scene.gathered(f"numbers {lengths} {by_sound}", found, list, partial(_take_runs, lengths))
    return [replace(number) for number in numbers if fits(number.digits)]


def _take_runs(lengths: tuple[int, ...], numbers: list[Number], found: tuple[Line, list[Run]]) -> None:
    """The last of the numbers may still grow."""
    (line, runs), building, at = found, numbers[-1] if numbers else None, 0
    for run in _settled(building, line.text, runs):
        gap = line.text[at : run.start]
        fresh = Number(run.digits, line, run.start, run.end, line.asked, line.text[: run.start][-18:])
        building = _joined(building, fresh, gap, at == 0, lengths)
        if building is fresh:
            numbers.append(fresh)
        at = run.end


def _runs_by_sound(scene: Scene) -> list[tuple[Line, list[Run]]]:
    return scene.noted("runs by sound", lambda line: line.mended_runs)


def _joined(old: Number | None, new: Number, gap: str, first: bool, lengths: tuple[int, ...]) -> Number:
    """`old` grown or corrected by `new`, or `new` when it is another number."""
    if old is None:
        return new
    if (corrects(gap) or _repeats_end(old, new, gap, lengths)) and len(old.digits) >= 4:
        mended = corrected(old.digits, new.digits, gap, lengths)
        if mended is not None:
            return _take(old, mended, new, True)
    if _continues(old, new, gap, first, lengths):
        return _take(old, old.digits + new.digits, new, old.corrected)
    return new


def _repeats_end(old: Number, new: Number, gap: str, lengths: tuple[int, ...]) -> bool:
    """幺三八前面是幺三八: one end of the number that the operator just read back."""
    near = len(old.digits) in lengths and 0 < new.line.index - old.line.index <= 2
    return near and len(new.digits) <= 6 and (HEAD.search(gap) or TAIL.search(gap)) is not None


def _settled(old: Number | None, text: str, runs: list[Run]) -> list[Run]:
    """不是三三是三四: of two such runs the second one, with the digits of the number that stand around it."""
    if old is None or len(runs) < 2:
        return runs
    wrong, right = runs[0], runs[1]
    denied = text[: wrong.start].endswith("不是") and _BUT.fullmatch(text[wrong.end : right.start])
    if denied and (anew := restated_like(old.digits, right.digits)):
        return [Run(anew, wrong.start, right.end), *runs[2:]]
    if not denied or len(wrong.digits) != len(right.digits) or wrong.digits not in old.digits:
        return runs
    at = old.digits.rindex(wrong.digits)
    whole = old.digits[:at] + right.digits + old.digits[at + len(right.digits) :]
    return [Run(whole, wrong.start, right.end), *runs[2:]]


_BUT = re.compile("(?:而|应该|就|要)?是")


def _continues(old: Number, new: Number, gap: str, first: bool, lengths: tuple[int, ...]) -> bool:
    if len(old.digits) + len(new.digits) > max(lengths) or len(old.digits) in lengths:
        return False
    if not first:
        return _JOINS.fullmatch(gap) is not None or (_AREA.search(old.before) is not None and gap in _THEN)
    line, end = old.grew or (old.line, old.end)
    near = new.line.index - line.index <= 2 and end >= len(line.text) - 2
    return near and len(gap) <= 2


def _take(old: Number, digits: str, new: Number, mended: bool) -> Number:
    old.digits, old.corrected, old.grew = digits, mended, (new.line, new.end)
    if old.line is new.line:
        old.end = new.end
    elif len(new.digits) > len(digits) // 2:
        old.line, old.start, old.end = new.line, new.start, new.end
    return old


def restarted(digits: str, length: int) -> str | None:
    """The number of `length` digits, when before it stands a first try of it, or behind it its end once more."""
    whole, tried = digits[-length:], digits[:-length]
    if whole.startswith(tried):
        return whole
    whole, again = digits[:length], digits[length:]
    return whole if len(again) >= 2 and whole.endswith(again) else None
