"""Who may see what: a unit sees its own matters and those below it, never those above or beside it.

The three administrators keep the system; none of them sees a call (三员分立).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.organs import Tier
from cases.units import Directory, NoSuchSeat


class Role(StrEnum):
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


CALL_ROLES = frozenset({Role.OPERATOR, Role.SUPERVISOR})
"""Those who answer calls, and those who look after them."""

ROLE_NAMES = {
    Role.OPERATOR: "值机员",
    Role.SUPERVISOR: "值班长",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计员",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person, as far as rights go."""

    person: int
    name: str
    role: Role
    unit: str


def visible_units(viewer: Viewer, directory: Directory) -> frozenset[str]:
    """The units whose calls the viewer may see. Empty for a unit that the directory no longer has."""
    if viewer.role not in CALL_ROLES or viewer.unit not in directory:
        return frozenset()
    return directory.jurisdiction(viewer.unit)


def may_see(viewer: Viewer, unit: str, directory: Directory) -> bool:
    return unit in visible_units(viewer, directory)


def supervised_units(viewer: Viewer, directory: Directory) -> frozenset[str]:
    """The units whose seats, queues and alarms the viewer looks after."""
    return visible_units(viewer, directory) if viewer.role is Role.SUPERVISOR else frozenset()


def reachable_units(viewer: Viewer, directory: Directory) -> frozenset[str]:
    """The units whose seats the viewer may call, and see whether they are free: the own jurisdiction, and those above,
    who help out. Not the neighbours: their calls go through their queue."""
    below = visible_units(viewer, directory)
    return below | {unit.code for unit in directory.chain(viewer.unit)} if below else below


def passable_units(viewer: Viewer, directory: Directory) -> frozenset[str]:
    """The units into whose queue the viewer may give a call: the reachable ones, and the cities of the own province.
    Who belongs to another province goes by the ministry, which reaches all."""
    reachable = reachable_units(viewer, directory)
    own = directory.unit(viewer.unit) if reachable else None
    if own is None or own.tier is not Tier.CITY or own.parent is None:
        return reachable
    return reachable | {unit.code for unit in directory.children(own.parent)}


def may_pass_to(viewer: Viewer, to: str, directory: Directory) -> bool:
    """`to`: a unit's code (its queue), or a seat's number. What the directory does not have is nobody's."""
    if to in directory:
        return to in passable_units(viewer, directory)
    try:
        seat = directory.seat(to)
    except NoSuchSeat:
        return False
    return seat.number == to and seat.unit in reachable_units(viewer, directory)


def may_sit(viewer: Viewer, seat_unit: str, directory: Directory) -> bool:
    """An operator at the seats of the own unit; a supervisor also at those of the units below."""
    if viewer.role is Role.OPERATOR:
        return seat_unit == viewer.unit
    return viewer.role is Role.SUPERVISOR and may_see(viewer, seat_unit, directory)
