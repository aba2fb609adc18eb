"""Everybody whom a line names, of the police or not."""

from __future__ import annotations

from cases.drafting.names.positions import positions
from cases.drafting.people.called import answered, led, spelled
from cases.drafting.people.nicknames import nicknamed
from cases.drafting.people.person import Person
from cases.drafting.people.titled import after_title, styled
from cases.drafting.reading.lines import Line, Scene


def persons_named(scene: Scene) -> list[Person]:
    told = scene.noted("persons", lambda line: sorted(_read(line), key=lambda p: p.start))
    return [p for _, found in told for p in found if p.name]


def _read(line: Line) -> list[Person]:
    marks = positions(line.text)
    found = [*styled(line, marks), *nicknamed(line, marks), *after_title(line, marks), *led(line, marks)]
    return _once([*(found or answered(line, marks)), *spelled(line, marks)])


def _once(found: list[Person]) -> list[Person]:
    kept: list[Person] = []
    for p in found:
        if not any(p.start < q.end and q.start < p.end and _settled(p, q) for q in kept):
            kept.append(p)
    return kept


def _settled(new: Person, kept: Person) -> bool:
    """大家喊他强哥: what was read as a nickname is not read again as a name; 姓蒙都叫他蒙哥 is both."""
    if kept.source == "accused.nickname":
        return new.start >= kept.start
    return new.name == kept.name or len(new.name or "") <= 1 or new.source == "accused.spelled"
