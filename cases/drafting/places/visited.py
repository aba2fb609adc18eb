"""The offices of a call as choices of the place."""

from __future__ import annotations

from cases.drafting.places.nearby import words_asked, words_of
from cases.drafting.places.offices import OfficePlace, office_places, went_marks
from cases.drafting.places.setting import Choice, Setting, weigh_place
from cases.drafting.places.told import OfficesHere
from cases.drafting.reading.lines import Scene
from cases.drafting.units.paths import Path


def office_choices(
    scene: Scene, paths: list[Path], main: Path | None, setting: Setting
) -> list[tuple[OfficePlace, Choice]]:
    went = went_marks(scene, setting.category)
    return [(place, _choice(place, setting, went, main)) for place in office_places(scene, paths, main)]


def _choice(place: OfficePlace, setting: Setting, went: list[str], main: Path | None) -> Choice:
    category, near, said = setting.category, setting.nearest(place.lines), sorted(place.marks)
    shown = ["office", f"office {category}", f"office {near}", *said, *went]
    shown += [f"{mark} {category}" for mark in said if mark.startswith("office lead")]
    shown += [f"{mark} {category}" for mark in said if mark in _BY_CATEGORY]
    shown += [f"office {near} {category}"]
    if main is not None:
        shown.append("office of the accused" if place.own else "office of another")
        shown.append(f"{shown[-1]} {category}")
    shown += [*_of_words(place), *_of_matter(place, setting)]
    if place.text[-1] in "口厅楼室区":
        shown.append("office's part")
    return Choice(place.text, place.line, place.start, place.end, tuple(shown), "place.office", weigh_place(shown))


def _of_words(place: OfficePlace) -> list[str]:
    line, start = place.line, place.start
    words = words_of(line)
    about = words.before(start, "office") + words.behind(place.end, "office")
    return [*about, *words_asked(line, start, "office")]


def _of_matter(place: OfficePlace, setting: Setting) -> list[str]:
    """What was done, and what is told with its day."""
    whose, when = "own" if place.own else "other", setting.when
    shown = [f"office of {done}" for done in setting.conduct]
    if place.own:
        shown += [f"own office of {done}" for done in setting.conduct]
    shown += when.marks("office") + when.marks(f"{whose} office")
    return shown + when.near("office", place.line.index, place.start, place.end)


_BY_CATEGORY = frozenset(
    f"office {what}"
    for what in ("came out", "served at, line", "held, line", "phoned, line", "done there", "at a time", "again")
)


def by_line(found: list[tuple[OfficePlace, Choice]]) -> dict[int, OfficesHere]:
    """The marks of each office, wherever a line names it."""
    named: dict[tuple[int, int], tuple[str, ...]] = {}
    for place, choice in found:
        for at in place.named_at:
            named.setdefault(at, choice.marks)
    lines: dict[int, OfficesHere] = {}
    for (index, start), shown in named.items():
        lines[index] = (*lines.get(index, ()), (start, shown))
    return lines
