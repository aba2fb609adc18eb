"""A place that could be chosen, and the setting of the call that all of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from cases.drafting.places.told_when import ToldWhen
from cases.drafting.reading.lines import Line, Scene
from cases.drafting.reading.weights import weigh


class Choice(NamedTuple):
    text: str
    line: Line
    start: int
    end: int
    marks: tuple[str, ...]
    source: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """The matter's category and what was done, the turns that tell its day, the caller's home ("" if untold)."""

    category: str
    told: list[int]
    home: str
    when: ToldWhen
    conduct: tuple[str, ...]

    def near(self, index: int) -> str:
        if not self.told:
            return "day untold"
        gap = min([abs(index - turn) for turn in self.told])
        return "day here" if gap == 0 else "day near" if gap <= 2 else "day close" if gap <= 5 else "day far"

    def nearest(self, lines: list[int]) -> str:
        return min(map(self.near, lines), key=_ORDER.index)


_ORDER = ("day here", "day near", "day close", "day untold", "day far")


def weigh_place(shown: tuple[str, ...] | list[str]) -> float:
    return weigh("place_model", shown)


def alike(a: str, b: str) -> bool:
    """Four characters in five are the same."""
    if a == b:
        return bool(a)
    if not a or not b or 3 * min(len(a), len(b)) < 2 * max(len(a), len(b)):
        return False
    common = sum([min(a.count(char), b.count(char)) for char in set(a)])
    return 2 * common / (len(a) + len(b)) >= 0.8


def home_marks(scene: Scene, setting: Setting) -> tuple[str, ...]:
    """How the matter is said to have come to the caller's home."""
    at_home = [line.index for line, _ in scene.noted("at home", _told_of_home)]
    told = setting.nearest(at_home) if at_home else "never"
    shown = ("home", f"home {setting.category}", f"home told {told}", f"home named {min(len(at_home), 3)}")
    return (*shown, *setting.when.marks("home"))


_AT_HOME = re.compile(
    "(?:我|俺|额|咱)(?:们)?家(?:里|门口|院|门|楼下|地里|屋|店)|(?:来|到|上|进|闯进|冲进|跑到|堵)(?:了)?(?:我|俺|额)(?:们)?家|家里(?:来|被|让|的)|屋里|屋头|家门口|上门|砸门|敲门|门锁|从家里|在家(?!长)|我家(?!人|属|的人)"
)


def _told_of_home(line: Line) -> list[re.Match[str]]:
    return [m] if (m := _AT_HOME.search(line.text)) else []
