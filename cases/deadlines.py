"""Working days: weekends, public holidays and the make-up days (调休) of the yearly notice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

SATURDAY = 5
# No notice since 2004 lists fewer than 28 days. Far fewer are days that were entered ahead of the notice.
NOTICE_DAYS = 10


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    WORKDAY = "workday"


class WorkingDay(NamedTuple):
    """`provisional` (暂定): the notice for that year is not out, so Monday to Friday are counted."""

    working: bool
    provisional: bool


class Due(NamedTuple):
    date: date
    provisional: bool


@dataclass(frozen=True)
class WorkCalendar:
    """`exceptions` lists only the days that differ from Monday–Friday."""

    exceptions: Mapping[date, DayKind]
    published: frozenset[int]

    @classmethod
    def of(cls, exceptions: Mapping[date, DayKind]) -> Self:
        years = Counter(day.year for day in exceptions)
        return cls(dict(exceptions), frozenset(year for year, days in years.items() if days >= NOTICE_DAYS))

    def is_working_day(self, day: date) -> WorkingDay:
        kind = self.exceptions.get(day)
        working = day.weekday() < SATURDAY if kind is None else kind is DayKind.WORKDAY
        return WorkingDay(working, provisional=day.year not in self.published)

    def next_working_day(self, day: date) -> Due:
        """The first working day after `day`."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, days: int) -> Due:
        """The last of the `days` working days that follow `day`; with 0, `day` itself, whatever it is.

        Provisional as soon as one day on the way is.
        """
        if days < 0:
            raise ValueError("working days are counted forwards")
        provisional = self.is_working_day(day).provisional
        while days > 0:
            day += timedelta(days=1)
            working, unsure = self.is_working_day(day)
            days -= working
            provisional = provisional or unsure
        return Due(day, provisional)
