# rows of Chinese words count double and read better whole
"""The offices that callers went to, as places of the matter: 梅山派出所, 伊宁市公安局政务大厅."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.places.phrase import Spot
from cases.drafting.places.spot_marks import asked_where, lead_name
from cases.drafting.places.spots import spots
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.units.office_names import OWN_NAME, named_itself, short_name
from cases.drafting.units.paths import Path
from cases.drafting.units.units import Mention

_TO_OFFICE = re.compile(
    "(?:到|去|跑|上|来|往|进|走到|跑到|赶到|奔)(?:了|过|的)?(?:他们|你们|那个|当地)?(?:派出所|所里|分局|车管所|大厅|窗口|大队|公安局|警务室)|报了案|去报案|到所里|去所里|去窗口"
)
_BY_PHONE = re.compile("打了?(?:个|的)?(?:幺幺零|一一零|报警电话|电话报)|幺幺零报|电话报(?:警|案)")
_WHERE_ASKED = re.compile(
    "哪个派出所|哪里报|在哪.{0,4}报|去的?哪|到哪|哪个窗口|哪个大队|哪个所|哪个大厅|哪个车管|在哪个"
)
_CLOCK = re.compile("[点半分刻]钟?(?:左右|多|来钟)?(?:我|俺|就|我就|刚|到|才|的)*")
_DONE_THERE = re.compile(
    "(?:的)?(?:去|办|报|求助|问|开|窗口|大厅|户籍|里|排队|值班|前台|接待|那天|门口|交|领|补|做笔录|讯问|录|取)"
)
_SERVED_AT = re.compile(
    "窗口|大厅|前台|排队|去(?:了)?(?:一趟|一回|两趟|所里|报案|办|开|问)|所里|会见|就去了|去过|去的|我去|陪.{0,3}去|办(?:身份证|护照|户口|证)|跑了|报(?:失|案)|跑到"
)
_HALL = re.compile("看守所|车管|出入境|大厅|拘留所|窗口|检查站|中心|办证|戒毒所")
_CAME_OUT = re.compile(
    "来了|来(?:的|过|个|人)|过来|出(?:了)?警|到(?:了)?(?:现场|我家|我们家|俺家|场)|上门|赶来|赶到|冲进|闯进|派(?:了)?(?:人|[一二两三四五六]|个)|来[一二两三四五六几]个"
)
_HELD = re.compile(
    "带到|带去|带回|带走|押|关(?:在|了|到|起)|拘留|传唤|讯问|审讯|铐|喊去|叫去|叫到|做(?:了)?(?:个)?笔录|留置|约束"
)
_PHONED = re.compile(
    "打(?:了|过|个|的)?(?:他们|所里|派出所|值班)?(?:个|的)?(?:值班)?电话|电话(?:里|打|没人|接|那头|不接|中|上)|接(?:的|我)?电话|没人接|挂(?:了|断|我)|座机|短信|微信"
)
_TAIL = re.compile(
    "的?(?:[一二三四五六七八九十]+楼)?(?:户籍|办证|办事|政务|接待|报案|违法处理|值班|办案)*(?:大厅|窗口|门口|值班室|询问室|审讯室|办案区|办案中心)|的?[一二三四五六七八九十]+楼"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office named in a line, and what that line says of it."""

    mention: Mention
    bureau: str
    tail: str
    marks: frozenset[str]


@dataclass(slots=True)
class OfficePlace:
    """An office by the name that it has as a place, and all that was said of it."""

    text: str
    line: Line
    start: int
    end: int
    own: bool
    marks: set[str]
    lines: list[int]
    named_at: set[tuple[int, int]]


def office_places(scene: Scene, paths: list[Path], main: Path | None) -> list[OfficePlace]:
    """Named again, an office gathers its marks."""
    found: dict[str, OfficePlace] = {}
    for line, offices in scene.noted("offices", _offices):
        for office in offices:
            for text in _as_places(office, paths, main):
                _gather(found, text, line, office, main)
    return list(found.values())


def _gather(found: dict[str, OfficePlace], text: str, line: Line, office: Office, main: Path | None) -> None:
    old, m = found.get(text), office.mention
    if old is not None:
        old.marks |= office.marks | {"office again"}
        old.lines.append(line.index)
        old.named_at.add((line.index, m.start))
        return
    own = main is not None and (m.name in main.name or main.office in text)
    found[text] = OfficePlace(text, line, m.start, m.end, own, set(office.marks), [line.index], {(line.index, m.start)})


def _offices(line: Line) -> list[Office]:
    units = line.notes.get("units", ())
    return [_office(line, m, units[k - 1] if k else None) for k, m in enumerate(units) if not m.bureau]


def _office(line: Line, m: Mention, before_it: Mention | None) -> Office:
    text = line.text
    joined = (
        before_it is not None and before_it.bureau and text[before_it.end : m.start] in ("", "的", "那个", "的那个")
    )
    before, after = text[max(0, m.start - 12) : m.start], text[m.end : m.end + 8]
    tail = _TAIL.match(text, m.end)
    lead = lead_name(before) if before else "first"
    shown = (
        (f"office lead {lead}", True),
        ("office done there", _DONE_THERE.match(after)),
        ("office at a time", _CLOCK.search(text, max(0, m.start - 14), m.start)),
        ("office asked where", line.asks(_WHERE_ASKED)),
        ("office served at, line", line.seen(_SERVED_AT)),
        ("office came out", _CAME_OUT.search(text, m.end, m.end + 14)),
        ("office held, line", line.seen(_HELD)),
        ("office phoned, line", line.seen(_PHONED)),
        ("office hall", _HALL.search(m.kind)),
        ("office unnamed", not m.stem),
    )
    bureau = before_it.name if before_it is not None and joined else ""
    return Office(m, bureau, tail.group() if tail else "", frozenset(name for name, shows in shown if shows))


def _as_places(office: Office, paths: list[Path], main: Path | None) -> list[str]:
    """金寨县梅山派出所 is the unit, 梅山派出所 the place; a hall without a name of its own has its bureau's."""
    name = _name(office, paths, main)
    if name is None:
        return []
    return [name, name + office.tail] if office.tail else [name]


def _name(office: Office, paths: list[Path], main: Path | None) -> str | None:
    m = office.mention
    if named_itself(m):
        return short_name(m.name)
    if office.bureau:
        return office.bureau + m.name
    if m.stem:
        return next((p.name for p in paths if p.bureaus and p.office and _fuller(p.name, m)), m.name)
    if main is not None and m.kind in main.office:
        return short_name(main.office) if OWN_NAME.search(m.kind) else main.name
    fuller = (p.name for p in paths if p.bureaus and p.office.endswith(m.name))
    return next(fuller, m.name if _HALL.search(m.kind) else None)


def _fuller(name: str, m: Mention) -> bool:
    """柳州市公安局交警支队车管所 for 柳州市车管所."""
    return name.endswith(m.kind) and (name.startswith(m.stem[:2]) or name.endswith(m.name))


def told_where(line: Line) -> list[Spot]:
    """Phrases with which the caller answers where it was."""
    named = spots(line)[:1]
    return named if named and asked_where(line) else []


_GONE = {
    "told of going": _TO_OFFICE,
    "by phone": _BY_PHONE,
    "served": _SERVED_AT,
    "came out": _CAME_OUT,
    "held": _HELD,
    "phoned": _PHONED,
}


def went_marks(scene: Scene, category: str) -> list[str]:
    """Whether the caller went to the police or rang them up."""
    gone = scene.gathered("gone to the police", scene.callers, set, _gone)
    shown = [f"office {how} {category}" for how in _GONE if how in gone]
    answered = scene.noted("asked for the place", told_where)
    return [*shown, f"office place answered {category}"] if answered else shown


def _gone(shown: set[str], line: Line) -> None:
    """What was said once is not looked for again."""
    shown.update([how for how, words in _GONE.items() if how not in shown and words.search(line.text)])
