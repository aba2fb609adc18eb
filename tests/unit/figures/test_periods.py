"""China days, however the buckets are cut."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.clock import CHINA
from cases.figures.periods import By, comparisons, period, year_before

DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))


def test_a_day_begins_at_midnight_in_china() -> None:
    day = period(By.HOUR, date(2026, 3, 12))
    assert day.begins == datetime(2026, 3, 11, 16, 0, tzinfo=UTC)
    assert day.index(datetime(2026, 3, 12, 0, 0, tzinfo=CHINA)) == 0
    assert day.index(datetime(2026, 3, 12, 23, 59, 59, 999999, tzinfo=CHINA)) == 23
    month = period(By.DAY, date(2026, 3, 12))
    assert month.index(datetime(2026, 3, 11, 15, 59, 59, 999999, tzinfo=UTC)) == 10
    assert month.index(datetime(2026, 3, 11, 16, 0, tzinfo=UTC)) == 11


@pytest.mark.parametrize(
    ("by", "buckets"), [(By.MINUTES, 288), (By.HOUR, 24), (By.DAY, 29), (By.MONTH, 12), (By.YEAR, 5)]
)
def test_a_period_has_all_its_buckets(by: By, buckets: int) -> None:
    assert len(period(by, date(2028, 2, 29)).starts) == buckets


@given(st.sampled_from(By), DAYS, st.data())
def test_every_moment_of_a_period_is_in_the_bucket_that_began_last(by: By, on: date, data: st.DataObject) -> None:
    found = period(by, on)
    length = (found.ends - found.begins) // timedelta(microseconds=1)
    at = found.begins + timedelta(microseconds=data.draw(st.integers(0, length - 1)))
    n = found.index(at)
    assert found.starts[n] <= at < (*found.starts, found.ends)[n + 1]


@given(st.sampled_from(By), DAYS)
def test_comparisons_have_buckets_of_the_same_width_and_come_earlier(by: By, on: date) -> None:
    for other in comparisons(by, on):
        assert other.period.by is by
        assert other.period.begins < period(by, on).begins


def test_a_leap_day_is_compared_with_the_day_before_march() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert [other.period.first for other in comparisons(By.HOUR, date(2028, 2, 29))] == [
        date(2028, 2, 28), date(2028, 2, 22), date(2027, 2, 28),
    ]  # fmt: skip
