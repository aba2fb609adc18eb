"""Whose call it is: the unit whose area code was dialled, else the unit of the trunk.

Never raises for anything a network can send: a fault in a number must not cost the caller the call.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.hours import HoursBook, NoSuchHours
from cases.units import Directory, Unit, queue_name

HOTLINE = "12389"
# Longer than any number with its separators; what is longer is not a number.
_LONGEST = 40
_SEPARATORS = re.compile(r"[ ().\-/\u2010-\u2015\u2212]")
_INTERNATIONAL = re.compile(r"(?:\+|00)86(?:0?)([1-9][0-9]+)")
# Without + or 00 only the whole form is taken: a local number may begin with 86 as well.
_BARE_INTERNATIONAL = re.compile(rf"86(?:0?)([1-9][0-9]{{1,2}}{HOTLINE})")
_NATIONAL = re.compile(r"0([1-9][0-9]+)")
_AREA_CODE = re.compile(r"10|2[0-9]|[3-9][0-9]{2}")


class Action(StrEnum):
    QUEUE = "queue"
    MESSAGE = "message"


class Reason(StrEnum):
    AREA_CODE = "area_code"
    SHARED_CODE_TRUNK = "shared_code_trunk"
    SHARED_CODE_PRIMARY = "shared_code_primary"
    NO_AREA_CODE = "no_area_code"
    UNKNOWN_AREA_CODE = "unknown_area_code"
    UNKNOWN_TRUNK = "unknown_trunk"
    OPEN = "open"
    CLOSED = "closed"
    HOURS_UNKNOWN = "hours_unknown"


@dataclass(frozen=True, slots=True)
class Route:
    """`reasons`: why this unit, then why this action."""

    unit: str
    action: Action
    reasons: tuple[Reason, ...]

    @property
    def queue(self) -> str:
        return queue_name(self.unit)


def route(called: str, trunk_unit: str, at: datetime, directory: Directory, hours: HoursBook) -> Route:
    unit, why = called_unit(called, trunk_unit, directory)
    action, when = _action(unit, at, hours)
    return Route(unit.code, action, (*why, when))


def called_unit(called: str, trunk_unit: str, directory: Directory) -> tuple[Unit, tuple[Reason, ...]]:
    area_code = area_code_of(called)
    sharers = directory.by_area_code(area_code) if area_code else ()
    if not sharers:
        why = Reason.UNKNOWN_AREA_CODE if area_code else Reason.NO_AREA_CODE
        return _unit_of_trunk(trunk_unit, why, directory)
    if len(sharers) == 1:
        return sharers[0], (Reason.AREA_CODE,)
    for unit in sharers:
        if unit.code == trunk_unit:
            return unit, (Reason.SHARED_CODE_TRUNK,)
    return sharers[0], (Reason.SHARED_CODE_PRIMARY,)


def area_code_of(called: str) -> str | None:
    """With its leading 0; None when the number has none. It need not be anybody's."""
    number = _SEPARATORS.sub("", unicodedata.normalize("NFKC", called[:_LONGEST]).strip())
    if len(called) > _LONGEST or number == HOTLINE:
        return None
    for form in (_INTERNATIONAL, _BARE_INTERNATIONAL, _NATIONAL):
        if found := form.fullmatch(number):
            area_code = _AREA_CODE.match(found[1])
            return f"0{area_code[0]}" if area_code else None
    return None


def _unit_of_trunk(trunk_unit: str, why: Reason, directory: Directory) -> tuple[Unit, tuple[Reason, ...]]:
    if trunk_unit in directory:
        return directory.unit(trunk_unit), (why,)
    return directory.ministry, (why, Reason.UNKNOWN_TRUNK)


def _action(unit: Unit, at: datetime, hours: HoursBook) -> tuple[Action, Reason]:
    try:
        is_open = hours.is_open(unit.hours, at)
    except NoSuchHours:
        # Ringing where nobody sits ends in a message all the same; the other way round a caller is turned away.
        return Action.QUEUE, Reason.HOURS_UNKNOWN
    return (Action.QUEUE, Reason.OPEN) if is_open else (Action.MESSAGE, Reason.CLOSED)
