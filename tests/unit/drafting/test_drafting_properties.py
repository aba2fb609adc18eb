"""What holds for any number and any day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.drafting.clock import times
from cases.drafting.dates import days_in
from cases.drafting.ids import is_id_number
from cases.drafting.lunar import solar_day
from cases.drafting.numbers import read_count, read_digits
from cases.drafting.text import plain, say_small

DIGITS = "零一二三四五六七八九"
DAYS = st.dates(date(1801, 2, 1), date(2199, 12, 31))


def spoken(n: int) -> str:
    """A count below a hundred million, in full."""
    if n >= 10_000:
        head, rest = divmod(n, 10_000)
        return spoken(head) + "万" + (("零" if rest < 1000 else "") + spoken(rest) if rest else "")
    for size, unit in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            head, rest = divmod(n, size)
            return DIGITS[head] + unit + (("零" if rest < size // 10 else "") + spoken(rest) if rest else "")
    return DIGITS[n]


@given(st.integers(10, 99_999_999))
def test_any_count_spoken_in_full_comes_back(n: int) -> None:
    assert read_count(spoken(n)) == n


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("百", 100), ("千", 1000), ("万", 10_000)]))
def test_any_count_spoken_short_comes_back(head: int, tail: int, unit: tuple[str, int]) -> None:
    assert read_count(f"{DIGITS[head]}{unit[0]}{DIGITS[tail]}") == head * unit[1] + tail * unit[1] // 10


@given(st.text("0123456789", min_size=2, max_size=18), st.booleans(), st.booleans())
def test_any_digits_come_back_with_their_zeros(digits: str, one: bool, zero: bool) -> None:
    words = "".join(DIGITS[int(d)] for d in digits)
    words = words.replace("一", "幺") if one else words
    assert read_digits(words.replace("零", "洞") if zero else words) == digits


@given(DAYS, st.sampled_from([("昨天", 1), ("前天", 2), ("大前天", 3), ("今天", 0)]))
def test_any_relative_day_over_four_hundred_years(today: date, relation: tuple[str, int]) -> None:
    assert [d.day for d in days_in(relation[0], today)] == [today - timedelta(relation[1])]


@given(DAYS, st.integers(0, 6), st.sampled_from([("上个", 7), ("上上个", 14), ("这个", 0)]))
def test_any_weekday_falls_in_the_week_that_was_said(today: date, weekday: int, week: tuple[str, int]) -> None:
    found = days_in(f"{week[0]}星期{'一二三四五六日'[weekday]}", today)[0].day
    monday = today - timedelta(today.weekday())
    assert found.weekday() == weekday
    assert found == monday - timedelta(week[1]) + timedelta(weekday)


@given(DAYS, st.integers(1, 364))
def test_a_month_and_day_is_the_newest_that_has_come(today: date, back: int) -> None:
    day = today - timedelta(back)
    if (day.month, day.day) == (2, 29):
        return
    words = f"{say_small(day.month)}月{say_small(day.day)}号"
    assert days_in(words, today)[0].day == day


@given(DAYS, st.integers(1, 28))
def test_last_month_is_the_month_before(today: date, number: int) -> None:
    month_end = today.replace(day=1) - timedelta(1)
    assert days_in(f"上个月{say_small(number)}号", today)[0].day == month_end.replace(day=number)


@given(st.integers(1800, 2199), st.integers(1, 12), st.integers(1, 29))
def test_lunar_days_follow_one_another(year: int, month: int, day: int) -> None:
    first, found = solar_day(year, month, 1), solar_day(year, month, day)
    assert first is not None and found is not None
    assert found - first == timedelta(day - 1)


@given(st.integers(1, 12), st.integers(0, 59))
def test_any_time_with_its_period_comes_back(hour: int, minute: int) -> None:
    said = f"上午{say_small(hour)}点" + (f"{'零' if minute < 10 else ''}{say_small(minute)}分" if minute else "")
    assert [t.hhmm for t in times(said)] == [f"{hour:02d}:{minute:02d}"]


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_becomes_plain_text_with_places_in_the_original(raw: str) -> None:
    text, offsets = plain(raw)
    assert len(text) == len(offsets)
    assert all(0 <= at < len(raw) for at in offsets)


@given(st.from_regex(r"\d{17}[\dX]", fullmatch=True))
def test_changing_one_digit_breaks_an_id_number(number: str) -> None:
    if is_id_number(number):
        other = str((int(number[16]) + 1) % 10)
        assert not is_id_number(number[:16] + other + number[17])
