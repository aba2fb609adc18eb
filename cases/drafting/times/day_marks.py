# rows of Chinese words count double and read better whole
"""What speaks for and against a day as that of the matter: named marks, weighed by a small model."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from cases.drafting.reading.lines import Line
from cases.drafting.times.clock import periods, times
from cases.drafting.times.day import Day

_SHOWN: tuple[tuple[str, str], ...] = (
    ("reported", "报警|报案|打了?(?:的)?幺幺零|报失|求助|立案"),
    ("at the office", "派出所|所里|窗口|大厅|车管|出入境|看守所|公安局|办证|会见|检查站"),
    ("went", "去(?!年|世)|到(?!现在)|来了|跑|赶|坐.{0,3}车"),
    ("police came", "民警|警察|辅警|交警|警官|所长|队长|值班"),
    ("force", "打|推|骂|抓|铐|按|摔|踢|扇|电|拖|堵|砸|围"),
    ("taken", "扣|罚|收|没收|拉走|拖走|冻结|查封|交"),
    ("drank", "喝|吃饭|吃|请|赌|唱|洗|泡"),
    ("lost", "丢|偷|骗|抢|转|不见|走丢|撞|撬"),
    ("refused", "不给|不办|不受理|不让|拒|退|不理|赶"),
    ("called off", "去世|死|没了|生|结婚|毕业|退休|入学|开学|放假|到期|过期|买的|办的|开始"),
    ("told us", "打的(?:你们|电话)|反映|举报|投诉过|登记过|给你们"),
    ("waits", "到现在|等到|还没|一直|至今|过去了|答复|结果"),
)
SHOWN = [(name, re.compile(words)) for name, words in _SHOWN]
_NEXT = 8
_DAY = timedelta(1)
_WHEN_ASKED = re.compile("什么时候|哪天|哪一天|什么时间|几号|时间|多久|何时|哪日|日期|啥时候")
_ONCE_ASKED = re.compile("最近一次|最近的|具体|最后一次|哪一次|第一次")
_REPORT_ASKED = re.compile("报(?:的)?(?:警|案)|去派出所|去办|申请|去的")
_OTHER_ASKED = re.compile("姓名|称呼|贵姓|身份证|电话|出生|证据|多少钱|还有")
_SINCE = re.compile("(?:从|自从|打从|自|由)$")
_UNTIL = re.compile("(?:到|至|截止|等到|拖到|排到|扣到|推到)$")
_AHEAD = re.compile("(?:要|得|下|约|等|准备|赶在|马上)$")
_YEAR = re.compile("去年|前年|[二零一][零一二三四五六七八九]{1,3}年")


def marks(line: Line, day: Day, today: date, earlier: int) -> tuple[str, ...]:
    """`earlier`: how many days were told before."""
    before, after = line.text[max(0, day.start - 10) : day.start], line.text[day.end : day.end + 26]
    shown = [f"kind {day.kind}", f"earlier {min(earlier, 3)}", _age((today - day.day).days)]
    for name, words in SHOWN:
        if found := words.search(after):
            shown += [f"then {name}", f"then next {name}"] if found.start() < _NEXT else [f"then {name}"]
        if words.search(before):
            shown.append(f"before {name}")
    shown += _edges(before, after)
    shown += [name for name, shows in _around(line, day, before, after) if shows]
    return tuple(shown)


def _edges(before: str, after: str) -> list[str]:
    left, right = before[-2:], after[:3]
    return [f"lc {left[-k:]}" for k in range(1, len(left) + 1)] + [f"rc {right[:k]}" for k in range(1, len(right) + 1)]


def beside(day: date, every: Counter[date]) -> tuple[str, ...]:
    """How it stands to the other days that were told."""
    shown = {
        "only day": len(every) == 1,
        "told again": every[day] > 1,
        "earliest": day == min(every) != max(every),
        "latest": day == max(every) != min(every),
        "the day after": day - _DAY in every,
        "the day before": day + _DAY in every,
    }
    return tuple(name for name, shows in shown.items() if shows)


def _around(line: Line, day: Day, before: str, after: str) -> list[tuple[str, bool]]:
    when = line.asks(_WHEN_ASKED) is not None
    return [
        ("asked when", when),
        ("asked when, early", when and day.start <= 8),
        ("asked which time", line.asks(_ONCE_ASKED) is not None),
        ("asked of the report", line.asks(_REPORT_ASKED) is not None),
        ("asked otherwise", line.asks(_OTHER_ASKED) is not None and not when),
        ("hour next", bool(times(after[:12]))),
        ("period next", bool(periods(after[:5]))),
        ("since", _SINCE.search(before) is not None),
        ("until", _UNTIL.search(before) is not None),
        ("ahead", _AHEAD.search(before) is not None),
        ("year said", _YEAR.search(line.text[max(0, day.start - 4) : day.end]) is not None),
        ("just now", line.text[day.start : day.start + 1] in "刚方将才"),
        ("first line", line.index <= 2),
        ("corrected", re.search("不对|不是|错了|说错|记错|应该是|应该算|那就算|准确", before) is not None),
        ("solar", re.search("阳历|公历|也就是|就是", before[-5:]) is not None),
        ("taken back", re.match("(?:不对|不是|错了|哎不|呃不|还是|.{2,6}(?:不对|错了|记错|说错))", after) is not None),
    ]


def _age(days: int) -> str:
    edges = ((-1, "to come"), (0, "today"), (1, "a day old"), (10, "days old"), (45, "weeks old"), (400, "months old"))
    return next((name for edge, name in edges if days <= edge), "years old")


def none_marks(category: str, told: int) -> tuple[str, ...]:
    """What speaks for no day at all."""
    return ("none", f"none {category}", f"none of {min(told, 3)}")
