"""Places as said: the reporter's address and the place of the matter, composed of names that end like places do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.units import Mention

_DIGITS = "[一二三四五六七八九十百零]+"
_KIND = (
    f"自治区|自治州|街道办|街道|社区|大街|大道|路口|胡同|桥头|小区|花园|花苑|公寓|家园|新村|新城|嘉园|{_DIGITS}号楼|{_DIGITS}(?:栋|幢|单元|楼|层|室|号院|期|组团|组|支路)"
    f"|(?<=[路街巷弄道村]){_DIGITS}号|(?<=[元楼栋幢院层庭]){_DIGITS}|[东西南北一二三四五六七八九]区|[东西南北]门口?|门口|菜市场|市场|商场|超市|广场|公园|大酒店|酒店|宾馆|旅馆|饭店|餐馆|饭馆"
    "|火锅店|烧烤摊|烧烤|KTV|歌厅|酒吧|网吧|棋牌室|麻将馆|茶楼|茶坊|足疗店|悦足堂|足浴店?|浴池|洗浴中心|面馆|茶馆|会所|民宿|出租房|出租屋|学校|小学|中学|幼儿园|大学|医院|银行|工地"
    "|工厂|鞋厂|仓库|汽车站|火车站|地铁站|高铁站|站(?![着在起岗长了])|加油站|收费站|服务区|高速口|停车场|车库|天桥|大厦|大楼|码头|机场|水库|老窑|铁锅炖|红大门|公交站|收购站|政务大厅|处理大厅|办事大厅|国道|省道|高速公路|林场|农场|砂场|步行街|大院|家属院|宿舍|中心|车站|驿站|营业厅|检查站|大桥"
    "|省|市|区|县|旗|镇|乡|村|庄|屯|寨|街|路|巷|弄|里|桥|苑|城|庭|园|湾|店|厂|房|摊|馆|沟|坡|堂"
)
_TAIL = "(?:东头|西头|南头|北头|门口|楼下|楼上|对面|旁边|后面|前面|底下|边上|附近|大厅|一楼|二楼)?"
_NOT_NAME = "的我俺你您他她它们是了在去到把被让说讲就都也还跟给叫来往从没不有个这那能要想见着过啊呢吧吗嗯呃咱所警"
_LINKED = f"(?:[^{_NOT_NAME}]{{0,6}}?(?:{_KIND}))"
_PHRASE = re.compile(
    f"{_LINKED}(?:(?:的一个|的那个|一个|对过的?|对面的?|斜对面的?|旁边的?|隔壁的?|那个|那条|的|靠|和|与)?{_LINKED})*{_TAIL}"
)
_HOME_LEAD = re.compile(
    "(?:(?:我|俺|额|咱)(?:就|家|们|现在|平时|一直|人)*住(?:在|到)?|住在|住址是?|家在|家住)(?!院|了|宿|起|的|不)|(?:我|俺|家庭)(?:的)?地址(?:是|在|写|就写|就是)?|(?:我|俺)在(?=[一-鿿]{2,5}(?:镇|乡|村).{0,4}(?:开|摆|种|住))"
)
_HOME_ASKED = re.compile(
    "住址|住哪|(?:您的?|家庭|您把|联系|姓名.{0,6}|身份.{0,8}|电话.{0,4})地址|家住|住在|家在哪|住什么|哪里住|您家|门牌"
)
_ANSWER_STOP = re.compile(
    "我|她|不敢|你|您|他|电话|手机|身份证|莫|可以|吧|这|那个?就|就是|希望|要求|啊|呃|嗯|谢谢|没错|幺[三五七八九]"
)
_PLACE_ASKED = re.compile("在哪|哪里|什么地方|哪儿|何地|地点|位置|小区名|哪条路|哪个地方|啥地方|地址|什么小区|店叫什么")
_AT = re.compile(
    "在|搁|到|去|来到|进了?|来了|住(?!院)|跑到|走到|路过|经过|于|从|过了?(?=[一-鿿]{1,4}大?桥)|就是|关在|停在|蹲在"
)
_SKIP = re.compile(
    "(?:左右|来钟|多|的时候|的样子|样子|钟|过|我|俺|额|就|在|那会儿|那阵|我们|刚|开车|走路|骑车|正|那个|吧|呢|，|的)*"
)
_OPENING = re.compile("(?:嗯+|呃|啊|哦|我家|我|俺|家|就|住在|住|在|是|写|那个|好的?|地址|登记|可以|对|没有?)*")
_OFFICE_VISIT = re.compile("(?:前往|去|到|在|来|进|跑|走|找|上|往|坐在|站在)(?:了|的|过)?$")
_HOME = re.compile("我家|俺家|额家|家里|屋里|屋头|上门|家门口|屋门口|进门|我们家|院子|圈")


@dataclass(frozen=True, slots=True)
class Spot:
    text: str
    line: Line
    start: int
    end: int
    score: float


def _phrase(line: Line, at: int) -> tuple[int, int] | None:
    skipped = _SKIP.match(line.text, at)
    start = skipped.end() if skipped else at
    m = _PHRASE.match(line.text, start, _opened(line.text, start))
    if not m or (m.end() - m.start() < 3 and not line.text[m.start() : m.end()].endswith(("巷", "桥"))):
        return None
    end = _upward(line.text, m.start(), m.end())
    end = next((u.start for u in line.notes.get("units", ()) if m.start() < u.start < end), end)
    if end != m.end() and not re.search(f"(?:{_KIND})$", line.text[m.start() : end]):
        return None
    if end - m.start() < 2 or re.search("套房|朋友圈|心里|手里|群里|车里|年里|月里|号里|这里|那里|哪里", m.group()):
        return None
    return (m.start(), end) if not re.search("[月号]$|星期|礼拜", m.group()) else None


_OPENS = re.compile("开(?=店|饭|馆|个|了|一家|厂|商|网|公司|车)|摆(?=个|摊)")


def _opened(text: str, start: int) -> int:
    """在八廓街开店: the place ends where the trade begins."""
    m = _OPENS.search(text, start)
    return m.start() if m else len(text)


def reporter_address(scene: Scene) -> Evidence | None:
    """The answer to the question, else where the caller says to live; it may follow the name in one breath."""
    for line in scene.callers:
        if line.asks(_HOME_ASKED):
            found = _whole_answer(line, line.notes.get("name_end", 0))
            if found:
                return line.evidence(line.text[slice(*found)], *found, 0.85, "address.answer")
        for lead in _HOME_LEAD.finditer(line.text):
            found = _phrase(line, lead.end())
            if (
                found
                and found[1] - found[0] >= 4
                and not re.fullmatch(f"{_DIGITS}[楼层]", line.text[slice(*found)])
                and not re.search("酒店|宾馆|医院|旅馆", line.text[slice(*found)])
            ):
                return line.evidence(line.text[slice(*found)], *found, 0.75, "address.said")
    return None


def _whole_answer(line: Line, at: int) -> tuple[int, int] | None:
    """The answer up to its first word of talk, if it names a place at all."""
    opening = _OPENING.match(line.text, at)
    start = opening.end() if opening else at
    stop = _ANSWER_STOP.search(line.text, start)
    end = min(stop.start() if stop else len(line.text), start + 32)
    if end - start < 4 or not _PHRASE.search(line.text[start:end]):
        return None
    return start, end


def place_spots(scene: Scene, day_line: int, time_ends: Callable[[Line], list[int]]) -> list[Spot]:
    """Phrases that could be the place of the matter, weighed by what leads to them and how near the day is."""
    spots: list[Spot] = []
    for line, own in scene.noted("spots", lambda line: _spots(line, time_ends(line))):
        near = _nearness(line.index, day_line)
        spots += [Spot(s.text, line, s.start, s.end, s.score + near) for s in own]
    return spots


def _spots(line: Line, ends: list[int]) -> list[Spot]:
    weighed = [(found, weight) for at, weight in _anchors(line, ends) if (found := _phrase(line, at))]
    return [Spot(line.text[slice(*found)], line, *found, weight - _penalty(line, *found)) for found, weight in weighed]


def _anchors(line: Line, ends: list[int]) -> list[tuple[int, float]]:
    anchors = [(m.end(), _weight(m.group())) for m in _AT.finditer(line.text)]
    anchors += [(end, 1.8) for end in ends]
    anchors += [(m.end(), 0.9) for m in _SHOP.finditer(line.text)]
    if line.asks(_PLACE_ASKED) and not line.asks(_HOME_ASKED):
        opening = _OPENING.match(line.text)
        anchors.append((opening.end() if opening else 0, 2.6))
    return anchors


_SHOP = re.compile(
    "(?:那个|那家|有个|有家|叫|的)(?=[^的我你他是了在个]{2,6}(?:茶坊|茶楼|KTV|歌厅|足浴|酒店|宾馆|网吧|棋牌室|麻将馆|烧烤|饭店|洗浴|酒吧|会所))"
)


def _weight(lead: str) -> float:
    return {"在": 1.6, "搁": 1.6, "于": 1.6, "停在": 1.6, "进了": 1.5, "来了": 1.2, "从": 1.2}.get(lead, 1.0)


def _nearness(index: int, day_line: int) -> float:
    return max(0.0, 1.0 - 0.25 * abs(index - day_line)) if day_line >= 0 else 0.3


def _penalty(line: Line, start: int, end: int) -> float:
    words = line.text[start:end]
    away = re.search("医院$|信访|法院$|大学$|老家|外地|网上|手机店", words)
    future = re.search("要|想|再|准备|让我|叫我|送到|寄到|可以", line.text[max(0, start - 4) : start])
    vague = re.match("对面|旁边|门口|楼下|一楼|二楼|车上", words) or re.search("(?:省|市|区|县|镇|乡)$", words)
    return (1.6 if away else 0) + (0.6 if future else 0) + (0.5 if len(words) <= 3 else 0) + (1.0 if vague else 0)


def office_spot(scene: Scene, offices: list[tuple[Line, Mention]], day_line: int, at_office: bool) -> Spot | None:
    """The station itself, when the caller went there or was held there."""
    best: Spot | None = None
    for line, mention in offices:
        went = _OFFICE_VISIT.search(line.text[max(0, mention.start - 3) : mention.start])
        score = (1.7 if went and at_office else 1.6 if at_office else 1.5 if went else -2.0) + _nearness(
            line.index, day_line
        )
        if score > 0 and (best is None or score > best.score):
            best = Spot(_without_county(mention.name, line), line, mention.start, mention.end, score)
    return best


def _upward(text: str, start: int, end: int) -> int:
    """岳溪工地六号楼番禺区: a wider place said last is talk about it, not part of the way there."""
    m = re.search("(?<=[楼店园场厂栋室号院厅门口])[一-鿿]{2,4}[市县区镇乡]$", text[start:end])
    return start + m.start() if m else end


def _without_county(name: str, line: Line) -> str:
    """金寨县梅山派出所 is told as the unit; as a place it is 梅山派出所."""
    m = re.match("[一-鿿]{2,4}[县市区](?=[一-鿿]{2,4}(?:派出所|大队))", name)
    return name[m.end() :] if m and line.by_caller else name


def at_home(scene: Scene, day_line: int) -> bool:
    """Whether the caller's home is told of about where the day is told."""
    return any(line.seen(_HOME) for line in scene.callers if abs(line.index - day_line) <= 4)
