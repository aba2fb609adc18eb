from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.deadlines import DayKind, Due, WorkCalendar

HOLIDAY, WORKDAY = DayKind.HOLIDAY, DayKind.WORKDAY
# The notice for the end of September 2026 and National Day.
NOTICE = {date(2026, 10, day): HOLIDAY for day in range(1, 8)} | {
    date(2026, 9, 20): WORKDAY,
    date(2026, 9, 25): HOLIDAY,
    date(2026, 9, 26): HOLIDAY,
    date(2026, 9, 27): HOLIDAY,
    date(2026, 10, 10): WORKDAY,
}
CALENDAR = WorkCalendar.of(NOTICE)
DAYS = st.dates(date(2025, 12, 1), date(2027, 12, 31))


def test_a_make_up_saturday_is_worked() -> None:
    assert CALENDAR.is_working_day(date(2026, 10, 10)) == (True, False)


def test_a_weekday_in_the_holidays_is_not() -> None:
    assert CALENDAR.is_working_day(date(2026, 10, 7)) == (False, False)


def test_ordinary_days_follow_the_week() -> None:
    assert CALENDAR.is_working_day(date(2026, 11, 6)).working
    assert not CALENDAR.is_working_day(date(2026, 11, 7)).working


def test_the_day_after_the_holidays_comes_next() -> None:
    assert CALENDAR.next_working_day(date(2026, 9, 30)) == Due(date(2026, 10, 8), False)


def test_fifteen_working_days_over_the_holidays() -> None:
    # 28, 29, 30 September; 8, 9, 10 (made up), 12-16, 19-22 October.
    assert CALENDAR.add_working_days(date(2026, 9, 24), 15) == Due(date(2026, 10, 22), False)


def test_beyond_the_newest_notice_the_date_is_provisional() -> None:
    assert CALENDAR.next_working_day(date(2026, 12, 31)) == Due(date(2027, 1, 1), True)
    assert CALENDAR.add_working_days(date(2026, 12, 28), 20) == Due(date(2027, 1, 25), True)
    assert CALENDAR.add_working_days(date(2026, 12, 28), 3) == Due(date(2026, 12, 31), False)


def test_a_day_entered_ahead_of_the_notice_counts_but_does_not_end_the_doubt() -> None:
    calendar = WorkCalendar.of(NOTICE | {date(2027, 1, 1): HOLIDAY})
    assert calendar.next_working_day(date(2026, 12, 31)) == Due(date(2027, 1, 4), True)


def test_a_year_with_its_notice_is_certain() -> None:
    notice = NOTICE | {date(2027, 10, day): HOLIDAY for day in range(1, 11)}
    assert WorkCalendar.of(notice).next_working_day(date(2026, 12, 31)) == Due(date(2027, 1, 1), False)


def test_without_any_notice_everything_is_provisional() -> None:
    assert WorkCalendar.of({}).is_working_day(date(2026, 11, 6)) == (True, True)


def test_deadlines_are_never_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add_working_days(date(2026, 11, 6), -1)


@given(DAYS, st.integers(1, 60))
def test_a_due_day_is_worked_and_has_that_many_working_days_before_it(day: date, days: int) -> None:
    due = CALENDAR.add_working_days(day, days)
    passed = [day + timedelta(days=n) for n in range(1, (due.date - day).days + 1)]
    assert CALENDAR.is_working_day(due.date).working
    assert sum(CALENDAR.is_working_day(one).working for one in passed) == days


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_deadlines_add_up(day: date, first: int, second: int) -> None:
    once = CALENDAR.add_working_days(day, first + second)
    twice = CALENDAR.add_working_days(CALENDAR.add_working_days(day, first).date, second)
    assert once.date == twice.date


@given(DAYS, st.integers(0, 30))
def test_whatever_reaches_a_year_without_notice_is_provisional(day: date, days: int) -> None:
    due = CALENDAR.add_working_days(day, days)
    assert due.provisional is ({day.year, due.date.year} != {2026})
