"""Who calls: the name as it finally stands, or the surname alone."""

from __future__ import annotations

from dataclasses import replace

from cases.drafting.model import Evidence
from cases.drafting.names.respelled import given_later, respelled
from cases.drafting.names.surnames import surname_length
from cases.drafting.reading.lines import Scene
from cases.drafting.reporter.addressed import names_asked_back, names_taken_up, read_back
from cases.drafting.reporter.choice import chosen
from cases.drafting.reporter.leads import names_in


def reporter_name(scene: Scene) -> Evidence | None:
    best = chosen(scene, names_told(scene))
    if best is None:
        return None
    name, chance = best
    return replace(settled(scene, name), confidence=round(name.confidence * (0.5 + 0.5 * chance), 3))


def names_told(scene: Scene) -> list[Evidence]:
    """Every name that may be the caller's."""
    told = [name for _, names in scene.noted("names", names_in) for name in names]
    told += [head for name in told if (head := _surname_alone(name))] + names_taken_up(scene) + names_asked_back(scene)
    surnames = frozenset(name.value for name in told if len(name.value) == 1)
    return _once([*told, *(read_back(scene, surnames) if surnames else [])])


def _surname_alone(name: Evidence) -> Evidence | None:
    """Of 我姓靳革命的革 the surname may be all that was said."""
    length = surname_length(str(name.value), 0)
    if not name.source.startswith("name.surname") or not 0 < length < len(str(name.value)):
        return None
    return replace(name, value=str(name.value)[:length], source="name.surname_alone")


def _once(names: list[Evidence]) -> list[Evidence]:
    """Each name of a turn but once, in the order of the turns."""
    first: dict[tuple[int, str], Evidence] = {}
    for name in names:
        first.setdefault((name.turn, name.value), name)
    return sorted(first.values(), key=lambda name: name.turn)


def settled(scene: Scene, told: Evidence) -> Evidence:
    """The name in the spelling that the following turns settle, with the given name that was asked for later."""
    line = scene.lines[told.turn]
    name = respelled(scene, told.value, line)
    if len(name) == 1:
        name = given_later(scene, name, line) or name
    return replace(told, value=name) if name != told.value else told
