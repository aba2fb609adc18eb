"""The Chinese calendar 1800–2200, from the table that training/lunar_table.py computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from cases.drafting.reading.shipped import shipped


@dataclass(frozen=True, slots=True)
class LunarYear:
    first: date
    leap: int
    lengths: tuple[int, ...]
    qingming: date

    def position(self, month: int) -> int | None:
        """Index of a month; a negative number is the leap month of that name."""
        if month < 0:
            return -month if -month == self.leap else None
        return month - 1 + (1 if self.leap and month > self.leap else 0)


@cache
def _years() -> dict[int, LunarYear]:
    return dict(_read(row) for row in shipped("lunar"))


def _read(row: str) -> tuple[int, LunarYear]:
    year, first, leap, lengths, qingming = row.split()
    sizes = tuple(29 + int(long) for long in lengths)
    return int(year), LunarYear(date.fromisoformat(first), int(leap), sizes, date.fromisoformat(qingming))


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of a lunar date; None when that year has no such month or day."""
    lunar = _years().get(year)
    at = lunar.position(month) if lunar else None
    if lunar is None or at is None or not 0 <= at < len(lunar.lengths) or not 1 <= day <= lunar.lengths[at]:
        return None
    return lunar.first + timedelta(sum(lunar.lengths[:at]) + day - 1)


def new_year_eve(year: int) -> date | None:
    """除夕 before the lunar year `year` begins."""
    lunar = _years().get(year)
    return lunar.first - timedelta(1) if lunar else None


def qingming(year: int) -> date | None:
    lunar = _years().get(year)
    return lunar.qingming if lunar else None
