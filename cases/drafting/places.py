"""Places as said: the reporter's address and the place of the matter, composed of names that end like places do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.units import Mention

_KIND = (
    "省|自治区|市|地区|自治州|区|县|旗|镇|乡|街道办|街道|社区|村|庄|屯|寨|组|队部|大街|大道|街|路口|路|巷|弄|里|胡同|桥头|桥|小区|花园|花苑|公寓|家园|新村|嘉园|苑|城|庭|府|园"
    "|[一二三四五六七八九十百零]+(?:号楼|栋|幢|单元|楼|层|室|号院|号|期|组|区|支路)|[一二三四五六七八九零]{3,4}(?![一-鿿]?(?:块|元|号楼))|[东西南北]区|[东西南北]门口?|门口|路口|菜市场|市场|商场|超市|广场|公园"
    "|大酒店|酒店|宾馆|旅馆|饭店|餐馆|饭馆|火锅店|烧烤摊|烧烤|摊|KTV|歌厅|酒吧|网吧|棋牌室|麻将馆|茶楼|茶坊|足疗店|浴池|洗浴中心|悦足堂|馆|足浴|会所"
    "|学校|小学|中学|幼儿园|大学|医院|银行|工地|工厂|鞋厂|厂|公司|仓库|车站|汽车站|火车站|地铁站|高铁站|加油站|收费站|服务区|高速口|停车场|车库|天桥底下|天桥|大厦|大楼|码头|机场|水库|河边|店|窑|铁锅炖|房|大门"
)
_TAIL = "(?:东头|西头|南头|北头|门口|楼下|楼上|对面|旁边|后面|前面|底下|边上|附近|[东西南北]门|楼|大厅|一楼|二楼|里面|路口)?"
_NOT_NAME = "的我俺你您他她它们是了在去到把被让说讲就都也还跟给叫来往从没不有个这那会能要想看见着过啊呢吧吗嗯呃咱"
_LINKED = f"(?:[^{_NOT_NAME}]{{0,6}}?(?:{_KIND}))"
_PHRASE = re.compile(f"{_LINKED}(?:(?:的|那个|那儿|这个|靠|和|与)?{_LINKED})*{_TAIL}")
_HOME_LEAD = re.compile("(?:我|俺|额|咱)?(?:就|家|们|现在|平时|一直)?(?:住(?:在|址是|址|到)?|家在|家住)(?!院|了|宿|起)|地址(?:是|在|写|就写|就是)?|在(?=[一-鿿]{2,6}(?:镇|乡|村|街).{0,4}(?:开|摆|种|住))")
_HOME_ASKED = re.compile("住址|住哪|地址|家住|住在|家在哪|住什么|哪里住|您家|门牌")
_PLACE_ASKED = re.compile("在哪|哪里|什么地方|哪儿|何地|地点|位置|小区名|哪条路|哪个地方|啥地方|厂的地址|地址")
_AT = re.compile("在|到|去|来到|进了?|来了|住|跑到|走到|路过|经过|于|位置就在|位置|就是|关在|停在|蹲在")
_ASIDE = re.compile("医院|住院|打工|手机|网上|家里|户籍|窗口|旁边|场都|手里|调查")
_OFFICE_VISIT = re.compile("(?:去|到|在|来|进|跑|走|找|上|往|坐在|站在)(?:了|的|过)?$")


@dataclass(frozen=True, slots=True)
class Spot:
    text: str
    line: Line
    start: int
    end: int
    score: float


def _phrase(line: Line, at: int) -> tuple[int, int] | None:
    m = _PHRASE.match(line.text, at)
    if not m or m.end() - m.start() < 3:
        return None
    return m.start(), m.end()


_OPENING = re.compile("(?:嗯+|呃|啊|哦|我|俺|家|就|住|在|是|住在|写|那个|好的?|地址|登记|可以|对)*")


def reporter_address(scene: Scene) -> Evidence | None:
    for line in scene.callers:
        if _HOME_ASKED.search(line.asked):
            found = _phrase(line, _OPENING.match(line.text).end())  # type: ignore[union-attr]
            if found:
                return line.evidence(line.text[slice(*found)], *found, 0.85, "address.answer")
        for lead in _HOME_LEAD.finditer(line.text):
            found = _phrase(line, lead.end())
            if found and found[1] - found[0] >= 4:
                return line.evidence(line.text[slice(*found)], *found, 0.75, "address.said")
    return None


def place_spots(scene: Scene, day_line: int, time_ends: dict[int, list[int]]) -> list[Spot]:
    """Phrases that could be the place of the matter, weighed by what leads to them and how near the day is."""
    spots: list[Spot] = []
    for line in scene.callers:
        for at, weight in _anchors(line, time_ends.get(line.index, [])):
            found = _phrase(line, at)
            if found:
                score = weight + _nearness(line.index, day_line) - _penalty(line, *found)
                spots.append(Spot(line.text[slice(*found)], line, *found, score))
    return spots


def _anchors(line: Line, ends: list[int]) -> list[tuple[int, float]]:
    anchors = [(m.end(), 1.6 if m.group() in ("在", "于", "停在", "位置就在") else 1.0) for m in _AT.finditer(line.text)]
    anchors += [(end, 1.8) for end in ends]
    if _PLACE_ASKED.search(line.asked) and not _HOME_ASKED.search(line.asked.replace("厂的地址", "")):
        opening = _OPENING.match(line.text)
        anchors.append((opening.end() if opening else 0, 2.2))
    return anchors


def _nearness(index: int, day_line: int) -> float:
    return max(0.0, 1.0 - 0.25 * abs(index - day_line)) if day_line >= 0 else 0.3


def _penalty(line: Line, start: int, end: int) -> float:
    words = line.text[start:end]
    away = re.search("医院|信访|法院|大学|老家|柳州|外地|网上|手机店", words)
    future = re.search("要|想|再|准备|让我|叫我|送到|寄到|可以", line.text[max(0, start - 4) : start])
    return (1.6 if away else 0) + (0.6 if future else 0) + (0.5 if len(words) <= 3 else 0)


def office_spot(scene: Scene, offices: list[tuple[Line, Mention]], day_line: int, at_office: bool) -> Spot | None:
    """The station itself, when the caller went there or was held there."""
    best: Spot | None = None
    for line, mention in offices:
        went = _OFFICE_VISIT.search(line.text[max(0, mention.start - 3) : mention.start])
        score = (1.5 if went else 0.4 if at_office else -2.0) + _nearness(line.index, day_line)
        if score > 0 and (best is None or score > best.score):
            best = Spot(mention.name, line, mention.start, mention.end, score)
    return best
