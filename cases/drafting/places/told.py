"""The phrases of a call's lines as choices of the place, each weighed in its line and in the setting of the call."""

from __future__ import annotations

from typing import NamedTuple

from cases.drafting.places.phrase import Spot
from cases.drafting.places.setting import Choice, Setting, alike, weigh_place
from cases.drafting.places.spot_marks import Marked, Shown, marked
from cases.drafting.places.told_when import ToldWhen
from cases.drafting.reading.lines import Line, Scene

OfficesHere = tuple[tuple[int, tuple[str, ...]], ...]
"""Where in a line offices are named, and the marks of each."""


class Here(NamedTuple):
    """What the call shows of a line; while it is the same, so are the line's choices."""

    near: str
    category: str
    first: bool
    home: str
    at_home: tuple[str, ...]
    offices: OfficesHere
    when: ToldWhen | None


def phrase_choices(
    scene: Scene, setting: Setting, at_home: tuple[str, ...], offices: dict[int, OfficesHere]
) -> list[Choice]:
    found: list[Choice] = []
    timed = {moment.turn for moment in setting.when.moments}
    for line, told in scene.noted("places", marked):
        near, named = setting.near(line.index), offices.get(line.index, ())
        when = setting.when.within(line.index) if line.index in timed else None
        found += _kept(line, told, Here(near, setting.category, not found, setting.home, at_home, named, when))
    return found


def _kept(line: Line, told: list[Marked], here: Here) -> list[Choice]:
    kept: tuple[Here, list[Choice]] | None = line.notes.get("place choices")
    if kept is None or kept[0] != here:
        kept = line.notes["place choices"] = (here, [_choice(line, spot, shown, here) for spot, shown in told])
    return kept[1]


def _choice(line: Line, spot: Spot, shown: Shown, here: Here) -> Choice:
    more = (
        *(here.at_home if _is_home(spot, here.home) else ("not home",)),
        here.near,
        f"{here.category} {spot.kind}",
        "earliest" if here.first else "later",
        f"{here.near} {shown.marks[0]}",
        *_of_offices(spot, here.offices),
        *_of_when(line, spot, here.when),
    )
    weight = shown.weight + weigh_place(more)
    return Choice(spot.text, line, spot.start, spot.end, shown.marks + more, "place.phrase", weight)


def _of_when(line: Line, spot: Spot, when: ToldWhen | None) -> list[str]:
    return [] if when is None else when.marks("phrase") + when.near("phrase", line.index, spot.start, spot.end)


def _is_home(spot: Spot, home: str) -> bool:
    return bool(home) and (spot.text in home or home in spot.text or alike(spot.text, home))


def _of_offices(spot: Spot, offices: OfficesHere) -> tuple[str, ...]:
    """城关派出所户籍室 is what the office is, and more."""
    within = [marks for start, marks in offices if spot.start <= start < spot.end]
    if not within:
        return ()
    begins = any(start == spot.start for start, _ in offices)
    return (*within[-1][1:], "beyond office") if begins else (*within[-1][1:], "beyond office", "before office")
