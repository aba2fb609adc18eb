# rows of Chinese words count double and read better whole
"""Where the caller lives: the answer to the question, else where the caller says to live."""

from __future__ import annotations

import re

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.place_phrase import Spot
from cases.drafting.place_row import NUMBER
from cases.drafting.spots import spots

_ASKED = re.compile(
    "住址|住哪|住在|住什么|住的地方|哪里住|家住|家在哪|您家(?=在|住|是|哪|地址|具体|几|的地址|$)|门牌|(?:您的?|家庭|您把|联系|姓名.{0,6}|身份.{0,8}|电话.{0,4}|店里?|留.{0,4})地址|地址(?:电话|需要|要不要|方便|登记|报|说|是|呢|在|留|$)|住几|(?:几|哪个)(?:栋|号楼|单元|村|组)|四零几|哪个村|常住"
)
_OF_ANOTHER = re.compile(
    "(?:弟弟|哥哥|姐姐|妹妹|孩子|儿子|女儿|母亲|父亲|他们?|她|对方|老人|朋友|案发|事发|寄|嫌疑人)[^您]{0,6}(?:住|家|地址)|(?:单位|派出所|公司|信寄|寄到|事发|案发|现场|超市|法院|网吧|饭店|酒店|足浴|店名)[^您]{0,6}地址|先(?:说|报|告诉我|讲)(?:一下|下)?(?:你的|您的)?(?:地址|位置)"
)
_LEAD = re.compile(
    "(?:(?:我|俺|额|咱|偶|阿拉|本人)(?:们)?(?:家)?(?:人)?(?:就|现在|一直|平时|都|是|目前|暂时|租房)*(?:住(?:在|到|于|的是)?|家(?:就)?(?:在|住|搁|是)|地址(?:是|在|写|就写|就是)?)|(?:^|[^他她们人弟哥姐妹])(?:家住|家在|屋头在|屋里在|住址是?|家庭地址是?|户籍地址?是?|住在|就住|住)(?!院|了|宿|起|的|不|处|房|旅|过|一|几|两|三|着|我|这|那|哪|个|得|他|到|跑|下|人|满|校|读))"
)
_STOP = re.compile(
    "(?<!大)我|她|不敢|你|您|他|电话|手机|身份证|莫(?!家)|可以|吧|这|那个?就|就是|希望|要求|啊|呃|嗯|谢谢|没错|幺[三五七八九]|以前|好的|行吗|呢|嘛|就行|过来"
)
_NO_HOME = re.compile("酒店|宾馆|医院|旅馆|招待所|派出所|看守所|足浴|KTV|歌厅|网吧|棋牌|麻将|烧烤|洗浴|会所")
_NO_BEGIN = frozenset(NUMBER + "里上下边口头")
_LIVES_THERE = re.compile("(?:我们?|俺们?)?(?:住也住|人也住|也住|就住|吃住)(?:也)?(?:在)?(?:这|店|里|楼|那)|住也")
_WHO_ASKED = re.compile("姓名|称呼|贵姓|电话|联系|身份|登记")
_LONGEST = 34


def reporter_address(scene: Scene) -> Evidence | None:
    found = [told for _, told in scene.noted("addresses", _told)]
    answered = [e for told in found for e in told if e.source == "address.answer"]
    said = [e for told in found for e in told if e.source == "address.said"]
    best = answered or said or [e for told in found for e in told]
    return _with_number(scene, best[0]) if best else None


_NUMBER_ASKED = re.compile("[四三二一五六七八九]零几|几零几|几号房|几室|哪一户|门牌|几零")


def _with_number(scene: Scene, address: Evidence) -> Evidence:
    """四零几 — 四零三: the door, told when asked for."""
    for line in scene.callers:
        door = _DOOR.match(line.text) if line.index > address.turn and line.asks(_NUMBER_ASKED) else None
        if door and str(address.value)[-1] in "楼栋元幢层门":
            e = address
            return Evidence(f"{e.value}{door.group()}", e.words, e.role, e.turn, e.start, e.end, e.confidence, e.source)
    return address


_DOOR = re.compile("[一二三四五六七八九零幺洞]{3,4}")


def _told(line: Line) -> list[Evidence]:
    if line.asks(_ASKED) and not line.asks(_OF_ANOTHER) and (found := _answer(line)):
        return [line.evidence(line.text[slice(*found)], *found, 0.85, "address.answer")]
    if found := _led(line):
        return [line.evidence(line.text[slice(*found)], *found, 0.75, "address.said")]
    if found := _lived_in(line):
        return [line.evidence(line.text[slice(*found)], *found, 0.7, "address.said")]
    if line.asks(_WHO_ASKED) and (found := _stated(line)):
        return [line.evidence(line.text[slice(*found)], *found, 0.6, "address.stated")]
    return []


def _lived_in(line: Line) -> tuple[int, int] | None:
    """八十六号住也住在店楼上: home is what was just named."""
    m = _LIVES_THERE.search(line.text)
    ends = [s for s in spots(line) if m and 0 <= m.start() - s.end <= 1 and len(s.text) >= 5] if m else []
    best = min(ends, key=lambda s: len(s.text), default=None)
    return (best.start, best.end) if best else None


def _stated(line: Line) -> tuple[int, int] | None:
    """A whole address told with one's name and number: 山化镇寺沟村东头第一家."""
    whole = [s for s in spots(line) if s.parts >= 3 and s.kind == "home" and _a_home(s)]
    best = max(whole, key=lambda s: len(s.text), default=None)
    return (best.start, best.end) if best else None


def _answer(line: Line) -> tuple[int, int] | None:
    """From the first name of a place to the last that follows without a word of talk between."""
    named: int = line.notes.get("name_end", 0)
    own = [
        s
        for s in spots(line)
        if s.closed and s.start >= named and not _NO_HOME.search(s.text) and "的" not in s.text[:2]
    ]
    if not own:
        return None
    start = min(s.start for s in own)
    stop = _STOP.search(line.text, start)
    end = min(stop.start() if stop else len(line.text), start + _LONGEST)
    last = max((s.end for s in own if s.end <= end), default=0)
    if last - start < 4:
        return None
    return start, end if end - last <= 5 else last


def _led(line: Line) -> tuple[int, int] | None:
    for lead in _LEAD.finditer(line.text):
        near = [s for s in spots(line) if lead.end() <= s.start <= lead.end() + 1 and _a_home(s)]
        if near:
            best = max(near, key=lambda s: (s.start == lead.end(), s.end))
            return best.start, best.end
    return None


def _a_home(spot: Spot) -> bool:
    if not spot.closed or spot.text[0] in _NO_BEGIN:
        return False
    return len(spot.text) >= 4 and not _NO_HOME.search(spot.text) and (spot.parts >= 2 or spot.kind in ("home", "area"))
