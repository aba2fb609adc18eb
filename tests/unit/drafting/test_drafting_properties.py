"""What holds for any number and any day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.drafting.identifiers.ids import is_id_number, reporter_id_number
from cases.drafting.identifiers.phones import reporter_phone
from cases.drafting.model import Turn
from cases.drafting.reading.lines import scene_of
from cases.drafting.reading.numbers import read_count, read_digits
from cases.drafting.reading.text import plain, say_small
from cases.drafting.times.clock import times
from cases.drafting.times.dates import days_in
from cases.drafting.times.lunar import solar_day

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


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
PAUSES = st.sampled_from(["", "嗯", "呃", "那个", "然后"])


def told(*parts: str) -> str | None:
    """What the caller answers, with the operator's 嗯 between the parts."""
    turns = [Turn("operator", "您的电话是多少")]
    for part in parts:
        turns += [Turn("caller", part), Turn("operator", "嗯")]
    found = reporter_phone(scene_of(turns))
    return found.value if found else None


def _said(digits: str) -> str:
    return "".join("幺" if d == "1" else "叉" if d == "X" else DIGITS[int(d)] for d in digits)


@given(MOBILES, st.sampled_from([(3, 7), (3, 6), (4, 8), (5, 8)]), PAUSES, PAUSES)
def test_any_phone_number_in_groups_comes_back(mobile: str, cuts: tuple[int, int], one: str, other: str) -> None:
    first, second, third = _said(mobile[: cuts[0]]), _said(mobile[cuts[0] : cuts[1]]), _said(mobile[cuts[1] :])
    assert told(first + one + second + other + third) == mobile
    assert told(first, second, third) == mobile


@given(
    MOBILES, st.text("0123456789", min_size=3, max_size=4), st.sampled_from(["不对", "说错了", "哎不对不对", "错了"])
)
def test_any_corrected_phone_number_is_the_corrected_one(mobile: str, wrong: str, sorry: str) -> None:
    end = len(wrong)
    slip, tail = _said(mobile[:-end] + wrong), _said(mobile[-end:])
    assert told(f"{slip}{sorry}{_said(mobile)}") == mobile
    assert told(f"{slip}{sorry}最后是{tail}") == mobile
    assert told(f"{slip}{sorry}最后是{tail}{_said(mobile)}") == mobile
    assert told(slip, f"{sorry}后面是{tail}") == mobile


@given(DAYS, st.sampled_from([("昨天", 1), ("前天", 2), ("大前天", 3), ("今天", 0)]))
def test_any_relative_day_over_four_hundred_years(today: date, relation: tuple[str, int]) -> None:
    assert [d.day for d in days_in(relation[0], today)] == [today - timedelta(relation[1])]


@given(DAYS, st.integers(0, 6), st.sampled_from([("上个", 7), ("上上个", 14), ("这个", 0)]))
def test_any_weekday_falls_in_the_week_that_was_said_or_has_not_come(
    today: date, weekday: int, week: tuple[str, int]
) -> None:
    found = [told.day for told in days_in(f"{week[0]}星期{'一二三四五六日'[weekday]}", today)]
    meant = today - timedelta(today.weekday()) - timedelta(week[1]) + timedelta(weekday)
    assert meant.weekday() == weekday
    assert found == ([meant] if meant <= today else [])


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


@given(DAYS, st.integers(2, 31))
def test_so_many_days_ago(today: date, back: int) -> None:
    assert [d.day for d in days_in(f"{say_small(back)}天前", today)] == [today - timedelta(back)]


@given(DAYS, st.integers(1, 12), st.integers(1, 28), st.sampled_from([("去年", 1), ("前年", 2), ("大前年", 3)]))
def test_a_day_of_a_year_before(today: date, month: int, day: int, year: tuple[str, int]) -> None:
    words = f"{year[0]}{say_small(month)}月{say_small(day)}号"
    assert [d.day for d in days_in(words, today)] == [date(today.year - year[1], month, day)]


@given(DAYS, st.integers(1, 28))
def test_this_month_is_the_month_of_the_call(today: date, number: int) -> None:
    day = min(number, today.day)
    assert [d.day for d in days_in(f"这个月{say_small(day)}号", today)] == [today.replace(day=day)]


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.integers(1, 28), st.integers(1, 12))
def test_a_day_with_its_year_is_that_day(today: date, day: int, month: int) -> None:
    year = "".join(DIGITS[int(d)] for d in str(today.year - 1))
    words = f"{year}年{say_small(month)}月{say_small(day)}号"
    assert [d.day for d in days_in(words, today)] == [date(today.year - 1, month, day)]


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


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    day = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    head = f"{draw(st.integers(110000, 659999))}{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    fitting = [head + last for last in "0123456789X" if is_id_number(head + last)]
    assert len(fitting) == 1
    return fitting[0]


@given(id_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_changing_one_digit_breaks_an_id_number(number: str, at: int, by: int) -> None:
    other = str((int(number[at]) + by) % 10)
    assert not is_id_number(number[:at] + other + number[at + 1 :])


@given(id_numbers(), st.sampled_from([(6, 10, 14), (6, 9, 12), (3, 6, 14), (6, 12, 15)]))
def test_any_id_number_in_groups_over_the_turns_comes_back(number: str, cuts: tuple[int, int, int]) -> None:
    parts = [number[a:b] for a, b in pairwise((0, *cuts, 18))]
    turns = [Turn("operator", "您的身份证号"), *(Turn("caller", _said(part)) for part in parts)]
    found = reporter_id_number(scene_of(turns))
    assert found is not None and found.value == number
