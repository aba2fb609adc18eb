"""Stretches of China days, their buckets, and what each is compared with."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from cases.clock import CHINA

DAY = timedelta(days=1)
YEARS = 5


class By(StrEnum):
    """How wide a bucket is."""

    MINUTES = "5min"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


WIDTHS = {By.MINUTES: timedelta(minutes=5), By.HOUR: timedelta(hours=1), By.DAY: DAY}


@dataclass(frozen=True, slots=True)
class Period:
    """The China days from `first` up to, not including, `after`."""

    by: By
    first: date
    after: date

    @property
    def begins(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        return _midnight(self.after)

    @property
    def starts(self) -> tuple[datetime, ...]:
        """The beginning of each bucket, UTC."""
        return tuple(self._starts())

    def index(self, at: datetime) -> int:
        """The bucket of a moment within the period."""
        local = at.astimezone(CHINA)
        if self.by is By.YEAR:
            return local.year - self.first.year
        if self.by is By.MONTH:
            return (local.year - self.first.year) * 12 + local.month - self.first.month
        return (at - self.begins) // WIDTHS[self.by]

    def shifted(self, days: int) -> Period:
        return Period(self.by, self.first + days * DAY, self.after + days * DAY)

    def _starts(self) -> Iterator[datetime]:
        if self.by in WIDTHS:
            width = WIDTHS[self.by]
            yield from (self.begins + n * width for n in range((self.ends - self.begins) // width))
            return
        day = self.first
        while day < self.after:
            yield _midnight(day)
            day = _next_month(day) if self.by is By.MONTH else date(day.year + 1, 1, 1)


def period(by: By, on: date) -> Period:
    """The day, month or year of `on`, or the years up to it."""
    match by:
        case By.MINUTES | By.HOUR:
            return Period(by, on, on + DAY)
        case By.DAY:
            return Period(by, on.replace(day=1), _next_month(on))
        case By.MONTH:
            return Period(by, date(on.year, 1, 1), date(on.year + 1, 1, 1))
        case By.YEAR:
            return Period(by, date(on.year - YEARS + 1, 1, 1), date(on.year + 1, 1, 1))


@dataclass(frozen=True, slots=True)
class Comparison:
    key: str
    name: str
    period: Period


def comparisons(by: By, on: date) -> tuple[Comparison, ...]:
    """Bucket n of each stands beside bucket n of the period itself."""
    own = period(by, on)
    match by:
        case By.MINUTES | By.HOUR:
            return (
                Comparison("yesterday", "昨日", own.shifted(-1)),
                Comparison("week", "上周同日", own.shifted(-7)),
                Comparison("year", "去年同日", period(by, year_before(on))),
            )
        case By.DAY:
            return (
                Comparison("month", "上月", period(by, own.first - DAY)),
                Comparison("week", "7 天前", own.shifted(-7)),
                Comparison("year", "去年同月", period(by, year_before(own.first))),
            )
        case By.MONTH:
            return (Comparison("year", "去年", period(by, year_before(own.first))),)
        case By.YEAR:
            return ()


def year_before(day: date) -> date:
    """29 February has its last year's day on the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + 32 * DAY).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
