# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Runs of names in a line that may be places: 府谷县新民镇石马川那个岔路口, 老街口对面的老蒋羊肉煲."""

from __future__ import annotations

import re
from typing import NamedTuple

from cases.drafting.places.phrase import Spot, spot_of
from cases.drafting.places.row import Part, row
from cases.drafting.places.words import NUMBER, last_word_start, place_words, stops
from cases.drafting.reading.lines import Line

_LONGEST, _MOST_PARTS, _LONGEST_NAME = 30, 12, 8
_JOINTS = frozenset(["link", "side", "measure", "pronoun"])
_BEGIN = frozenset(["name", "number", "soft"])
_UNIT_OF = "(?:座|门洞|号楼|号院|楼|栋|幢|单元|层|室|期|区|组|队|社|巷|路|支路|弄|街|公里|道|国道|省道|县道|高速|号线|排|大队|团|连|门|桥|里|组团|号门|号窗口|号登机口|出口|号口|场|车间|村|中(?!午)|米)"
_HOUSE = re.compile(f"[{NUMBER}]{{1,7}}{_UNIT_OF}")
_NUMBERED = re.compile(f"[{NUMBER}]+号?$|[{NUMBER}号座楼栋幢元单室层]+$")
_AFTER_HOUSE = re.compile(f"(?<=[楼栋幢元层院庭座厦])[{NUMBER}]{{2,5}}$")
_NAMED_VILLAGE = re.compile(f"[{NUMBER}][一-鿿]{{1,3}}[村庄屯寨镇路街桥]")
_BARE_DAY = re.compile(f"[{NUMBER}]+[号点期]")
_ROAD = "路街道巷弄"
_CROSSING = re.compile(f"[一-鿿]{{1,6}}[{_ROAD}](?:的)?(?:交叉|路口|十字|丁字|口|拐角|那)")
_POINT = re.compile("那(?=[边里儿块]|一带)|这(?=[边里儿]|一带)|一(?=带)")
_AFTER_NUMBER = "座厦楼栋幢元层院庭村街路巷弄道屯组队城苑园零幺一二三四五六七八九十百"
_NAMES_FOLLOW = ("road", "area", "home", "inst")
_AND = ("跟", "和", "与")
_OF_HOUSE = ("我家", "俺家", "额家", "自家", "我们家", "他家", "她家")
_THOUGH = frozenset((*_AND, *_OF_HOUSE, *"上下那这"))


def spots(line: Line) -> list[Spot]:
    """Every run's readings; units of the police are offices, not spots."""
    return line.once("spots", lambda: _spots(line))


def _spots(line: Line) -> list[Spot]:
    taken = [(u.start, u.end) for u in line.notes.get("units", ())]
    around = _Around(line.text, {m.start() for m in _POINT.finditer(line.text)}, {start for start, _ in taken})
    found = [spot for run in _runs(line.text, row(line), taken) for spot in _readings(run, around)]
    named = [named for spot in found if (named := _with_name(line, spot)) is not None]
    found += [shop for spot in found if (shop := _with_brand(line, spot, found)) is not None]
    return found + named + _at_road(line.text, found)


class _Around(NamedTuple):
    """The text that a run is of, where 这边 or 那里 begins, and where an office does."""

    text: str
    pointed: set[int]
    offices: set[int]


def _runs(text: str, parts: list[Part], taken: list[tuple[int, int]]) -> list[list[Part]]:
    """Neighbouring words that may together name a place."""
    runs: list[list[Part]] = []
    run: list[Part] = []
    for k, part in enumerate(parts):
        if not run and part.sort not in _BEGIN:
            continue
        covered = taken and any(start < part.end and part.start < end for start, end in taken)
        if not covered and (part.sort == "name" or joins(text, parts, k, run)):
            run.append(part)
        elif run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def joins(text: str, parts: list[Part], k: int, run: list[Part]) -> bool:
    part = parts[k]
    if part.sort == "name":
        return True
    if part.sort == "stop":
        return bool(run) and part.text in _THOUGH and _joins_though(text, parts, k, run)
    if part.sort == "number":
        return _numbers(text, parts, k, run)
    if part.sort == "soft":
        return bool(run) if len(part.text) == 1 else True
    if part.text == "走":
        return any(p.text == "往" for p in run)
    return bool(run)  # a link, side, measure or pronoun goes on with what is begun


def _joins_though(text: str, parts: list[Part], k: int, run: list[Part]) -> bool:
    """A road and the one that it crosses; the caller's own shop on it."""
    part = parts[k]
    if part.text in _AND:
        return run[-1].text[-1] in _ROAD and _CROSSING.match(text, part.end) is not None
    if part.text in _OF_HOUSE:
        return place_words().get(run[-1].text[-1]) in ("road", "area")
    if part.text in ("下", "上") and run[-1].sort == "link":
        return k + 1 < len(parts) and parts[k + 1].sort == "name" and len(parts[k + 1].text) == 1
    return part.text in "那这" and k + 1 < len(parts) and parts[k + 1].sort == "measure"


def _numbers(text: str, parts: list[Part], k: int, run: list[Part]) -> bool:
    """Numbers are part of a place only with what they number: 三栋, 一百一十二公里, 三十六号 after a road."""
    part = parts[k]
    if part.text[0] == "第":
        return part.text in place_words() or (k + 1 < len(parts) and place_words().get(parts[k + 1].text) == "inst")
    before = text[part.start - 1] if part.start else ""
    if part.text[0] in "楼栋幢层":
        return bool(run) and run[-1].sort == "number"
    if before not in ("第", "每") and _HOUSE.match(text, part.start):
        return True
    if _NAMED_VILLAGE.match(text, part.start) and (run or part.text[-1] not in "个名位点号"):
        return True
    return bool(run) and before in _AFTER_NUMBER and _NUMBERED.match(part.text) is not None


def _readings(run: list[Part], around: _Around) -> list[Spot]:
    """The run and its parts: from its start and from after each link, verb or side word; up to its end or a link."""
    if not _may_close(run, around.pointed):
        return []
    closing = [-1, *(_latest_start(run, end, around) for end in range(1, len(run) + 1))]
    if max(closing) < 0:
        return []
    found: dict[tuple[int, int], Spot | None] = {}
    ends = _ends(run)
    for first in _starts(run):
        for end in ends:
            last = _trimmed(closing, first, end) if first < end <= first + _MOST_PARTS else first
            if last > first and (first, last) not in found:
                runs_on = run[last - 1].end in around.offices
                found[first, last] = None if runs_on else _spot(around.text, run[first:last])
    return [spot for spot in found.values() if spot is not None]


def _may_close(run: list[Part], pointed: set[int]) -> bool:
    for part in run:
        if part.word.may_end or part.start in pointed:
            return True
    return run[-1].end in pointed


def _trimmed(closing: list[int], first: int, last: int) -> int:
    """Where the phrase from `first` closes, at `last` or before."""
    while last > first > closing[last]:
        last -= 1
    return last


def _starts(run: list[Part]) -> list[int]:
    """The whole, after a link or side, after what may be a verb, and where a name follows a common word.

    No phrase begins with a link or the like: it begins behind.
    """
    later = [
        k
        for k in range(1, len(run))
        if run[k - 1].sort in ("link", "soft", "side", "measure", "pronoun")
        or (run[k].proper and (not run[k - 1].proper or run[k - 1].text[-1] in "县市区"))
        or run[k - 1].text[-1] in "县市"
        or run[k - 1].text[-1] == "人"
        or (k > 1 and run[k - 2].text == "的" and len(run[k - 1].text) == 1)
        or (run[k - 1].sort == "name" and run[k - 1].tag in ("l", "i", "t", "a", "b", "d"))
    ]  # fmt: skip
    behind = (next((k for k in range(start, len(run)) if run[k].sort not in _JOINTS), len(run)) for start in later)
    return [0, *dict.fromkeys(behind)]


def _ends(run: list[Part]) -> list[int]:
    """The whole, before a link, side or verb, and where a name goes on after a place's last word."""
    earlier = [
        k
        for k in range(1, len(run))
        if run[k].sort in ("link", "soft", "side", "measure", "pronoun", "number")
        or run[k].proper
        or place_words().get(run[k - 1].text) is not None
    ]
    return [len(run), *reversed(earlier)]


def _latest_start(run: list[Part], end: int, around: _Around) -> int:
    """The last part from which a phrase may go to close before the part `end`; -1 where none closes."""
    last = run[end - 1]
    if last.word.closes:
        return end - 1
    if last.sort in ("link", "pronoun"):
        return -1
    if last.sort == "measure":
        return end - 3 if len(last.text) > 1 and last.text[-1] not in "个家条" else -1
    if last.end in around.pointed:
        return end - 1
    worded = -1 if last.word.deed else _worded(run, end, around.text)
    return max(worded, end - 2 if last.sort == "side" else -1, _named(run, end))


def _worded(run: list[Part], end: int, text: str) -> int:
    """The last part from which the phrase ends in a place's last word, or in the number of a door: 三栋二零一."""
    last = run[end - 1]
    at = last_word_start(text, last.end)
    if last.text[-1] in NUMBER and (door := _AFTER_HOUSE.search(text, run[0].start, last.end)):
        at = max(at, door.start() - 1)
    return next((k for k in range(end - 1, -1, -1) if run[k].start <= at), -1)


def _named(run: list[Part], end: int) -> int:
    """文化路春雷服饰, 滨江路那个百利烧烤: a name behind a road, with no word of its own that says what it is."""
    begin = end
    while begin > 1 and run[begin - 1].word.last not in _NAMES_FOLLOW:
        begin -= 1
        if run[end - 1].end - run[begin].start > _LONGEST_NAME:
            return -1
    if begin == end or run[begin - 1].word.last not in _NAMES_FOLLOW:
        return -1
    behind = run[begin + (run[begin].sort == "link") : end]
    a_name = behind and all(p.sort == "name" or (p.sort == "soft" and len(p.text) > 1) for p in behind)
    return begin - 1 if a_name else -1


def _spot(text: str, run: list[Part]) -> Spot | None:
    words = text[run[0].start : run[-1].end]
    if not 2 <= len(words) <= _LONGEST or words in stops() or run[-1].sort == run[0].sort == "side":
        return None
    if words[0] in NUMBER and _BARE_DAY.fullmatch(words):
        return None
    return spot_of(words, run, "home" if words[-1] in NUMBER and _AFTER_HOUSE.search(words) else "name")


_CALLED = re.compile(
    "(?:那里|那儿|那边|这边|底下|我们?|俺们?|那个|开|有|了|个|一个|家|一家|间|一间|[一-鿿]{0,4}(?:店|馆|摊|铺))*?(?:名字|店名|招牌)?[是名]?叫做?"
)


def _with_name(line: Line, spot: Spot) -> Spot | None:
    """双子塔底下有家丝娃娃馆叫杨姨妈丝娃娃: the place and the name of the shop there."""
    called = _CALLED.match(line.text, spot.end, spot.end + 16) if "叫" in line.text[spot.end : spot.end + 16] else None
    if called is None:
        return None
    end = called.end()
    for part in row(line):
        if part.end > end and part.start <= end and part.sort in ("name", "soft") and part.end - called.end() <= 8:
            end = part.end
    if end - called.end() < 2:
        return None
    text = spot.text.replace("那个", "") + line.text[called.end() : end]
    return Spot(text, spot.start, end, "shop", spot.soft, True, spot.parts + 1)


def _at_road(text: str, found: list[Spot]) -> list[Spot]:
    """悦动健身店在玉沙路: the road first, as an address is written."""
    roads = [s for s in found if s.kind in ("road", "area") and s.proper]
    shops = [s for s in found if s.kind in _NAMED and len(s.text) > 3 and s.parts <= 1]
    return [
        Spot(road.text + shop.text, shop.start, road.end, shop.kind, shop.soft, True, road.parts + shop.parts, inner=("turned round",))
        for shop in shops
        for road in roads
        if 0 < road.start - shop.end <= 6 and _STANDS.fullmatch(text, shop.end, road.start)
    ]  # fmt: skip


_NAMED = ("shop", "road", "inst")
_STANDS = re.compile("(?:嘛|呢|就是|就|是|它|那个|他家)*(?:开)?(?:在|搁)(?:那个)?")
_BRAND = re.compile(
    "(?:上|边上)?(?:的|那个|那家|有家|有个|一家|一个)?(?P<name>[^我他她你您是不了在到就那这的被把]{2,5})$"
)


def _with_brand(line: Line, spot: Spot, found: list[Spot]) -> Spot | None:
    """新桥北路的好再来小吃店: a shop behind its road whose name is made of words of talk."""
    if spot.kind != "road":
        return None
    for shop in found:
        if shop.kind == "shop" and 0 < shop.start - spot.end <= 7 and _BRAND.fullmatch(line.text, spot.end, shop.start):
            text = line.text[spot.start : shop.end]
            return Spot(text, spot.start, shop.end, "shop", True, spot.proper, spot.parts + 1, inner=("branded",))
    return None
