from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.clock import CHINA
from cases.deadlines import DayKind, WorkCalendar
from cases.hours import DEFAULT, ROUND_THE_CLOCK, Days, HoursBook, NoSuchHours, OfficeHours, Span

CALENDAR = WorkCalendar.of({date(2026, 10, 1): DayKind.HOLIDAY, date(2026, 10, 10): DayKind.WORKDAY})
FRIDAY, SATURDAY, MADE_UP, NATIONAL_DAY = "2026-11-06", "2026-11-07", "2026-10-10", "2026-10-01"
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def china(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("day", "time", "is_open"),
    [
        (FRIDAY, "08:29:59", False),
        (FRIDAY, "08:30:00", True),
        (FRIDAY, "17:29:59", True),
        (FRIDAY, "17:30:00", False),
        (SATURDAY, "10:00", False),
        (MADE_UP, "10:00", True),
        (NATIONAL_DAY, "10:00", False),
    ],
)
def test_office_hours_are_those_of_working_days(day: str, time: str, is_open: bool) -> None:
    assert DEFAULT.is_open(china(day, time), CALENDAR) is is_open


def test_the_hour_is_that_of_china_wherever_the_clock_stands() -> None:
    assert DEFAULT.is_open(datetime(2026, 11, 6, 0, 30, tzinfo=UTC), CALENDAR)
    assert not DEFAULT.is_open(datetime(2026, 11, 6, 10, 0, tzinfo=UTC), CALENDAR)


def test_the_day_is_that_of_china_too() -> None:
    night_watch = OfficeHours("夜班", (Span(Days.SAT, 0, 60),))
    assert night_watch.is_open(datetime(2026, 11, 6, 16, 30, tzinfo=UTC), CALENDAR)


def test_a_day_may_have_several_spans() -> None:
    noon_off = OfficeHours("午休", (Span(Days.WORKDAY, 510, 720), Span(Days.WORKDAY, 840, 1050)))
    opens = [noon_off.is_open(china(FRIDAY, time), CALENDAR) for time in ("11:59", "12:00", "13:59", "14:00")]
    assert opens == [True, False, False, True]


def test_rest_days_may_have_hours_of_their_own() -> None:
    weekend = OfficeHours("周末", (Span(Days.RESTDAY, 540, 720),))
    days = (SATURDAY, NATIONAL_DAY, MADE_UP, FRIDAY)
    assert [weekend.is_open(china(day, "10:00"), CALENDAR) for day in days] == [True, True, False, False]


def test_a_weekday_by_name_holds_on_a_made_up_day_as_well() -> None:
    saturdays = OfficeHours("周六", (Span(Days.SAT, 540, 720),))
    assert saturdays.is_open(china(MADE_UP, "10:00"), CALENDAR)


@pytest.mark.parametrize(("opens", "closes"), [(600, 600), (700, 600), (-1, 600), (0, 1441)])
def test_a_span_that_never_holds_cannot_be_made(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(Days.WORKDAY, opens, closes)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        DEFAULT.is_open(china(FRIDAY, "10:00").replace(tzinfo=None), CALENDAR)


def test_the_book_knows_both_built_in_profiles_and_what_is_added() -> None:
    book = HoursBook(CALENDAR, (OfficeHours("周末", (Span(Days.RESTDAY, 540, 720),)),))
    night = china(FRIDAY, "23:00")
    assert (book.is_open("24h", night), book.is_open("office", night), book.is_open("周末", night)) == (
        True,
        False,
        False,
    )


def test_a_built_in_profile_can_be_redefined() -> None:
    book = HoursBook(CALENDAR, (OfficeHours("office", (Span(Days.WORKDAY, 540, 1020),)),))
    assert not book.is_open("office", china(FRIDAY, "08:45"))


def test_hours_that_nobody_defined_are_a_named_error() -> None:
    with pytest.raises(NoSuchHours):
        HoursBook(CALENDAR).is_open("夜间", china(FRIDAY, "10:00"))


@given(MOMENTS)
def test_round_the_clock_never_closes(at: datetime) -> None:
    assert ROUND_THE_CLOCK.is_open(at, CALENDAR)


@given(MOMENTS, st.integers(-12, 14))
def test_the_zone_of_the_clock_changes_nothing(at: datetime, hours: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(hours=hours)))
    assert DEFAULT.is_open(at, CALENDAR) is DEFAULT.is_open(elsewhere, CALENDAR)


@given(MOMENTS)
def test_office_hours_imply_a_working_day(at: datetime) -> None:
    if DEFAULT.is_open(at, CALENDAR):
        assert CALENDAR.is_working_day(at.astimezone(CHINA).date()).working
