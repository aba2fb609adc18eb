"""Police units as spoken: the proper name before a kind of unit (道外分局, 甘谷县局, 磐安所, 打洛检查站)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import rjieba

from cases.drafting.reading.lexicon import begins, longest_first, sections, words
from cases.drafting.reading.lines import Line
from cases.drafting.reading.segments import Token, token_at, tokens
from cases.drafting.units.gazetteer import Gazetteer
from cases.drafting.units.stems import HARD, LONGEST_BETWEEN, SOFT, between, walk

_KINDS = sections("unit_kinds")
_BUREAU = re.compile(f"(?:(?:{longest_first(_KINDS['system'])})公安(?:分局|局|处)|{longest_first(_KINDS['bureau'])})$")
_TEAM = "(?:刑警|交警|巡警|巡逻|事故|治安|刑侦|巡特警|高速)?第?[一二三四五六七八九十]+[支大中]队"
_NUMBERED = re.compile("[一二三四五六七八九十]")
_NOT_SUO = "有以长谓里在说得学需做见想属知干写问致处述反用领队上门外内接办给"
_NAMED = _KINDS["bureau"] + _KINDS["office"] + _KINDS["part"]
_BEGINS = begins(_KINDS["system"], _NAMED, "刑交巡事治高第一二三四五六七八九十幺所大")
_UNIT = re.compile(
    "(?P<kind>(?<=支队)[一-鿿]{2,3}大队"
    f"|{_BEGINS}(?:{_TEAM}|交警(?!支队)[一-鿿]{{2}}大队|交警(?![大支]?队|正好|刚好|就是|他们)[一-鿿]{{2,3}}中队|(?:幺幺零|一一零)(?:(?:报警|接警|指挥)中心|接警台|报警台)|(?:(?<=公安局)|(?<=分局))(?:幺幺零|一一零)(?!报)|(?:{longest_first(_KINDS['system'])})公安(?:分局|局|处)"
    f"|{longest_first(_NAMED)}|(?<=[一-鿿]{{2}})大队(?!长|部)"
    f"|(?<=[一-鿿]{{2}})(?<![厕场诊研究住交易务无众哪茶])(?<!{'|'.join(_KINDS['no police'])})所(?![{_NOT_SUO}])))"
)
_RANKS: tuple[tuple[str, ...], ...] = (
    ("总队",),
    ("支队",),
    ("大队", "派出所"),
    ("中队", "警务室", "警务站", "警务区", "法医室"),
)
_NAMED_SO = words("unit_edges", "named so")
_AREA = "市县区旗州"
_TOWN = ("镇", "乡")
_ZONES = re.compile(
    "(?:开发区|高新区|经开区|新城区|示范区|保税区|工业园区?|风景区|度假区|科技城|新区|经济区|滨江新|高铁站|火车站|第?[一二三四五六七八九十]+师|机场|新城)$"
)
_SYSTEM = re.compile(f"(?:{longest_first(_KINDS['system'])})$")
_BEHIND_BUREAU = re.compile("(?:公安局|分局)$")
_LONGEST = 5
_LONGEST_PLACE = 12


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
        return _BUREAU.fullmatch(self.kind) is not None

    @property
    def rank(self) -> int:
        """Bureau, brigade, station, what is part of a station."""
        if self.bureau:
            return 0
        return next((rank for rank, kinds in enumerate(_RANKS, 1) if self.kind.endswith(kinds)), 3)


def full_kind(kind: str) -> str:
    """所 → 派出所, 县局 → 县公安局; 分局 and the rest stay as said."""
    if kind == "所":
        return "派出所"
    if kind.startswith(("幺幺零", "一一零")):
        return "110" + kind[3:]
    return f"{kind[0]}公安局" if _short_bureau(kind) else kind


def _short_bureau(kind: str) -> bool:
    return kind in ("县局", "市局", "区局", "州局", "旗局")


def mentions(line: Line, gazetteer: Gazetteer, called_unit: str = "") -> list[Mention]:
    text = line.text
    kinds = list(_UNIT.finditer(text))
    cut = tokens(line) if kinds else []
    found: list[Mention] = []
    for m in kinds:
        floor = found[-1].end if found else 0
        start, stem = _stem(text, cut, floor, m, gazetteer, called_unit)
        if m["kind"] == "大队":
            start, stem = _called_by_place(text, floor, m.start(), gazetteer)
        elif not stem and not found:
            start = _answered(line, m)
            stem = text[start : m.start()]
        if stem or not (m["kind"] in ("所", "大队") or text.startswith("中队长", m.start())):  # 一个中队长
            found.append(Mention(stem, m["kind"], start, m.end()))
    return found


def _stem(
    text: str, cut: list[Token], floor: int, m: re.Match[str], gazetteer: Gazetteer, called_unit: str
) -> tuple[int, str]:
    """Where the unit begins, and what stands before its kind: of a bureau a place that is known, else a name."""
    start = _undoubled(text, floor, _stem_start(text, cut, floor, m, gazetteer), m.start())
    stem = text[start : m.start()]
    bureau = _BUREAU.fullmatch(m["kind"]) is not None
    if not bureau and not (stem and _begins_known(stem, gazetteer)):
        start, stem = _with_place(text, cut, floor, start, stem, gazetteer)
    if not stem or _known(stem, m["kind"], gazetteer):
        return start, stem
    if bureau:
        return start, gazetteer.alike(stem, called_unit) or _no_talk(stem, cut, start)
    named = _named_by(stem, cut, m.start()) or _between_bureau(text, cut, floor, start, m)
    return (start, stem) if named else (m.start(), "")


_WHICH = re.compile("(?:哪个?|什么|啥|哪一个).{0,4}(?:所|队|单位)")
_SAYS = re.compile("(?:嗯|啊|呃|哦|噢|就是|就|是|那个|他们|在|喂|对|的)*")


def _answered(line: Line, found: re.Match[str]) -> int:
    """哪个派出所 — 宣和派出所: what answers is the name, whatever word it is besides."""
    end = found.start()
    start = _SAYS.match(line.text).end()  # type: ignore[union-attr]
    short = 2 <= end - start <= LONGEST_BETWEEN and found["kind"] in ("派出所", "所") and line.asks(_WHICH)
    return start if short and HARD.isdisjoint(line.text[start:end]) else end


def _called_by_place(text: str, floor: int, end: int, gazetteer: Gazetteer) -> tuple[int, str]:
    """肃州大队, 洪山大队: of the traffic police, if a county is called so; a village's 红星大队 is none."""
    known = (at for at in range(max(floor, end - 4), end - 1) if gazetteer.knows(text[at:end]))
    start = next(known, end)
    return start, text[start:end]


def _no_talk(stem: str, cut: list[Token], start: int) -> str:
    """大该|公安局管, 觉得|派出所: what is no word of a name."""
    token = token_at(cut, start)
    talk = token is not None and token.text == stem and token.tag[:1] in "rdcpu"
    return "" if talk else stem


def _named_by(stem: str, cut: list[Token], end: int) -> bool:
    """Not by what is done before it: 要求|派出所, 捞起来|派出所."""
    last = token_at(cut, end - 1)
    if last is None or last.tag[:1] not in "vzdcpl" or len(last.text) < 2 or last.text in _NAMED_SO:
        return True
    return not (stem.endswith(last.text) and rjieba.has_word(last.text))


def _between_bureau(text: str, cut: list[Token], floor: int, start: int, found: re.Match[str]) -> bool:
    """腾冲市公安局|腾越|派出所."""
    return start == floor and _BEHIND_BUREAU.search(text, 0, floor) is not None and between(cut, floor, found.start())


_OF_PLACE = re.compile("(?:的那个|的这个|那边的|这边的|[上里]的|的嘛|的呢|的|那个|这个|了|哎|呃|啊|嘛)?$")


def _with_place(
    text: str, cut: list[Token], floor: int, start: int, stem: str, gazetteer: Gazetteer
) -> tuple[int, str]:
    """阳朔的车管所, 建阳区的童游派出所, 圩丰镇那个派出所: the place that it belongs to is told before it."""
    link = _OF_PLACE.search(text, floor, start)
    end = link.start() if link else start
    if end == start and stem:
        return start, stem
    starts = range(max(floor, end - _LONGEST_PLACE), end - 1)
    known = next((at for at in starts if gazetteer.knows(text[at:end])), end)
    if text[end - 1 : end] in _TOWN:
        walked = walk(text, cut, floor, end, _LONGEST)
        within = _county_before(text, floor, walked, gazetteer, gap=0) if walked < end else None
        known = min(known, walked if within is None else within)
    if known == end:
        return start, stem
    begin = _with_province(text, floor, known, gazetteer)
    return begin, text[begin:end] + stem


def _begins_known(stem: str, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.knows(stem[:k]) for k in range(2, len(stem) + 1))


def _undoubled(text: str, floor: int, start: int, end: int) -> int:
    """财源财源 → 财源, 下瓦房下瓦房 → 下瓦房: people repeat a name while they think."""
    lengths = range(2, min(end - start, (end - floor) // 2 + 1))
    twice = (end - k for k in lengths if text[end - 2 * k : end - k] == text[end - k : end])
    return next(twice, start)


def _stem_start(text: str, cut: list[Token], floor: int, m: re.Match[str], gazetteer: Gazetteer) -> int:
    """Where the proper name begins: at a known place, else where the words before it can be no name."""
    end, kind = m.start(), m["kind"]
    if _BUREAU.fullmatch(kind):
        known = _known_before(text, floor, end, kind, gazetteer)
        if known is not None:
            return _with_province(text, floor, known, gazetteer)
        system = _SYSTEM.search(text, floor, end)
        if system and kind == "分局" and _may_begin(text, floor, system.start()):
            return system.start()
        zone = _ZONES.search(text[floor:end])
        longest = 2 + len(zone.group()) if zone else 4 if text[end - 1 : end] in _AREA else 3
        return walk(text, cut, floor, end, longest)
    within = _county_before(text, floor, end, gazetteer)
    if within is not None:
        return within
    at = walk(text, cut, floor, end, _LONGEST)
    if at == end and _BEHIND_BUREAU.search(text, 0, floor) and between(cut, floor, end):
        return floor
    county = _county_before(text, floor, at, gazetteer, gap=0) if at < end else None
    return at if county is None else county


def _may_begin(text: str, floor: int, at: int) -> bool:
    return at == floor or text[at - 1] in SOFT or text[at - 1] in HARD or text[at - 1] in _AREA


def _known_before(text: str, floor: int, end: int, kind: str, gazetteer: Gazetteer) -> int | None:
    starts = range(max(floor, end - _LONGEST_PLACE), end - 1)
    return next((at for at in starts if _known(text[at:end], kind, gazetteer)), None)


def _known(name: str, kind: str, gazetteer: Gazetteer) -> bool:
    if name[-1] in _AREA and len(name) >= 3 and gazetteer.knows(name[:-1]):
        return True
    return gazetteer.knows(name) or (_short_bureau(kind) and gazetteer.knows(name + kind[0]))


def _with_province(text: str, floor: int, start: int, gazetteer: Gazetteer) -> int:
    """安徽省太和县公安局 is said in one breath."""
    for at in range(max(floor, start - _LONGEST_PLACE), start - 2):
        if text[start - 1] in "省市州盟区" and gazetteer.knows(text[at:start]):
            return at
    return start


def _county_before(text: str, floor: int, end: int, gazetteer: Gazetteer, gap: int = 4) -> int | None:
    """建平县朱碌科(派出所), 渝北区(看守所): a county in full with at most a short name behind it."""
    for close in range(end, max(floor + 2, end - gap - 1) - 1, -1):
        if close < end and (text[close] in HARD or text[close] in SOFT):
            if end - close < 2 or text[close] in HARD:
                return None
            continue
        if text[close - 1] not in _AREA:
            continue
        for at in range(max(floor, close - _LONGEST_PLACE), close - 2):
            if gazetteer.knows(text[at:close]):
                return at
    return None
