# rows of Chinese words count double and read better whole
"""What speaks for and against a phrase as the place of the matter: named marks, weighed by a small model."""

from __future__ import annotations

import re

from cases.drafting.clock import times
from cases.drafting.lines import Line
from cases.drafting.spots import Spot

_LEADS = (
    ("住", "(?:住|住在|家在|家住|家里在|屋头在|屋在|老家|老家在|地址是|地址)$"),
    ("停在", "(?:停|蹲|站|坐|关|藏|堵|丢|落|掉|放|摆|设|死|倒|躺)(?:在|到)$"),
    ("在", "(?:在|搁|于|待在|系|喺)(?:那个|那|我们|咱们?|俺们|这个|了)?$"),
    ("从", "(?:从|由|打)$"),
    ("路过", "(?:路过|经过|走到|跑到|开到|行到|骑到|过|拐到|转到)(?:了|那个)?$"),
    ("拉到", "(?:拉到|带到|弄到|拖到|送到|抓到|押到|叫到|传到|喊到)(?:了|那个)?$"),
    ("到", "(?:到|去|来|进|上|来到|回到|往|跑|奔|赶到|找到)(?:了|过|那个)?$"),
    ("就是", "(?:就|就是|是|是在|就在|那个|那家|一家|有个|有家|叫|名叫)$"),
)
_LEAD_WORDS = [(name, re.compile(words)) for name, words in _LEADS]
_SKIPPED = re.compile("(?:左右|来钟|多|的时候|的样子|样子|钟|过|我|俺|额|我们|刚|正|那个|吧|呢|的|就|了)*")
_PLACE_ASKED = re.compile(
    "在哪|哪里|什么地方|哪儿|何地|地点|位置|小区名|哪条路|哪个地方|啥地方|哪个路|哪一段|什么路|店叫什么|叫什么店|哪个小区|哪家|哪个(?!派出所|单位|民警|所|分局|大队|人|警).{0,5}(?:窗口|地方|市场|医院|学校|站|厂|店|村|路段|门|公园|大厅|银行)"
)
_HOME_ASKED = re.compile("住址|住哪|住在|家住|家在哪|您家|门牌|(?:您的?|家庭|联系)地址|户籍|寄到")
_UNIT_ASKED = re.compile("派出所|单位|哪个所|哪里的|部门|大队|分局")
_NAME_ASKED = re.compile("姓名|贵姓|称呼|怎么写|叫什么名字|电话|联系|身份证")
_AWAY = re.compile(
    "医院$|信访|法院$|检察院|大学$|老家|外地|网上|手机店|政府|纪委|北京|银行$|火车站$|学校$|公安局$|社保|卫健局|劳动局|监管局"
)
_AHEAD = re.compile(
    "(?:要|想|再|准备|让我|叫我|喊我|叫我们|打算|送到|寄到|可以|应该|让去|还得|得|明天|后天|以后|转到|迁到|调到|回)(?:上|去|到|在|回)?$"
)
_BACKGROUND = re.compile(
    "^(?:上面|那边|那里|这边)?(?:开(?!着|车|到|过|了车)|做|干|打工|上班|读|工作|摆|卖|跑(?!步|到|出|过)|种|退休|租|上学|上大学|当|长大|住|的人|人$|一个|这边的|那边的|跑运输|务工|教书)"
)
_OF_CALLER = re.compile("(?:我|俺|额|我们|咱)(?:就)?(?:是|系)(?:在)?\\|(?:的|人)?(?:$|我|俺)")
_EVENT = re.compile(
    "^.{0,8}?(?:被|把|给|吃|喝|打|抓|拦|查|堵|扣|追|撞|收|罚|骂|碰|遇|看到|看见|捡|丢|偷|抢|等|排队|办|报案|候车|安检|下高速|截|逮|摔|推|铐|拖|停|赌|动手|闹|砸|吵|走散|接|请|玩|洗|唱)"
)
_UNIT_NEXT = re.compile(
    "^(?:那个|的)?(?:派出所|分局|公安|交警|刑警|大队|中队|支队|边防|民警|警务|的?所里|局|政府|检察院|法院)"
)
_HOME_WORD = re.compile("我家|俺家|额家|家里|屋里|屋头|上门|家门口|我们家|院子")
_SPELLED = re.compile("的[一-鿿]$|^[一-鿿]的|[一-鿿]的[一-鿿][一-鿿]的[一-鿿]")


def marks(line: Line, spot: Spot) -> tuple[str, ...]:
    """The marks that this line alone shows."""
    text = line.text
    before, after = text[max(0, spot.start - 10) : spot.start], text[spot.end : spot.end + 12]
    shown = [f"kind {spot.kind}", f"long {min(len(spot.text) // 3, 4)}", f"parts {min(spot.parts, 3)}"]
    shown.append(
        "lead " + next((name for name, words in _LEAD_WORDS if words.search(before)), "no" if before else "first")
    )
    shown += [name for name, shows in _said(line, spot, before, after) if shows]
    return tuple(shown)


def _said(line: Line, spot: Spot, before: str, after: str) -> list[tuple[str, bool]]:
    place, home = bool(line.asks(_PLACE_ASKED)), bool(line.asks(_HOME_ASKED))
    near = [spot.start - end for end in _time_ends(line) if 0 <= spot.start - end <= 14]
    return [
        ("proper", spot.proper),
        ("soft", spot.soft),
        ("short common", not spot.proper and len(spot.text) <= 4),
        ("asked place", place and not home),
        ("asked place, early", place and not home and spot.start <= 8),
        ("asked home", home),
        ("asked unit", bool(line.asks(_UNIT_ASKED))),
        ("asked name", bool(line.asks(_NAME_ASKED))),
        ("away", _AWAY.search(spot.text) is not None),
        ("ahead", _AHEAD.search(before) is not None),
        ("background", _BACKGROUND.search(after) is not None or _OF_CALLER.search(before + "|" + after) is not None),
        ("pointed", re.match("这边|那边|这里|那里|那儿|这儿|那块|一带|附近", after) is not None),
        ("same", re.match("同一个|那个|这个|那家|这家|隔壁|对面", spot.text) is not None),
        ("event", _EVENT.search(after) is not None),
        ("unit next", _UNIT_NEXT.search(after) is not None),
        ("spelled", _SPELLED.search(spot.text) is not None),
        ("after time", any(_SKIPPED.fullmatch(line.text, spot.start - gap, spot.start) for gap in near)),
        ("near time", bool(near)),
        ("time in line", bool(_time_ends(line))),
        ("home word", _HOME_WORD.search(line.text[max(0, spot.start - 12) : spot.end + 6]) is not None),
        ("more on the left", _more_left(line, spot)),
        ("more on the right", _more_right(line, spot)),
        ("operator", not line.by_caller),
        ("first line", line.index <= 2),
    ]


def _time_ends(line: Line) -> list[int]:
    return line.once("time ends", lambda: [t.end for t in times(line.text)])


def _more_left(line: Line, spot: Spot) -> bool:
    """A longer reading begins earlier."""
    return any(s.end == spot.end and s.start < spot.start for s in line.notes.get("spots", ()))


def _more_right(line: Line, spot: Spot) -> bool:
    return any(s.start == spot.start and s.end > spot.end for s in line.notes.get("spots", ()))
