# rows of Chinese words count double and read better whole
"""What speaks for and against a phrase as the place of the matter: named marks, weighed by a small model."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cases.drafting.places.nearby import Words, words_asked, words_of
from cases.drafting.places.phrase import Spot
from cases.drafting.places.row import Part
from cases.drafting.places.setting import weigh_place
from cases.drafting.places.spot_edges import by_start, edge_marks, phrases
from cases.drafting.reading.lexicon import sections
from cases.drafting.reading.lines import Line
from cases.drafting.times.clock import times

_LEADS = {word: name for name, words in sections("place_leads").items() for word in words}
_FILLERS = sections("place_parts")["fillers"]
_PLACE_ASKED = re.compile(
    "在哪|哪里|什么地方|哪儿|何地|地点|位置|小区名|哪条路|哪个地方|啥地方|哪个路|哪一段|什么路|什么街|店叫什么|店名|叫什么店|哪个小区|哪家|哪个(?!派出所|单位|民警|所|分局|大队|人|警).{0,5}(?:窗口|地方|市场|医院|学校|站|厂|店|村|路段|门|公园|大厅|银行)"
)
_HOME_ASKED = re.compile("住址|住哪|住在|家住|家在哪|您家|门牌|(?:您的?|家庭|联系)地址|户籍|寄到|铺子地址|住.{0,8}几栋")
_UNIT_ASKED = re.compile("派出所|单位|哪个所|哪里的|部门|大队|分局")
_NAME_ASKED = re.compile("姓名|贵姓|称呼|怎么写|叫什么名字|电话|联系|身份证")
_AWAY = re.compile(
    "医院$|信访|法院$|检察院|大学$|老家|外地|网上|手机店|政府|纪委|北京|银行$|火车站$|学校$|公安局$|社保|卫健局|劳动局|监管局"
)
_AWAY_CHARS = frozenset("医访法检大老外网手政纪北银火学公社卫劳监")
_BACKGROUND = re.compile(
    "(?:上面|那边|那里|这边)?(?:开(?!着|车|到|过|了车)|做|干|打工|上班|读|工作|摆|卖|跑(?!步|到|出|过)|种|退休|租|上学|上大学|当|长大|住|的人|人$|一个|这边的|那边的|跑运输|务工|教书)"
)
_OF_CALLER = re.compile("(?:我|俺|额|我们|咱)(?:就)?(?:是|系)(?:在)?$")
_CALLER_IS = ("是", "系", "在")
_EVENT = frozenset("被把给吃喝打抓拦查堵扣追撞收罚骂碰遇看捡丢偷抢等办截逮摔推铐拖停赌闹砸吵接请玩洗唱踢搜")
_UNIT_NEXT = re.compile(
    "(?:那个|的)?(?:派出所|分局|公安|交警|刑警|大队|中队|支队|边防|民警|警务|的?所里|局|政府|检察院|法院)"
)
_HOME_WORD = re.compile("我家|俺家|额家|家里|屋里|屋头|上门|家门口|我们家|院子")
_SPELLED = re.compile("的[一-鿿]$|^[一-鿿]的|[一-鿿]的[一-鿿][一-鿿]的[一-鿿]")
_AMID = frozenset("镇乡村路街区县市号楼半里上下边口头")
_UNIT_CHARS = frozenset("所队局")
_SAME = ("同一个", "那个", "这个", "那家", "这家", "隔壁", "对面")
_POINTED = ("这边", "那边", "这里", "那里", "那儿", "这儿", "那块", "一带", "附近", "里", "里头", "里面", "上", "门口")
_PARTICLES = frozenset("啊呀吧嘛呢呗哦喔哈么的了嗯呃")


class Shown(NamedTuple):
    """Marks and what they weigh."""

    marks: tuple[str, ...]
    weight: float


Marked = tuple[Spot, Shown]


def marked(line: Line) -> list[Marked]:
    """The line's phrases with what it alone shows of each; what they share is read and weighed once."""
    found = phrases(line)
    if not found:
        return []
    words, starting, whole = words_of(line), by_start(found), _shown(_of_line(line))
    leads = {start: _shown(_lead(line, start, words)) for start in starting}
    afters = {end: _shown(_after(line, end, words)) for end in {spot.end for spot in found}}
    told = []
    for spot in found:
        lead, after = leads[spot.start], afters[spot.end]
        own = _shown(_own(spot, lead.marks[0], starting[spot.start]))
        weight = lead.weight + own.weight + after.weight + whole.weight
        told.append((spot, Shown(lead.marks + own.marks + after.marks + whole.marks, weight)))
    return told


def _shown(found: tuple[str, ...]) -> Shown:
    return Shown(found, weigh_place(found))


def _own(spot: Spot, lead: str, beginning: list[Spot]) -> tuple[str, ...]:
    long, parts = f"long {min(len(spot.text) // 3, 5)}", f"parts {min(spot.parts, 3)}"
    shown = [
        f"kind {spot.kind}", f"ends {spot.text[-1]}", f"ends {spot.text[-2:]}", f"begins {spot.text[0]}",
        long, parts, f"{long}, {spot.kind}", f"{long}, {parts}", f"{lead}, {spot.kind}",
    ]  # fmt: skip
    return (*shown, *spot.inner, *_of_words(spot), *_of_stretch(spot), *edge_marks(spot, beginning))


def _lead(line: Line, start: int, words: Words) -> tuple[str, ...]:
    """What stands before the phrase."""
    text, shown = line.text, []
    before = text[max(0, start - 12) : start]
    name = lead_name(before) if before else "first"
    part = words.ending(start)
    shown.append(f"lead {name}")
    if name == "no":
        shown.append(f"before {_tag(part)}")
    if before.endswith(_CALLER_IS) and _OF_CALLER.search(before):
        shown.append("of caller")
    if ("家" in before or "屋" in before or "门" in before or "院" in before) and _HOME_WORD.search(before):
        shown.append("home word")
    shown.append(f"l {part.text if part else before[-1:]}")
    near = [start - end for end in _time_ends(line) if 0 <= start - end <= 14]
    if near:
        shown += ["near time", f"time {min(near) // 3}, lead {name}"]
    if start <= 8 and asked_where(line):
        shown += ["asked place, early", f"asked place, lead {name}"]
    if start <= 12:
        shown.append("early")
    return (*shown, *words.before(start, "phrase"), *words_asked(line, start, "phrase"))


def lead_name(before: str) -> str:
    """The class of the longest known words that end `before`, fillers passed over."""
    for _ in range(3):
        name = next((name for words, name in _leads_on(before[-1:]) if before.endswith(words)), None)
        if name is not None:
            return name
        filler = next((f for f in _FILLERS if before.endswith(f)), None) if before.endswith(_FILLERS) else None
        if filler is None or len(filler) == len(before):
            return "no" if filler is None else "first"
        before = before[: -len(filler)]
    return "no"


@cache
def _leads_on(last: str) -> list[tuple[str, str]]:
    """The words that end so, the longest first; one of 就, 了, 过 alone leads nowhere."""
    found = [
        (words, name) for words, name in _LEADS.items() if words.endswith(last) and words not in ("就", "了", "过")
    ]
    return sorted(found, key=lambda lead: -len(lead[0]))


def _after(line: Line, end: int, words: Words) -> tuple[str, ...]:
    """What follows the phrase."""
    text = line.text
    after = text[end : end + 12]
    part = words.starting(end)
    shown = [f"next {_tag(part)}"]
    if not after:
        shown[0] = "next end"
    elif after[0] in _PARTICLES:
        shown[0] = f"next {after[0] if after[0] == '的' else 'particle'}"
    shown.append(f"r {part.text if part else after[:1]}")
    if _BACKGROUND.match(after):
        shown.append("background")
    if after.startswith(_POINTED):
        shown.append("pointed")
    if not _EVENT.isdisjoint(after[:9]):
        shown.append("event")
    if _UNIT_NEXT.match(after):
        shown.append("unit next")
    if part is not None and part.sort in ("name", "link"):
        shown.append(f"goes on {part.sort}")
    return (*shown, *words.behind(end, "phrase"))


def _tag(part: Part | None) -> str:
    return "cut" if part is None else part.sort if part.sort in ("number", "side", "link") else part.tag[:1]


def asked_where(line: Line) -> bool:
    """Where it was, not where the caller lives."""
    return line.asks(_PLACE_ASKED) is not None and line.asks(_HOME_ASKED) is None


def _of_line(line: Line) -> tuple[str, ...]:
    shown = (
        ("asked place", asked_where(line)),
        ("asked home", line.asks(_HOME_ASKED)),
        ("asked unit", line.asks(_UNIT_ASKED)),
        ("asked name", line.asks(_NAME_ASKED)),
        ("time in line", _time_ends(line)),
        ("first line", line.index <= 2),
    )
    return tuple(name for name, shows in shown if shows)


def _of_words(spot: Spot) -> list[str]:
    """What the phrase itself is like."""
    text, of_talk = spot.text, "的" in spot.text
    shown = (
        ("proper", spot.proper),
        ("soft", spot.soft),
        ("open", not spot.closed),
        ("open, alone", not spot.closed and spot.parts < 2),
        ("short common", not spot.proper and len(text) <= 4),
        ("begins amid", text[0] in _AMID),
        ("away", not _AWAY_CHARS.isdisjoint(text) and _AWAY.search(text)),
        ("same", text.startswith(_SAME)),
        ("spelled", of_talk and _SPELLED.search(text)),
        ("linked", of_talk or "那个" in text),
    )
    return [name for name, shows in shown if shows]


def _of_stretch(spot: Spot) -> list[str]:
    if spot.gaps < 0:
        return []
    of_unit = ["stretch of unit"] if not _UNIT_CHARS.isdisjoint(spot.text) else []
    return ["stretch", f"gaps {spot.gaps}", f"tail {spot.tail}", *of_unit]


def _time_ends(line: Line) -> list[int]:
    return line.once("time ends", lambda: [t.end for t in times(line.text)])
