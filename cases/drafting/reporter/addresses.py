# rows of Chinese words count double and read better whole
"""Where the caller lives: the answer to the question, else where the caller says to live."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.drafting.model import Evidence
from cases.drafting.places.phrase import Spot
from cases.drafting.places.spots import spots
from cases.drafting.places.words import NUMBER
from cases.drafting.reading.lines import Line, Scene

_ASKED = re.compile(
    "住址|住哪|住在|住什么|住的地方|哪里住|家住|家在哪|您村在哪|您家的?位置|您家(?=在|住|是|哪|地址|具体|几|的地址|$)|门牌|(?:您的?|家庭|您把|联系|姓名.{0,6}|身份.{0,8}|电话.{0,4}|店里?|留.{0,4})地址|地址(?:快|电话|需要|要|方便|登记|报|说|是|呢|在|留|记|写|也|给|$)|住几|(?:几|哪个)(?:栋|号楼|单元|组)|四零几|(?<!县)哪个村|常住"
)
_OF_ANOTHER = re.compile(
    "(?:弟弟|哥哥|姐姐|妹妹|孩子|儿子|女儿|母亲|父亲|他们?|她|对方|老人|朋友|案发|事发|寄|嫌疑人)[^您]{0,6}(?:住|家|地址)|(?:派出所|信寄|寄到|事发|案发|现场|超市|法院|网吧|饭店|酒店|足浴|店名)[^您]{0,6}地址|先(?:说|报|告诉我|讲)(?:一下|下)?(?:你的|您的)?(?:地址|位置)"
)
_LEAD = re.compile(
    "(?:(?:到|在|来|上|去)(?:了)?(?:我|俺|额)(?:们)?(?:家|屋)(?:里)?的?|(?:我|俺)(?:们)?居住的)|(?:(?:我|俺|额|咱|偶|阿拉|本人)(?:们)?(?:家)?(?:人)?(?:就|现在|一直|平时|都|是|目前|暂时|租房)*(?:住(?:在|到|于|的是)?|家(?:就)?(?:在|住|搁|是)|地址(?:是|在|写|就写|就是)?)|(?:^|[^他她们人弟哥姐妹婆公爷奶妈爸娘儿女子孙舅姨叔伯姑嫂友])(?:家住|家在|屋头在|屋里在|住址是?|家庭地址是?|户籍地址?是?|住在|就住|住)(?!院|了|宿|起|的|不|处|房|旅|过|一|几|两|三|着|我|这|那|哪|个|得|他|到|跑|下|人|满|校|读))"
)
_STOP = re.compile(
    "(?<!大)我|她|不敢|你|您|他|电话|手机|身份证|莫(?!家)|可以|吧|这|那个?就|就是|希望|要求|啊|呃|嗯|谢谢|没错|幺[三五七八九]|以前|好的|行吗|呢|嘛|就行|过来|儿子|女儿|老公|不过|住着"
)
_UNWANTED = re.compile("(?:别|不用|不必|莫|甭|不要)(?:再)?(?:往那|往这|往家)?(?:登记|记(?!错)|寄|登)(?!我)")
_NO_HOME = re.compile("酒店|宾馆|医院|旅馆|招待所|派出所|看守所|足浴|KTV|歌厅|网吧|棋牌|麻将|烧烤|洗浴|会所")
_NO_BEGIN = frozenset(NUMBER + "里上下边口头")
_LIVES_THERE = re.compile(
    "(?:我们?|俺们?)?(?:自己|人|门脸儿?)*(?:我|就|也|都|吃)*(?:住|睡)(?:也|都|住|就)*在?(?:这|店|里|楼|那|后)"
    "|住也|(?:门脸儿?)?我就在(?:楼上|后头|店里|里头)住"
    "|(?:嘛|的|啊)?(?:就)?(?:是)?(?:我|俺|额)(?:们)?(?:自己)?(?:家|屋)(?!属|人|的人|亲|里人|老|男|那个|[种养包承开]|的[田地果鱼山])"
)
_RESIDES = re.compile("(?:租|居)?住(?!院|宿|址|户|的|酒店|宾馆)")
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
    doors = [door for line, (door,) in scene.noted("doors", _doors) if line.index > address.turn]
    if doors and str(address.value)[-1] in "楼栋元幢层门":
        return replace(address, value=f"{address.value}{doors[0]}")
    return address


def _doors(line: Line) -> list[str]:
    door = _DOOR.match(line.text) if line.asks(_NUMBER_ASKED) else None
    return [door.group()] if door else []


_DOOR = re.compile("[一二三四五六七八九零幺洞]{3,4}")


def _told(line: Line) -> list[Evidence]:
    if not spots(line) or _UNWANTED.search(line.text):
        return []
    if line.asks(_ASKED) and not line.asks(_OF_ANOTHER) and (found := _answer(line)):
        return [line.evidence(line.text[slice(*found)], *found, 0.85, "address.answer")]
    if found := _led(line):
        return [line.evidence(line.text[slice(*found)], *found, 0.75, "address.said")]
    if found := _lived_in(line):
        return [line.evidence(line.text[slice(*found)], *found, 0.7, "address.said")]
    if shop := _own_shop(line):
        return [line.evidence(shop.text, shop.start, shop.end, 0.6, "address.shop")]
    if line.asks(_WHO_ASKED) and (found := _stated(line)):
        return [line.evidence(line.text[slice(*found)], *found, 0.6, "address.stated")]
    return []


def _lived_in(line: Line) -> tuple[int, int] | None:
    """八十六号住也住在店楼上: home is what was just named."""
    for m in _LIVES_THERE.finditer(line.text) if _of_a_home(line.text) else ():
        ends = [s for s in spots(line) if 0 <= m.start() - s.end <= 1 and _whole(s) and _AREA_FIRST.match(s.text)]
        if best := max(ends, key=lambda s: len(s.text), default=None):
            return best.start, best.end
    return _resided(line)


def _of_a_home(text: str) -> bool:
    """Looked at before the patterns, which begin with what any line may hold."""
    return "住" in text or "家" in text or "屋" in text or "睡" in text or "址" in text


def _resided(line: Line) -> tuple[int, int] | None:
    """我在奈曼旗八仙筒镇住, 我是横峰街道下洋山村的."""
    text = line.text
    for spot in sorted(spots(line), key=lambda s: -len(s.text)):
        if not _a_home(spot) or not _whole(spot):
            continue
        before, after = text[max(0, spot.start - 3) : spot.start], text[spot.end : spot.end + 4]
        if before.endswith(("我在", "俺在", "我就在")) and _RESIDES.match(after):
            return spot.start, spot.end
        if spot.text[-1] in "村组社屯寨庄号队" and _OF_THERE.match(after) and _SELF.search(before):
            return spot.start, spot.end
    return None


def _own_shop(line: Line) -> Spot | None:
    """我在磐安镇西街开修车铺, 我店在淮海西路二百六十八号: where a caller who tells no home can be found."""
    for spot in sorted(spots(line), key=lambda s: -len(s.text)):
        if not spot.closed or spot.parts < 2 or spot.text[0] in _NO_BEGIN or not _AREA_FIRST.match(spot.text):
            continue
        before, after = line.text[max(0, spot.start - 8) : spot.start], line.text[spot.end : spot.end + 8]
        if _SHOP_IS.search(before) or (_SELF_IN.search(before) and _KEEPS.match(after)):
            return spot
    return None


_SHOP_IS = re.compile(
    "[我俺额](?:们)?(?:的|家|那个|这个)?(?:小)?(?:店|铺子?|厂子?|公司|门面|饭馆|超市|旅馆|收购站)(?:就)?(?:开)?(?:在|是)$"
)
_SELF_IN = re.compile("[我俺额](?:们)?(?:是|就|一直|自己)*(?:在|搁)$")
_KEEPS = re.compile("(?:那里|那儿|上|边上|这里)?(?:自己)?开(?:着|了)?(?:一?[个家间])?[一-鿿]{1,6}[店铺馆厂站部行]")
_OF_THERE = re.compile("的(?=$|电话|手机|人|身份|我|嘛|号)")
_SELF = re.compile("(?:我是|俺是|我系|的[一-鿿])$")
_WHOLE = re.compile(
    f"[一-鿿]{{2}}(?:县|市|区|旗|镇|乡|街道)[一-鿿]{{2}}"
    f"|[一-鿿]{{2}}(?:路|街|巷|弄|大道|小区|村|花园|苑)(?:[一-鿿]{{2,6}})?[{NUMBER}]+(?:号|栋|幢|座|组|楼)"
)


_AREA_FIRST = re.compile("[一-鿿]{1,6}?(?:县|市|区|旗|镇|乡|街道|村|路|街|巷|弄)")


def _whole(spot: Spot) -> bool:
    """Enough of an address to be one without being asked for."""
    numbered = spot.text[-1] in NUMBER + "号室"
    return (spot.kind in ("home", "area", "road", "shop") or numbered) and _WHOLE.search(spot.text) is not None


def _stated(line: Line) -> tuple[int, int] | None:
    """A whole address told with one's name and number: 山化镇寺沟村东头第一家."""
    whole = [s for s in spots(line) if s.parts >= 3 and s.kind == "home" and _a_home(s)]
    best = max(whole, key=lambda s: len(s.text), default=None)
    return (best.start, best.end) if best else None


def _answer(line: Line) -> tuple[int, int] | None:
    """From the first name of a place to the last that follows without a word of talk between."""
    named: int = line.notes.get("name_end", 0)
    closed = [s for s in spots(line) if s.closed and not _NO_HOME.search(s.text) and "的" not in s.text[:2]]
    if any(s.start <= 4 and s.parts >= 2 for s in closed):
        named = 0  # the address comes first, the name behind it
    said_anew = [m.end() for m in _NOT_THAT.finditer(line.text)]
    anew = max((at for at in said_anew if any(s.start >= at and s.parts >= 2 for s in closed)), default=0)
    lives = next((m.end() for m in _THEN_LIVES.finditer(line.text) if any(s.start >= m.end() for s in closed)), 0)
    own = [s for s in closed if s.start >= max(named, anew, lives)]
    if not own:
        return None
    start = min(s.start for s in own)
    stop = _STOP.search(line.text, start)
    end = min(stop.start() if stop else len(line.text), start + _LONGEST)
    last = max((s.end for s in own if s.end <= end), default=0)
    if last - start < 4:
        return None
    whole = _with_rest(line.text, last)
    return start, whole if whole > last else end if end - last <= 5 else last


def _with_rest(text: str, end: int) -> int:
    rest = _REST.match(text, end)
    return rest.end() if rest else end


_NOT_THAT = re.compile("(?:不是|不对|错了)+(?:那是|那个是)?(?:我)?(?:娘家|老家|我妈家|以前的)?(?:现在)?(?:叫|是)?")
_THEN_LIVES = re.compile("的[一-鿿](?:我|俺)?(?:家)?住在?")
"""树根的根住固江镇: behind how the name is written."""
_REST = re.compile(
    f"(?:[{NUMBER}]{{1,4}}(?:号院|号楼|号|座|栋|幢|单元|层|楼|组|社|队|室|门))*(?:[{NUMBER}]{{3,4}}室?)?(?![{NUMBER}])"
)
"""Of what follows the last name, the house and the door."""


def _led(line: Line) -> tuple[int, int] | None:
    for lead in _LEAD.finditer(line.text) if _of_a_home(line.text) else ():
        in_passing = lead.group()[0] in "到在来上去"
        near = [s for s in spots(line) if lead.end() <= s.start <= lead.end() + 1 and _a_home(s)]
        near = [s for s in near if _whole(s)] if in_passing else near
        if near:
            best = max(near, key=lambda s: (s.start == lead.end(), s.end))
            return best.start, _with_rest(line.text, best.end)
    return None


def _a_home(spot: Spot) -> bool:
    if not spot.closed or spot.text[0] in _NO_BEGIN:
        return False
    return len(spot.text) >= 4 and not _NO_HOME.search(spot.text) and (spot.parts >= 2 or spot.kind in ("home", "area"))
