"""What one organ that answers the hotline is."""

from dataclasses import dataclass
from enum import StrEnum


def queue_name(code: str) -> str:
    return f"unit-{code}"


class Tier(StrEnum):
    MINISTRY = "ministry"
    PROVINCE = "province"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    short_name: str
    tier: Tier
    parent: str | None
    seats: int
    area_codes: tuple[str, ...]
    hours: str
    # Of the codes that several units share: those for which this unit takes the calls.
    primary_codes: tuple[str, ...] = ()

    @property
    def queue(self) -> str:
        return queue_name(self.code)
