"""调配: which queues a seat serves besides, or instead of, those that its place in the directory gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.access import Viewer, supervised_units
from cases.organs import Tier
from cases.units import Directory

FIRST = 1
"""The penalty of the seats that ring for a caller at once."""
ASIDE = 9
"""Beyond every level that a caller gets to: the seat rings no more, and the exchange still tells of it."""
LEVELS = {Tier.PROVINCE: 2, Tier.MINISTRY: 3}
"""The penalty of the seats of a level above. As `asterisk-conf/queues.conf` has them."""

Penalties = Mapping[str, int]
"""By unit."""


@dataclass(frozen=True, slots=True)
class Posting:
    """`beside`: it goes on to serve its own unit's callers."""

    seat: str
    unit: str
    beside: bool


def usual(seat_unit: str, queue_unit: str, directory: Directory) -> int | None:
    """The penalty of a unit's seats in a unit's queue, without any order; None: they are no members."""
    if seat_unit == queue_unit:
        return FIRST
    above = directory.jurisdiction(seat_unit)
    return LEVELS[directory.unit(seat_unit).tier] if queue_unit in above else None


def may_post(viewer: Viewer, seat: str, unit: str, directory: Directory) -> bool:
    """A supervisor who looks after both the seat and the unit that it is to help."""
    units = supervised_units(viewer, directory)
    return unit in units and directory.unit_of_seat(seat).code in units


def penalties(postings: Iterable[Posting], directory: Directory) -> dict[str, Penalties]:
    """Of each seat that is posted: where its penalty is not the usual one. A posting of a seat or to a unit that is no
    more is none."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    known = {seat.number: seat.unit for seat in directory.all_seats()}
    for posting in postings:
        own = known.get(posting.seat)
        if own is None or posting.unit not in directory or posting.unit == own:
            continue
        found[posting.seat][posting.unit] = FIRST
        if not posting.beside:
            found[posting.seat][own] = ASIDE
    return dict(found)


def first_of(own: str, unusual: Penalties) -> tuple[str, ...]:
    """The units whose callers ring the seat at once; empty when it is its own unit only, as usual."""
    if not unusual:
        return ()
    stays = (own,) if unusual.get(own, FIRST) == FIRST else ()
    return stays + tuple(sorted(unit for unit, penalty in unusual.items() if penalty == FIRST and unit != own))
