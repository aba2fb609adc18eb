"""The second factor: of whom it is asked, and what a typed code says. RFC 6238: 30 s, six digits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cases.access import Role

STEP_S = 30
NEAR = 1
"""Steps that a phone may be off either way."""
FAR = 240
"""Up to two hours off a person is told about the phone's time; beyond that a code is only wrong."""


class Demand(StrEnum):
    OFF = "off"
    OFFERED = "offered"
    REQUIRED = "required"


Demands = Mapping[Role, Demand]
OFFERED: Demands = MappingProxyType(dict.fromkeys(Role, Demand.OFFERED))


class Next(StrEnum):
    """What follows the right password."""

    IN = "in"
    CODE = "code"
    ENROL = "enrol"


def after_password(demand: Demand, *, enrolled: bool) -> Next:
    if demand is Demand.OFF:
        return Next.IN
    if enrolled:
        return Next.CODE
    return Next.ENROL if demand is Demand.REQUIRED else Next.IN


class Verdict(StrEnum):
    GOOD = "good"
    WRONG = "wrong"
    USED = "used"
    CLOCK = "clock"
    """A code of another time: the phone's clock is off."""


def judge(step: int | None, here: int, last: int, burnt: frozenset[int]) -> Verdict:
    """`step`: the moment that the code belongs to (None: to none). `last`: of the last code that was taken.

    A code told to be of another time is `burnt`: who guesses must not learn one that will be right later.
    """
    if step is None:
        return Verdict.WRONG
    if abs(step - here) > NEAR:
        return Verdict.CLOCK
    return Verdict.USED if step <= last or step in burnt else Verdict.GOOD
