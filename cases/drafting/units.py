# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Police units as spoken, put together: 道外分局的…靖宇派出所 → 道外分局靖宇派出所, 甘谷县局磐安所 → 甘谷县公安局磐安派出所."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.gazetteer import Gazetteer

_BUREAUS = [
    "森林公安局",
    "铁路公安局",
    "机场公安局",
    "公安局",
    "公安分局",
    "分局",
    "县局",
    "市局",
    "区局",
    "州局",
    "旗局",
    "公安处",
    "公安厅",
]
_OFFICES = [
    "派出所",
    "户籍派出所",
    "警务站",
    "警务室",
    "警务区",
    "看守所",
    "拘留所",
    "戒毒所",
    "车管所",
    "车辆管理所",
    "边境管理支队",
    "边境管理大队",
    "边检站",
    "交通警察大队",
    "交通大队",
    "交警大队",
    "交警支队",
    "交警队",
    "刑事侦查大队",
    "刑侦大队",
    "刑警大队",
    "刑警队",
    "刑侦支队",
    "刑警支队",
    "刑侦队",
    "治安大队",
    "治安支队",
    "经侦大队",
    "经侦支队",
    "禁毒大队",
    "禁毒支队",
    "巡警大队",
    "巡特警大队",
    "特警大队",
    "特警支队",
    "网安大队",
    "网警大队",
    "法制大队",
    "出入境管理大队",
    "出入境大队",
    "出入境管理处",
    "出入境管理科",
    "出入境管理支队",
    "政务大厅",
    "政务服务大厅",
    "便民服务大厅",
    "违法处理大厅",
    "办事大厅",
    "服务大厅",
    "户政服务大厅",
    "出入境办事大厅",
    "出入境接待大厅",
    "出入境大厅",
    "出入境窗口",
    "办证大厅",
    "户籍大厅",
    "户政大厅",
    "户政科",
    "户籍科",
    "户籍室",
    "户籍窗口",
    "户政窗口",
    "办证中心",
    "高速交警大队",
    "高速交警支队",
    "高速大队",
    "事故大队",
    "事故科",
    "事故处理大队",
    "车站派出所",
    "巡逻大队",
    "铁骑大队",
    "机动大队",
    "交管大队",
    "交管所",
    "国保大队",
    "食药大队",
    "环食药大队",
    "特巡警大队",
    "反诈中心",
    "交巡警大队",
    "交巡警支队",
    "案管中心",
    "办案中心",
    "执法办案中心",
    "督察大队",
    "信访科",
    "指挥中心",
]
_PARTS = ["事故中队", "交警中队", "刑警中队", "巡逻中队", "中队", "警务室", "大厅", "窗口", "值班室", "审讯室"]
_ALL = sorted({*_BUREAUS, *_OFFICES, "事故中队", "交警中队", "刑警中队", "巡逻中队", "中队"}, key=len, reverse=True)
_NOT_SUO = "有以长谓里在说得学需做见想属知干写问致处述反用领队上门外内接办给"
_UNIT = re.compile(
    f"(?P<kind>(?:刑警|交警|巡警|巡逻|事故|治安)?第?[一二三四五六七八九十]+[大中]队|{'|'.join(_ALL)}|(?<=[一-鿿]{{2}})(?<![厕场诊研究住交易务无众哪])所(?![{_NOT_SUO}]))"
)
_BREAK = set(
    "的去到在了是个那这叫们我他找被把让又都就从往说向里俺您你她它哪啊呢吧吗嘛着过得与及或但也还会能没不只属办等再叼拖带押回拿晚早午点号晌咱俄额"
    "某位见听因告投诉请帮抓名所对于和给跟来报有为用打管要嗯呃哎唉归住"
)
_MAY_BEGIN = set("和来有打管要里于回龙从过住归于往得会能对")
_LEADING = re.compile(
    "^(?:死亡证明|证明|材料|事情|事|反映|举报|投诉|就是|告|咱们|我们|他们|当地|辖区|附近|旁边|隔壁|上面|下面|后来|还是|当时|直接|不是|结果|然后|今天|昨天|前天|第二天|马上|赶紧|一个|两个|另外|另一个|没有|可以|可能|应该|具体|这边|那边|这里|那里|人家|原来|现在|时候|派出|门口|走路|跑|进|叫|喊|由|按|派|问|送|接|查|归|转|经|离|连|咨询|这家|那家|几个|三个|四个|五个|所长|民警|警察|辅警|负责|所谓|上次|这次|每次|一趟|几次|几趟|上班|的|啥|什么|哪个|那时|同志|东西|全部|属|是由|再)"
)


_ZONES = {
    "开发区",
    "高新区",
    "经开区",
    "新城区",
    "示范区",
    "保税区",
    "工业园",
    "风景区",
    "度假区",
    "科技城",
    "新区",
    "机场",
    "铁路",
    "直属",
    "经济区",
    "滨江新",
    "高铁站",
    "火车站",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit's words at `start`–`end`: the proper `stem` (may be empty) and the `kind`."""

    stem: str
    kind: str
    start: int
    end: int

    @property
    def name(self) -> str:
        return self.stem + full_kind(self.kind)

    @property
    def bureau(self) -> bool:
        return self.kind in _BUREAUS


def full_kind(kind: str) -> str:
    """所 → 派出所, 县局 → 县公安局; 分局 and the rest stay as said."""
    if kind == "所":
        return "派出所"
    return f"{kind[0]}公安局" if kind in ("县局", "市局", "区局", "州局", "旗局") else kind


def mentions(text: str, gazetteer: Gazetteer, called_unit: str = "") -> list[Mention]:
    found: list[Mention] = []
    for m in _UNIT.finditer(text):
        floor = found[-1].end if found else 0
        start = _stem_start(text, floor, m.start(), m["kind"], gazetteer)
        stem = _undouble(text[start : m.start()])
        if m["kind"] in _BUREAUS and stem and not _known_bureau(stem, m["kind"], gazetteer):
            stem = gazetteer.alike(stem, called_unit) or stem
        if stem or m["kind"] != "所":
            found.append(Mention(stem, m["kind"], start, m.end()))
    return found


def _undouble(stem: str) -> str:
    """财源财源 → 财源: people repeat a name while they think."""
    half = len(stem) // 2
    return stem[half:] if half >= 2 and stem[:half] == stem[half:] else stem


def _stem_start(text: str, floor: int, end: int, kind: str, gazetteer: Gazetteer) -> int:
    """Walks back over the proper name; a known place ends a bureau's walk, a word of grammar any."""
    if kind in _BUREAUS:
        for length in (7, 6, 5, 4, 3, 2):
            at = end - length
            if at >= floor and _known_bureau(text[at:end], kind, gazetteer):
                return at
    return _walk(text, floor, end, _longest(text, end, gazetteer) if kind in _BUREAUS else 5)


def _longest(text: str, end: int, gazetteer: Gazetteer) -> int:
    if text[max(0, end - 3) : end] in _ZONES:
        return 3
    return 3 if end >= 3 and gazetteer.knows(text[end - 3 : end - 1]) else 2


def _known_bureau(words: str, kind: str, gazetteer: Gazetteer) -> bool:
    suffix = kind[0] if kind in ("县局", "市局", "区局", "州局", "旗局") else ""
    if words[-1] in "市县区旗" and len(words) >= 3 and gazetteer.knows(words[:-1]):
        return True
    return gazetteer.knows(words) or (bool(suffix) and gazetteer.knows(words + suffix))


def _walk(text: str, floor: int, end: int, longest: int) -> int:
    at = end
    while at > floor and end - at < longest and text[at - 1] not in _BREAK:
        at -= 1
    if at > floor and text[at : at + 1] == "长" and text[at - 1] in "所队局":
        at += 1
    verbs = list(re.finditer("反映|举报|投诉|电话|控告|幺幺零|一一零|报警|报案", text[at:end]))
    at += verbs[-1].end() if verbs else 0
    while (lead := _LEADING.match(text[at:end])) and end - at > lead.end():
        at += lead.end()
    if end - at == 1:
        may = at > floor and text[at - 1] in _MAY_BEGIN
        return at - 1 if may else end
    return end if _LEADING.fullmatch(text[at:end]) else at
