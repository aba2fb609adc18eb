"""What speaks for and against an hour as that of the matter: named marks, weighed by a small model."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date

from cases.drafting.reading.lines import Line
from cases.drafting.times.clock import Moment
from cases.drafting.times.day_marks import SHOWN
from cases.drafting.times.days_told import Told

_BEFORE, _AFTER = 12, 18
_HOUR_ASKED = re.compile("几点|什么时间|具体时间|什么时候|啥时候|多会|时辰|钟头")
_ASKED = (
    ("report", re.compile("报(?:的)?(?:警|案)|打(?:的)?(?:一一零|幺幺零|110|电话)")),
    ("came", re.compile("(?:到|来)(?:的|现场)|出警|赶到")),
    ("left", re.compile("离开|走的|放|出来|结束")),
    ("which", re.compile("哪天|哪一天|最近一次|最后一次|具体")),
    ("matter", re.compile("发生|事情|经过|当时|开始")),
    ("phone", re.compile("电话|联系|号码|手机|座机|打给")),
    ("other", re.compile("姓名|称呼|身份证|证据|监控|诉求|要求|希望")),
)
_VAGUE = re.compile("(?:钟)?(?:多|来钟|出头|不到|过后|以后|之前)")
_UNTIL = re.compile(
    "(?:[到至]了?|等到|拖到|弄到|搞到|忙到|扣到|坐到|站到|喝到)(?:凌晨|半夜|夜里|晚上|下午|早上|中午|天亮|黑了|快)*$"
)
_SINCE = re.compile("从(?:早上|上午|中午|下午|晚上|夜里|凌晨)*$")
_NOW = re.compile("(?:现在|这会儿|这阵|眼看|都|快)(?:都|已经|快)*$")
_DUE = re.compile(
    "(?:规定|应该|说好|约好|约的|约了|定在|上班|下班|开门|关门|营业|每天|平时|一般|通常|本来|赶|末班|票是)"
)
_TAKEN_BACK = re.compile("不对|不是|错了|记错|说错|哎不|差一点|没到|准确")
_ON_PAPER = re.compile("单子|手机|记录|写|显示|监控|看了表|看表|小票|票上|打的是|截图|收音机")
_REACHED = re.compile(
    "(?:以后|之后|以前|之前|过后|后|到[^点]{1,4}点)?(?:才|再|就|都|我|能|可以|好)*"
    "(?:打|接|有空|方便|在家|找我|联系|下班)"
)
_FAR, _LONGEST = 12, 8


def marks(line: Line, told: Moment, earlier: int) -> tuple[str, ...]:
    """Of the line alone. `earlier`: how many hours were told before."""
    text = line.text
    before, after = text[max(0, told.start - _BEFORE) : told.start], text[told.end : told.end + _AFTER]
    shown = [f"earlier {min(earlier, 3)}", "period said" if told.period else "no period"]
    shown += [f"then {name}" for name, words in SHOWN if words.search(after)]
    shown += [f"before {name}" for name, words in SHOWN if words.search(before)]
    shown += [f"next {name}" for name, words in SHOWN if words.search(after[:6])]
    shown += [name for name, shows in _around(line, told, before, after) if shows]
    return (*shown, *_asked(line, told), *_edges(before, after))


def _around(line: Line, told: Moment, before: str, after: str) -> list[tuple[str, bool]]:
    return [
        ("vague", _VAGUE.match(after) is not None),
        ("exact", told.minute not in (0, 30)),
        ("until", _UNTIL.search(before) is not None),
        ("since", _SINCE.search(before) is not None),
        ("now", _NOW.search(before) is not None),
        ("to be reached", _REACHED.match(after) is not None),
        ("due", _DUE.search(before) is not None),
        ("due after", _DUE.search(after[:6]) is not None),
        ("corrects", _TAKEN_BACK.search(before) is not None),
        ("taken back", _TAKEN_BACK.search(after[:10]) is not None),
        ("on paper", _ON_PAPER.search(before + after[:8]) is not None),
        ("first line", line.index <= 2),
    ]


def _asked(line: Line, told: Moment) -> Iterator[str]:
    hour = line.asks(_HOUR_ASKED) is not None
    if hour:
        yield "asked hour"
        if told.start <= 8:
            yield "asked hour, early"
    for name, words in _ASKED:
        if line.asks(words):
            yield f"asked {name}"
            if hour:
                yield f"asked hour of {name}"


def _edges(before: str, after: str) -> Iterator[str]:
    yield from (f"rc {after[:k]}" for k in range(1, min(3, len(after)) + 1))
    yield from (f"lc {before[-k:]}" for k in range(1, min(2, len(before)) + 1))


def day_marks(line: Line, told: Moment, day: Told, days: list[Told]) -> Iterator[str]:
    """How it stands to the day that was chosen, and to other days."""
    if line is day.line:
        away = told.start - day.end
        yield "before the day" if away < 0 else "at the day" if away <= _FAR // 2 else "after the day"
        yield f"in line {'near' if abs(away) <= _FAR else 'far'}"
    else:
        lines = line.index - day.line.index
        yield f"{'after' if lines > 0 else 'before'} by {min(_LONGEST, abs(lines))}"
    near = _day_before(line, told.start, days)
    yield "no day before" if near is None else "its day before" if near.day == day.day else "other day before"
    if near is not None and near.line is line:
        yield f"in line {'its day' if near.day == day.day else 'other day'}"


def _day_before(line: Line, at: int, days: list[Told]) -> Told | None:
    """Days stand in the order of their lines."""
    last = bisect_right(days, line.index, key=lambda d: d.line.index)
    return next((d for d in reversed(days[:last]) if (d.line.index, d.start) < (line.index, at)), None)


def beside_marks(face: tuple[int, int], every: Counter[tuple[int, int]]) -> Iterator[str]:
    """Of the other hours that were told: half past makes five o'clock more exact."""
    hour, minute = face
    if not minute and any(other == hour and exact for other, exact in every):
        yield "told more exactly"
    if minute and (hour, 0) in every:
        yield "more exact"
    if every[face] > 1:
        yield "told again"
    if len(every) == 1:
        yield "only hour"


def age_mark(day: date, today: date) -> str:
    days = (today - day).days
    return f"day {'today' if days == 0 else 'yesterday' if days == 1 else 'older'}"
