# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Runs of names in a line that end like places do: 府谷县新民镇石马川那个岔路口, 铁买克乡喀拉苏夏牧场."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cases.drafting.lines import Line
from cases.drafting.segments import Token, tokens

_NUMBER = "[一二三四五六七八九十百千零幺洞两]"
_NAME_TAGS = frozenset(
    [
        "n",
        "ns",
        "nr",
        "nz",
        "nt",
        "nrt",
        "nrfg",
        "nw",
        "ng",
        "s",
        "f",
        "b",
        "j",
        "l",
        "i",
        "x",
        "eng",
        "an",
        "vn",
        "g",
        "zg",
        "a",
        "ag",
        "vg",
        "h",
        "k",
        "tg",
    ]
)
_SOFT_TAGS = frozenset(["v", "vi", "vd", "d", "ad", "z", "vq"])
_LINK = {
    "那个",
    "那条",
    "那家",
    "那边",
    "那块",
    "那块儿",
    "那片",
    "那一段",
    "那段",
    "这个",
    "这条",
    "这家",
    "那一家",
    "一个",
    "一家",
    "那间",
    "的",
}
_SIDES = frozenset(
    [
        "上面",
        "下面",
        "里面",
        "外面",
        "里头",
        "外头",
        "前面",
        "后面",
        "中间",
        "旁边",
        "对面",
        "附近",
        "后头",
        "前头",
        "左边",
        "右边",
    ]
)
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """A phrase that may be a place: `text` as it is to be written, `kind` of its last word, what it is made of."""

    text: str
    start: int
    end: int
    kind: str
    soft: bool
    proper: bool
    parts: int


@cache
def place_words() -> dict[str, str]:
    """Last word of a place → its kind."""
    rows = files(__package__).joinpath("data/place_words.txt").read_text(encoding="utf-8").splitlines()
    split = (row.split(": ", 1) for row in rows if row and not row.startswith("#"))
    return {word: kind for kind, words in split for word in words.split()}


@cache
def _stops() -> frozenset[str]:
    text = files(__package__).joinpath("data/place_stops.txt").read_text(encoding="utf-8")
    return frozenset(w for row in text.splitlines() if not row.startswith("#") for w in row.split())


@cache
def _longest_word() -> int:
    return max(map(len, place_words()))


def _last_word(words: str) -> str | None:
    """The place word that ends `words`; looked up, for a pattern of hundreds of words is slow."""
    known = place_words()
    for length in range(min(_longest_word(), len(words)), 0, -1):
        if words[-length:] in known:
            return words[-length:]
    return None


_UNIT_OF = "(?:号楼|号院|楼|栋|幢|单元|层|室|期|区|组|队|社|巷|路|支路|弄|街|公里|道|国道|省道|县道|高速|号线|排|大队|团|连|门|桥|里|组团|号门|号窗口|号登机口|出口|号口|场|车间|村|中(?!午)|米)"
_HOUSE = re.compile(f"{_NUMBER}{{1,7}}{_UNIT_OF}|[A-Z](?:口|座|区|栋|出口|馆|大)")
_NUMBERED = re.compile(f"{_NUMBER}+号?$|(?:{_NUMBER}|[号楼栋幢元单室层])+$")
_AFTER_HOUSE = re.compile(f"(?<=[楼栋幢元层院庭]){_NUMBER}{{2,5}}$")
_NAMED_VILLAGE = re.compile(f"{_NUMBER}[一-鿿]{{1,3}}[村庄屯寨镇路街桥]")
_CROSSING = re.compile("[一-鿿]{1,6}[路街道](?:的)?(?:交叉|路口|十字|丁字|口|拐角|那)")
_POINTS = re.compile("这边|那边|这里|那里|那儿|这儿|那块|那一带|这一带|一带")
_MEASURES = {"一段", "一片", "条", "个", "家", "块", "一条", "一家", "段", "片"}


def spots(line: Line) -> list[Spot]:
    """Every run's readings; units of the police are offices, not spots."""
    return line.once("spots", lambda: _spots(line))


def _spots(line: Line) -> list[Spot]:
    taken = [(u.start, u.end) for u in line.notes.get("units", ())]
    return [spot for run in _runs(line, taken) for spot in _readings(line, run, taken)]


def _runs(line: Line, taken: list[tuple[int, int]]) -> list[list[Token]]:
    """Neighbouring words that may together name a place."""
    runs: list[list[Token]] = [[]]
    row = _row(line)
    for k, token in enumerate(row):
        covered = any(start < token.end and token.start < end for start, end in taken)
        if not covered and _joins(line.text, row, k, runs[-1]):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _row(line: Line) -> list[Token]:
    """The tokens; 过马水 is cut again, for nothing in a name begins with 过."""
    row: list[Token] = []
    for token in tokens(line):
        if len(token.text) >= 3 and token.text[0] in "过到在从去往" and token.tag[0] == "n":
            row += [Token(token.text[0], "p", token.start), Token(token.text[1:], "n", token.start + 1)]
        else:
            row.append(token)
    return row


def _joins(text: str, row: list[Token], k: int, run: list[Token]) -> bool:
    token = row[k]
    after = row[k + 1].text if k + 1 < len(row) else ""
    if token.text in _LINK or token.text in ("往", "之") or (token.text == "走" and any(p.text == "往" for p in run)):
        return bool(run)
    if token.text in ("跟", "和", "与"):
        return bool(run) and run[-1].text[-1] in "路街道" and _CROSSING.match(text, token.end) is not None
    if (token.text in ("那", "这") and after in _MEASURES) or (
        token.text in _MEASURES and run and run[-1].text in "那这"
    ):
        return bool(run)
    if token.text in _SIDES:
        return bool(run)
    if _house(text, token, run) or _place_word(text, token, run):
        return True
    if token.text in _stops() or token.tag in ("t", "m", "q", "y"):
        return False
    return (
        token.tag in _NAME_TAGS
        or (token.tag in _SOFT_TAGS and len(token.text) >= 2)
        or (token.tag == "r" and bool(run))
    )


def _place_word(text: str, token: Token, run: list[Token]) -> bool:
    if token.text not in place_words():
        return False
    if token.text == "站":
        return bool(run) and not re.match("[着在起岗了到那这长]|出来", text[token.end :])
    return bool(run) or len(token.text) > 1


def _house(text: str, token: Token, run: list[Token]) -> bool:
    """Numbers are part of a place only with what they number: 三栋, 一百一十二公里, 三十六号 after a road."""
    if _HOUSE.match(text, token.start) and not (token.start and text[token.start - 1] in "第每"):
        return True
    if token.tag == "m" and _NAMED_VILLAGE.match(text, token.start):
        return True
    if not run or not _NUMBERED.match(token.text):
        return False
    return text[token.start - 1] in "楼栋幢元层院庭村街路巷弄道屯组队城苑园零幺一二三四五六七八九十百"


def _readings(line: Line, run: list[Token], taken: list[tuple[int, int]]) -> list[Spot]:
    """The run and its parts: from its start and from after each link, verb or side word; up to its end or a link."""
    cuts = [k for k, p in enumerate(run) if p.text in _LINK or p.tag in _SOFT_TAGS]
    starts = [0] + [k + 1 for k, p in enumerate(run) if k in cuts or p.text in _TAILS]
    starts += [k for k, p in enumerate(run) if k and p.tag == "ns" and run[k - 1].tag in ("n", "nz", "vn", "an", "l")]
    found: dict[tuple[int, int], Spot] = {}
    for first in starts:
        for last in [len(run), *(c for c in cuts if c > first), *(_inner_ends(line.text, run, first))]:
            part = _trimmed(line.text, run[first:last])
            spot = _spot(line.text, part) if part and not any(start == part[-1].end for start, _ in taken) else None
            if spot:
                found.setdefault((spot.start, spot.end), _with_name(line, spot))
    return list(found.values())


def _inner_ends(text: str, run: list[Token], first: int) -> list[int]:
    """天一广场海曙那边: the place may end where a name goes on."""
    ends = (k for k in range(first + 1, len(run)) if run[k].tag in ("ns", "nr", "nz"))
    return [k for k in ends if _last_word(text[run[first].start : run[k - 1].end])]


_TAILS = {"门口", "楼下", "对面", "旁边", "附近", "东边", "西边", "南边", "北边"}


def _trimmed(text: str, run: list[Token]) -> list[Token]:
    while run and (run[0].text in _LINK or run[0].text in _SIDES or run[0].text in ("往", "之", "走")):
        run = run[1:]
    while run and not _closes(text, run):
        run = run[:-1]
    return run


def _closes(text: str, run: list[Token]) -> bool:
    last = run[-1]
    if last.text in _LINK or last.text in ("往", "走", "之") or last.text in _MEASURES:
        return False
    words = text[run[0].start : last.end]
    if _last_word(words) or _AFTER_HOUSE.search(words) or (last.text in _SIDES and len(run) > 1):
        return True
    return (last.tag == "ns" and len(last.text) >= 2) or _POINTS.match(text, last.end) is not None


def _spot(text: str, run: list[Token]) -> Spot | None:
    start, end = run[0].start, run[-1].end
    words = text[start:end]
    if not 2 <= len(words) <= _LONGEST or words in _stops() or words in _SIDES or _BARE_DAY.fullmatch(words):
        return None
    last = _last_word(words)
    kind = place_words()[last] if last else "home" if _AFTER_HOUSE.search(words) else "name"
    soft = any(p.tag in _SOFT_TAGS and p.text not in place_words() for p in run)
    proper = any(p.tag in ("ns", "nr", "nz", "nt", "nrt", "nrfg") for p in run) or re.search("[A-Z]", words) is not None
    parts = sum(1 for k in range(len(run)) if _last_word(text[start : run[k].end]))
    return Spot(words, start, end, kind, soft, proper, parts)


_BARE_DAY = re.compile(f"{_NUMBER}+[号点期]")
_CALLED = re.compile(
    "(?:那里|那儿|那边|这边)?(?:(?:我)?(?:开|有)(?:了)?(?:个|一个|家|一家|间|一间)?[^我你他是在]{0,6}?)(?:名字|店名)?(?:叫做?|是叫|名叫)(?P<name>[^我你他她它是在的了这那一两天]{2,8}?)(?=我|你|他|她|在|的|了|那|这|里|是|今|昨|前|喝|吃|打|就|店里|$)"
)


def _with_name(line: Line, spot: Spot) -> Spot:
    """双子塔底下有家丝娃娃馆叫杨姨妈丝娃娃: the place and the name of the shop there."""
    m = _CALLED.match(line.text, spot.end)
    if not m:
        return spot
    text = re.sub("那个|那条|那家", "", spot.text) + m["name"]
    return Spot(text, spot.start, m.end(), "shop", spot.soft, True, spot.parts + 1)
