"""Weighs every place that was told, the caller's home and the offices gone to: which is that of the matter?"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.paths import Path
from cases.drafting.proposal import Proposal
from cases.drafting.spot_marks import marks
from cases.drafting.spots import Spot, spots
from cases.drafting.units import Mention
from cases.drafting.weights import weigh

_WENT = re.compile(
    "(?:前往|去|到|在|来|进|跑|走|找|上|往|坐在|站在|拉到|带到|关在|回)(?:了|的|过|趟)?[^他她是说让叫给]{0,4}$"
)
_TO_OFFICE = re.compile(
    "(?:到|去|跑|上|来|往|进|走到|跑到|赶到|奔)(?:了|过|的)?(?:他们|你们|那个|当地)?(?:派出所|所里|分局|车管所|大厅|窗口|大队|公安局|警务室)|报了案|去报案|到所里|去所里|去窗口"
)
_BY_PHONE = re.compile("打了?(?:个|的)?(?:幺幺零|一一零|报警电话|电话报)|幺幺零报|电话报(?:警|案)")
_WHERE_ASKED = re.compile(
    "哪个派出所|哪里报|在哪.{0,4}报|去的?哪|到哪|哪个窗口|哪个大队|哪个所|哪个大厅|哪个车管|在哪个"
)
_CLOCK = re.compile("[点半分刻]钟?(?:左右|多|来钟)?(?:我|俺|就|我就|刚|到|才|的)*")
_DONE_THERE = re.compile(
    "^(?:的)?(?:去|办|报|求助|问|开|窗口|大厅|户籍|里|排队|值班|前台|接待|那天|门口|交|领|补|做笔录|讯问|录)"
)
_SERVED_AT = re.compile(
    "窗口|大厅|前台|排队|去(?:了)?(?:一趟|一回|两趟|所里|报案|办|开|问)|所里|会见|就去了|去过|去的|我去|陪.{0,3}去|办(?:身份证|护照|户口|证)|跑了|报(?:失|案)|跑到"
)
_HALL = re.compile("看守所|车管|出入境|大厅|拘留所|窗口|检查站|中心|办证|戒毒所")


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    line: Line
    start: int
    end: int
    marks: tuple[str, ...]
    source: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Marked:
    """A spot, what its own line shows, and the choice that it is in each setting of the call."""

    spot: Spot
    shown: tuple[str, ...]
    weight: float
    settings: dict[tuple[str, str, bool], Choice] = field(default_factory=dict)


def none_marks(category: str, told: list[int]) -> tuple[str, ...]:
    """What speaks for no place at all."""
    return ("none", f"none {category}", *(() if told else ("none untold",)))


def chosen(found: list[Choice], none: tuple[str, ...]) -> tuple[float, Choice] | None:
    """The likeliest place and its chance; readings of nearly the same words are one place."""
    if not found:
        return None
    best = max(found, key=lambda choice: choice.weight)
    odds = [(math.exp(choice.weight - best.weight), choice) for choice in found if choice.weight > best.weight - _FAR]
    same = sum(odd for odd, choice in odds if alike(choice.text, best.text))
    return same / (sum(odd for odd, _ in odds) + math.exp(_weigh(none) - best.weight)), best


_FAR = 6.0
"""What weighs so much less makes no difference."""


def _weigh(shown: tuple[str, ...]) -> float:
    return weigh("place_model", shown)


def alike(a: str, b: str) -> bool:
    """Four characters in five are the same."""
    common = sum((Counter(a) & Counter(b)).values())
    return bool(a and b) and 2 * common / (len(a) + len(b)) >= 0.8


def choices(scene: Scene, offices: list[tuple[Line, Mention]], main: Path | None, proposal: Proposal) -> list[Choice]:
    category = str(proposal.fields["category"] or "")
    told = days_told(proposal)
    found = _phrases(scene, category, told, proposal.fields["reporter_address"] or "")
    found += _offices(scene, offices, main, category, told)
    home = proposal.evidence.get("reporter_address")
    return found + _home(scene, home, category, told) if home else found


def days_told(proposal: Proposal) -> list[int]:
    """The turns in which the day and the hour of the matter were told."""
    return [e.turn for name in ("incident_date", "incident_time") for e in proposal.evidence.get(name, [])]


def _near(index: int, told: list[int]) -> str:
    if not told:
        return "day untold"
    gap = min(abs(index - turn) for turn in told)
    return "day here" if gap == 0 else "day near" if gap <= 2 else "day close" if gap <= 5 else "day far"


def _marked(scene: Scene) -> list[tuple[Line, list[_Marked]]]:
    def read(line: Line) -> list[_Marked]:
        told = [(spot, marks(line, spot)) for spot in spots(line)]
        homes = [s for s, shown in told if "asked home" in shown and "asked place" not in shown]
        return [_Marked(spot, shown, _weigh(shown)) for spot, shown in told if spot not in homes]

    return scene.noted("places", read)


def _phrases(scene: Scene, category: str, told: list[int], home: str) -> list[Choice]:
    found: list[Choice] = []
    for line, marked in _marked(scene):
        near = _near(line.index, told)
        for one in marked:
            if home and (one.spot.text in home or home in one.spot.text):
                continue  # the home stands for itself below
            setting = (near, category, not found)
            found.append(one.settings.get(setting) or _choice(line, one, setting))
    return found


def _choice(line: Line, one: _Marked, setting: tuple[str, str, bool]) -> Choice:
    near, category, earliest = setting
    more: tuple[str, ...] = (near, f"{category} {one.spot.kind}", "earliest" if earliest else "later")
    more += tuple(f"{near} {mark}" for mark in one.shown if mark.startswith("lead"))
    weight = one.weight + _weigh(more)
    made = Choice(one.spot.text, line, one.spot.start, one.spot.end, one.shown + more, "place.phrase", weight)
    one.settings[setting] = made
    return made


def _offices(
    scene: Scene, offices: list[tuple[Line, Mention]], main: Path | None, category: str, told: list[int]
) -> list[Choice]:
    served = bool(scene.callers_saying(_SERVED_AT))
    found: dict[str, Choice] = {}
    for line, mention in offices:
        text = _as_place(mention, main)
        own = main is not None and (mention.name in main.name or main.office in text)
        before, after = line.text[max(0, mention.start - 5) : mention.start], line.text[mention.end : mention.end + 8]
        shown = ["office", f"office {category}", f"office {_near(line.index, told)}"]
        shown += [
            name
            for name, shows in (
                ("office of the accused", own),
                ("office gone to", _WENT.search(before) is not None),
                (
                    "office gone to, near",
                    _WENT.search(before) is not None and _near(line.index, told) in ("day here", "day near"),
                ),
                ("office done there", _DONE_THERE.search(after) is not None),
                ("office of another", main is not None and not own),
                ("office at a time", _CLOCK.search(line.text[max(0, mention.start - 14) : mention.start]) is not None),
                ("office asked where", line.asks(_WHERE_ASKED) is not None),
                (f"office told of going {category}", bool(scene.callers_saying(_TO_OFFICE))),
                (f"office by phone {category}", bool(scene.callers_saying(_BY_PHONE))),
                ("office served at", served),
                ("office served at, line", line.seen(_SERVED_AT) is not None),
                (f"office served {category}", served),
                ("office hall", _HALL.search(mention.kind) is not None),
                ("office again", text in found),
            )
            if shows
        ]
        new = Choice(text, line, mention.start, mention.end, tuple(shown), "place.office", _weigh(tuple(shown)))
        old = found.get(text)
        found[text] = new if old is None or len(set(new.marks)) >= len(set(old.marks)) else old
    return list(found.values())


def _as_place(mention: Mention, main: Path | None) -> str:
    """金寨县梅山派出所 is the unit, 梅山派出所 the place; a hall without a name of its own has its bureau's."""
    if main is not None and not mention.stem and mention.kind in main.office:
        return main.name
    m = re.match("[一-鿿]{2,4}[县市区](?=[一-鿿]{2,5}(?:派出所|检查站))", mention.name)
    return mention.name[m.end() :] if m else mention.name


def _home(scene: Scene, home: list[Evidence], category: str, told: list[int]) -> list[Choice]:
    at_home = [line for line, _ in scene.noted("at home", _told_of_home)]
    gaps = [_near(line.index, told) for line in at_home]
    best = next((near for near in ("day here", "day near", "day close", "day untold") if near in gaps), "day far")
    shown = (
        "home",
        f"home {category}",
        f"home told {best if at_home else 'never'}",
        f"home named {min(len(at_home), 3)}",
    )
    line = scene.lines[home[0].turn]
    return [Choice(str(home[0].value), line, 0, len(line.text), shown, "place.home", _weigh(shown))]


_AT_HOME = re.compile(
    "(?:我|俺|额|咱)(?:们)?家(?:里|门口|院|门|楼下|地里|屋|店)|(?:来|到|上|进|闯进|冲进|跑到|堵)(?:了)?(?:我|俺|额)(?:们)?家|家里(?:来|被|让|的)|屋里|屋头|家门口|上门|砸门|敲门|门锁|从家里|在家(?!长)|我家(?!人|属|的人)"
)


def _told_of_home(line: Line) -> list[re.Match[str]]:
    return [m] if (m := _AT_HOME.search(line.text)) else []
