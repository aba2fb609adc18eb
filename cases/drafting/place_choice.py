"""Weighs every place that was told, the caller's home and the offices gone to: which is that of the matter?"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from cases.drafting.lines import Line, Scene
from cases.drafting.model import Evidence
from cases.drafting.paths import Path
from cases.drafting.place_offices import office_places, went_marks
from cases.drafting.proposal import Proposal
from cases.drafting.spot_marks import asked_where, marks
from cases.drafting.spots import Spot, spots
from cases.drafting.weights import weigh


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    line: Line
    start: int
    end: int
    marks: tuple[str, ...]
    source: str
    weight: float = 0.0


def none_marks(scene: Scene, category: str, told: list[int]) -> tuple[str, ...]:
    """What speaks for no place at all."""
    asked = bool(scene.noted("asked for the place", _told_where))
    shown = (("none untold", not told), ("none asked", asked), (f"none asked {category}", asked))
    return (
        "none",
        f"none {category}",
        *(name for name, shows in shown if shows),
        *(f"none {m}" for m in went_marks(scene, category)),
    )


def _told_where(line: Line) -> list[Spot]:
    """Phrases with which the caller answers where it was."""
    return spots(line)[:1] if asked_where(line) else []


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


def choices(scene: Scene, paths: list[Path], main: Path | None, proposal: Proposal) -> list[Choice]:
    category = str(proposal.fields["category"] or "")
    told = days_told(proposal)
    found = _phrases(scene, category, told, proposal.fields["reporter_address"] or "")
    found += _offices(scene, paths, main, category, told)
    home = proposal.evidence.get("reporter_address")
    return found + _home(scene, home, category, told) if home else found


def days_told(proposal: Proposal) -> list[int]:
    """The turns in which the day and the hour of the matter were told."""
    return [e.turn for name in ("incident_date", "incident_time") for e in proposal.evidence.get(name, [])]


_ORDER = ("day here", "day near", "day close", "day untold", "day far")


def _near(index: int, told: list[int]) -> str:
    if not told:
        return "day untold"
    gap = min(abs(index - turn) for turn in told)
    return "day here" if gap == 0 else "day near" if gap <= 2 else "day close" if gap <= 5 else "day far"


Marked = list[tuple[Spot, tuple[str, ...], float]]
"""Spots, what their own line shows of them, and its weight."""


def _marked(line: Line) -> Marked:
    told = [(spot, marks(line, spot)) for spot in spots(line)]
    return [(s, shown, _weigh(shown)) for s, shown in told if "asked home" not in shown or "asked place" in shown]


def _phrases(scene: Scene, category: str, told: list[int], home: str) -> list[Choice]:
    found: list[Choice] = []
    for line, marked in scene.noted("places", _marked):
        setting = (_near(line.index, told), category, not found, home)
        found += line.once(f"choices {setting}", lambda line=line, m=marked, s=setting: _set(line, m, s))  # type: ignore[misc]
    return found


def _set(line: Line, marked: Marked, setting: tuple[str, str, bool, str]) -> list[Choice]:
    """A line's phrases in the setting of the call; the caller's home stands for itself."""
    near, category, first, home = setting
    found = []
    for spot, shown, weight in marked:
        if home and (spot.text in home or home in spot.text):
            continue
        more: tuple[str, ...] = (near, f"{category} {spot.kind}", "earliest" if first else "later")
        more += tuple(f"{near} {mark}" for mark in shown if mark.startswith("lead") and "," not in mark)
        whole = weight + _weigh(more)
        found.append(Choice(spot.text, line, spot.start, spot.end, shown + more, "place.phrase", whole))
    return found


def _offices(scene: Scene, paths: list[Path], main: Path | None, category: str, told: list[int]) -> list[Choice]:
    went = went_marks(scene, category)
    found = []
    for place in office_places(scene, paths, main):
        near = min((_near(index, told) for index in place.lines), key=_ORDER.index)
        shown = ["office", f"office {category}", f"office {near}", *sorted(place.marks), *went]
        shown += [f"{mark} {category}" for mark in sorted(place.marks) if mark.startswith("office lead")]
        if main is not None:
            shown.append("office of the accused" if place.own else "office of another")
        if place.text[-1] in "口厅楼室区":
            shown.append("office's part")
        weight = _weigh(tuple(shown))
        found.append(Choice(place.text, place.line, place.start, place.end, tuple(shown), "place.office", weight))
    return found


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
