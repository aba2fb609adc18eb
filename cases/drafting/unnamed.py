"""Positions told without a name, weighed by what follows."""

from __future__ import annotations

import re

from cases.drafting.lines import Line, Scene
from cases.drafting.person import Person
from cases.drafting.positions import positions
from cases.drafting.praise import praised


def persons_unnamed(scene: Scene) -> list[Person]:
    """Positions told without a name, weighed by what follows: 2 and more for conduct of their own, 0 for none."""
    return [p for _, found in scene.noted("unnamed", _unnamed) for p in found]


def _unnamed(line: Line) -> list[Person]:
    weighed = [(mark, _weight(line, mark[0], mark[1])) for mark in positions(line.text)]
    return [
        Person(None, position, line, start, end, "accused.position", weight=weight)
        for (start, end, position), weight in weighed
    ]


_ROUGH = re.compile(
    "打(?!着|电话|麻将|牌|开|听)|按人|动手|推|搡|踹|踢|扇|骂|按到|按住|摁|铐|抢|夺|拽|掐|抽|拔|翻|撞|追|吼|砸|捅|揍|咬|扭"
)
_ACT = re.compile(
    "说|讲|问|让|叫我|不理|玩|睡|坐|站|看|打|推|骂|扣|拿|收|要|喝|抓|罚|笑|吃|挂|拦|开|带|把|接|答|办|给|翻|撞|来"
)
_TOLD = re.compile(
    "(?:一个|两个|三个|那个|有个|有一个|俩|三|仨|几个|个|位|名|值班的?|窗口的?|女|男|高个子?|年轻|子|里头|个子|的|穿着?|穿起|俩人一个|来了.{0,8}|派出所|大队|分局|站|局|接到|零)$"
)
_NOT_TOLD = re.compile(
    "(?:没有一个|没有|是不是|等|叫|报|派|找|打给|喊|你们|正式|当|儿子当|像|问|哪个|什么|管|好|没|告诉|指望|冒充|女|找了|怕|不怪|自称|别的|其他|(?:我|俺|额|咱)[一-鿿]{1,3}(?:也|就|原来)?是)$"
)
_PLEA = re.compile(
    "^(?:是不是|到底|同志|你们|管不管|服务|局的|形象|来了吗|不管|也没法|能不能|可以|跟有夫|来$|一个都没|啊$|应该|叔叔|大厅|中心|是谁|部门)"
)
_UNSURE = re.compile("我可说不准|说不准|不知道是不是|是谁(?:我)?不知道|是谁(?:我)?不晓得|是谁(?:我)?不清楚")


def _weight(line: Line, start: int, end: int) -> int:
    before, after = line.text[max(0, start - 8) : start], line.text[end : end + 16]
    if _NOT_TOLD.search(before) and not _TOLD.search(before[-3:]):
        return 0
    if _PLEA.search(after) or _UNSURE.search(after) or praised(line, start, end):
        return 0
    answered = bool(line.asks("民警还是辅警|是民警吗|是警察吗|是不是(?:民警|警察)|是正式")) and start <= 8
    listed = re.search("(?:民警|警察)(?:两|三|一|几|四)个$", before) or re.match("(?:两|三|一|几|四)个辅警", after)
    return (
        int(bool(_TOLD.search(before)))
        + int(bool(listed))
        + int(bool(_ACT.search(after[:10])))
        + 2 * int(bool(_ROUGH.search(line.text[end : end + 24])))
        + 2 * int(answered)
    )
