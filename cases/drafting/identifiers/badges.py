"""Badge and window numbers (警号, 工号): digits with their zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.numbers import DIGITS, Run, corrected, corrects, digit_runs

NAMED = re.compile(
    "警号|工号|编号|胸牌|胸号|臂章号|警官证号|牌牌|牌(?:儿|子)?上|胸前|执法证号|工作号|工作牌|肩章|写着的?(?:辅警|协警|民警|交警)$|工作牌号|工牌号|胸口|号牌|牌子|标牌|名牌|工牌"
    "|(?:衣服|制服|胳膊|肩膀|袖子|帽子|背心|手臂)[上的]*(?:有个|写着?|印着?|那个)?的?号码?|牌儿?号码?"
)
LENGTHS = (4, 5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class Badge:
    digits: str
    line: Line
    start: int
    end: int


def badge_numbers(scene: Scene) -> list[Badge]:
    return scene.gathered("badges", scene.noted("runs", lambda line: line.runs), list, _take)


def _take(badges: list[Badge], found: tuple[Line, list[Run]]) -> None:
    line, runs = found
    for run in runs:
        _consider(badges, line, run)


def _consider(badges: list[Badge], line: Line, run: Run) -> None:
    again = _again(badges, line, run) if run.digits not in _CALLED else None
    if again:
        badges[-1] = Badge(again, line, run.start, run.end)
        return
    run = replace(run, digits=_once(run.digits))
    digits = _lettered(line.text, run)
    if len(run.digits) in _lengths(line, run) and digits not in (b.digits for b in badges):
        badges.append(Badge(digits, line, run.start, run.end))


def _again(badges: list[Badge], line: Line, run: Run) -> str | None:
    """The last badge as these digits put it right."""
    last = badges[-1] if badges else None
    if last is None or line.index - last.line.index > 2:
        return None
    if corrects(_before(line, run)):
        return corrected(last.digits, run.digits, _before(line, run), (len(last.digits),))
    taken_back = _TAKEN_BACK.search(line.text[run.end : run.end + 10]) and len(run.digits) == len(last.digits)
    return run.digits if taken_back or _read_back(last, line, run) else None


def _before(line: Line, run: Run) -> str:
    return line.text[max(0, run.start - 14) : run.start]


def _lengths(line: Line, run: Run) -> tuple[int, ...]:
    """How many digits it may have by what is said of it; none where it is no number of a person."""
    before, after = _before(line, run), line.text[run.end : run.end + 12]
    own = _SELF_TOLD.match(after)
    asked = line.asks(NAMED) is not None and run.start <= 12 and not line.asks(_NOT_OF_A_PERSON)
    named = NAMED.search(before) is not None and not _NOT_OF_A_PERSON.search(before)
    other = (
        run.digits in _CALLED or _PART.search(before) or _OPENS.match(after) or _PLATE.search(line.text[: run.start])
    )
    if not (own or asked or named) or other:
        return ()
    short = own or _WORK.search(before) or _WINDOW.search(before) or (asked and line.asks(_WORK))
    return (2, 3, *LENGTHS) if short else (3, *LENGTHS)


_TAKEN_BACK = re.compile("说错|念错|记错|看错")
_NOT_OF_A_PERSON = re.compile("车[一-鿿]{0,3}牌|牌照|门牌|(?<![工作胸名])牌号|案子|案件|受理|登记|来电|短信|回执|督字")
# What is only a part of the number.
_PART = re.compile("(?:最后|(?<![A-Z])后面|后头|尾号|尾数|末尾|后[几两三四]位|前面|前头|开头(?!报|就|说))[一-鿿]{0,6}$")
_OPENS = re.compile("开头|打头|(?:后|前)(?:面|头|边)(?:还有|的|那|两位|几位)?[一-鿿]{0,4}(?:没|看不|记不|不清)")
_CALLED = frozenset(["110", "119", "120", "122", "12345", "12389"])
_PLATE = re.compile(
    f"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁][A-Z{''.join(DIGITS)}]*[A-Z][A-Z{''.join(DIGITS)}]*$"
)


def _read_back(last: Badge, line: Line, run: Run) -> bool:
    """零零三七对吧 — 是零零七三: the caller says it anew after the operator said it."""
    if len(last.digits) != len(run.digits) or line is last.line:
        return False
    told = [other.digits for other in digit_runs(line.asked)]
    differ = sum(a != b for a, b in zip(last.digits, run.digits, strict=True))
    return any(len(digits) == len(run.digits) for digits in told) and run.start <= 4 and 0 < differ <= 3


def _once(digits: str) -> str:
    """零六幺幺三嗯零六幺幺三: said twice to be sure."""
    half = len(digits) // 2
    return digits[:half] if len(digits) > max(LENGTHS) and digits[:half] == digits[half:] else digits


# 零三九号为您服务: what an operator or a window says of itself.
_SELF_TOLD = re.compile("号(?:很高兴)?(?:为您服务|接线员|接警员|话务员|坐席|窗口的|民警)")
_WINDOW = re.compile("(?:写着?的?|是|上|印着)窗口$")
_WORK = re.compile("工号|编号|工作号|工作牌|肩章|写着的?(?:辅警|协警|民警|交警)$|窗口号|号牌")


def _lettered(text: str, run: Run) -> str:
    """F零二七八 → F0278: auxiliaries' numbers begin with a letter in some places."""
    letters = _LETTERS.search(text, 0, run.start)
    return letters.group() + run.digits if letters and len(letters.group()) == 1 else run.digits


_LETTERS = re.compile("[A-Z]+$")
"""FJ二二零三七五: two stand before every number, and are none of it."""
