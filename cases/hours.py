"""When a unit answers. Office hours are data of each unit; times are those of Asia/Shanghai."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cases.clock import CHINA
from cases.deadlines import WorkCalendar

MIDNIGHT = 24 * 60


class Days(StrEnum):
    """Which days a span holds on. A weekday by name holds whatever the calendar says of that day."""

    WORKDAY = "workday"
    RESTDAY = "restday"
    EVERYDAY = "everyday"
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WEEKDAYS = (Days.MON, Days.TUE, Days.WED, Days.THU, Days.FRI, Days.SAT, Days.SUN)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes since midnight; `closes` is the first minute that is closed, 1440 at most."""

    days: Days
    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MIDNIGHT:
            raise ValueError(f"no span from minute {self.opens} to {self.closes}")

    def holds(self, day: date, minute: int, calendar: WorkCalendar) -> bool:
        return self.opens <= minute < self.closes and _is_one_of(self.days, day, calendar)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    name: str
    spans: tuple[Span, ...]

    def is_open(self, at: datetime, calendar: WorkCalendar) -> bool:
        here = _in_china(at)
        minute = here.hour * 60 + here.minute
        return any(span.holds(here.date(), minute, calendar) for span in self.spans)


DEFAULT = OfficeHours("office", (Span(Days.WORKDAY, 8 * 60 + 30, 17 * 60 + 30),))
ROUND_THE_CLOCK = OfficeHours("24h", (Span(Days.EVERYDAY, 0, MIDNIGHT),))


class NoSuchHours(LookupError):
    def __init__(self, name: str) -> None:
        super().__init__(f"no office hours {name!r}")
        self.name = name


@dataclass(frozen=True)
class HoursBook:
    """Profiles by name and the calendar they are read with. The two built in can be redefined."""

    calendar: WorkCalendar
    profiles: tuple[OfficeHours, ...] = ()
    _by_name: dict[str, OfficeHours] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", by_name(self.profiles))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def is_open(self, name: str, at: datetime) -> bool:
        try:
            profile = self._by_name[name]
        except KeyError:
            raise NoSuchHours(name) from None
        return profile.is_open(at, self.calendar)


def by_name(profiles: Iterable[OfficeHours]) -> dict[str, OfficeHours]:
    return {profile.name: profile for profile in (DEFAULT, ROUND_THE_CLOCK, *profiles)}


def _is_one_of(days: Days, day: date, calendar: WorkCalendar) -> bool:
    if days is Days.EVERYDAY:
        return True
    if days in (Days.WORKDAY, Days.RESTDAY):
        return calendar.is_working_day(day).working is (days is Days.WORKDAY)
    return WEEKDAYS[day.weekday()] is days


def _in_china(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its zone says nothing about office hours")
    return at.astimezone(CHINA)
