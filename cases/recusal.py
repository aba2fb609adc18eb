"""回避: a matter is closed to whoever is complained of, to that person's whole unit and to every unit below it.

It goes to the level above and is invisible below (DOMAIN §3, §4). Who took the call may finish its form, since nobody
is refused for calling the wrong organ; once it is wrapped up, nothing of it is theirs to see. Above the ministry there
is no level: what complains of it is seen by its own supervisors alone.

Both sides are said as marks, so that a stored mark needs no list of units, and can be a keyed hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.access import Role, Viewer
from cases.barred import names_of, own_organ, plain
from cases.units import Directory

Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Closure:
    """Of one call and its matter. `marks`: of those complained of. `takers`: the people who may finish what is not
    wrapped up yet. A call of which it is not known is closed to all others."""

    marks: frozenset[str] = frozenset()
    takers: frozenset[int] = frozenset()
    known: bool = True


OPEN = Closure()


def is_closed(closure: Closure, person: int, marks: frozenset[str]) -> bool:
    """`marks`: the person's own."""
    if person in closure.takers:
        return False
    return not closure.known or not closure.marks.isdisjoint(marks)


def marks_in(form: Form | None) -> frozenset[str]:
    """Everybody complained of. Also of what the drafter proposes: whoever is not sure closes."""
    return frozenset(mark for one in (form or {}).get("accused") or () for mark in _marks_in(one))


def marks_of(viewer: Viewer, directory: Directory) -> frozenset[str]:
    """What closes a matter to this person."""
    person = frozenset({_person(viewer.name)})
    if viewer.role is Role.SUPERVISOR and viewer.unit == directory.ministry.code:
        return person
    return person | unit_marks(viewer.unit, directory)


def unit_marks(code: str, directory: Directory) -> frozenset[str]:
    """What closes a matter to everybody of the unit."""
    chain = directory.chain(code) if code in directory else ()
    return frozenset(_unit(name) for unit in chain for name in names_of(unit, directory))


def handler(unit: str, marks: frozenset[str], directory: Directory) -> str:
    """The nearest unit to which a matter with these marks is not closed; the ministry when it is closed to all."""
    free = (one.code for one in directory.chain(unit) if marks.isdisjoint(unit_marks(one.code, directory)))
    return next(free, directory.ministry.code)


def _marks_in(accused: object) -> Iterator[str]:
    if not isinstance(accused, Mapping):
        return
    if unit := own_organ(str(accused.get("unit") or "")):
        yield _unit(unit)
    if name := plain(str(accused.get("name") or "")):
        yield _person(name)


def _unit(name: str) -> str:
    return f"unit:{name}"


def _person(name: str) -> str:
    return f"person:{plain(name)}"
