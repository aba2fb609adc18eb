"""From a draft to a numbered registration: the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.barred import Barred, barred_units, is_barred
from cases.clock import CHINA
from cases.deadlines import WorkCalendar
from cases.fast_track import is_over, notified, same_day
from cases.handling_time import Grade, acceptance_due, handling_due
from cases.recusal import marks_in
from cases.registration import Book, NotReady, State, callback_time, check, check_amended, real_name
from cases.registration_number import number_year, registration_number
from config.load import load_calendar, load_categories, load_directory, load_dispositions
from config.settings import PROJECT

CONFIG = PROJECT / "config"
DIRECTORY = load_directory(CONFIG / "units.csv")
BOOK = Book(load_categories(CONFIG / "categories.csv"), load_dispositions(CONFIG / "dispositions.csv"), DIRECTORY)
CALENDAR = load_calendar(CONFIG / "holidays.csv")
TAIAN, SHANDONG, MINISTRY = "370900", "370000", "000000"


def complete(**changed: Any) -> dict[str, Any]:
    form = {
        "channel": "12389电话", "main_problem": "报案后没有立案", "category": "打击防范", "sub_category": "有案不立",
        "category_version": 1, "told_lawful": True, "disposition": "已登记", "disposition_version": 1,
    }  # fmt: skip
    return form | changed


def fields(form: dict[str, Any]) -> list[str]:
    with pytest.raises(NotReady) as refused:
        check(form, BOOK)
    assert all(fault.message.endswith("。") for fault in refused.value.faults)
    return [fault.field for fault in refused.value.faults]


def test_a_complete_form_is_registered() -> None:
    assert check(complete(), BOOK).registers


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"main_problem": " \u3000\n"}, "main_problem"),
        ({"main_problem": None}, "main_problem"),
        ({"category": None}, "category"),
        ({"category": "没有这一类"}, "category"),
        ({"sub_category": "户籍办理"}, "sub_category"),
        ({"told_lawful": False}, "told_lawful"),
        ({"disposition": None}, "disposition"),
        ({"disposition": "没有这一种"}, "disposition"),
        ({"callback_at": "明天上午"}, "callback_at"),
        ({"urgent": True}, "fast_track_person"),
    ],
)
def test_what_is_missing_is_named_by_its_field(changed: dict[str, Any], field: str) -> None:
    assert fields(complete(**changed)) == [field]


def test_everything_that_is_missing_is_named_at_once_in_the_order_of_the_page() -> None:
    assert fields({"channel": "12389电话", "disposition": "已登记"}) == ["main_problem", "category", "told_lawful"]


def test_who_was_not_told_needs_a_reason_and_a_letter_none() -> None:
    check(complete(told_lawful=False, not_told_reason="通话中断"), BOOK)
    check(complete(told_lawful=False, channel="来信"), BOOK)


def test_a_call_that_is_no_matter_needs_nothing_but_its_disposition() -> None:
    for name in ("骚扰/无声", "误拨", "中断", "咨询已答复", "非受理已告知"):
        assert not check({"channel": "12389电话", "disposition": name}, BOOK).registers


def test_what_happens_now_goes_to_a_named_person_and_never_to_who_is_complained_of() -> None:
    accused = [{"name": "刘 强", "unit": "岱岳派出所"}]
    urgent = complete(urgent=True, accused=accused, fast_track_person="李四", fast_track_unit="督察支队")
    check(urgent, BOOK)
    assert fields(urgent | {"fast_track_person": "刘强"}) == ["fast_track_person"]
    for unit in ("岱岳派出所", "泰安市公安局岱岳派出所", " 岱岳 派出所"):
        assert fields(urgent | {"fast_track_unit": unit}) == ["fast_track_unit"]


def test_a_name_that_fits_every_unit_bars_none() -> None:
    assert not is_barred("泰前派出所", [Barred("派出所", "")])
    assert is_barred("岱岳派出所", [Barred("泰安市公安局岱岳派出所", "")])
    assert not is_barred("", [Barred("岱岳派出所", "")])


def test_a_unit_complained_of_is_known_by_its_name_and_its_short_name() -> None:
    form = {"accused": [{"unit": "泰安市公安局"}, {"unit": "岱岳派出所"}, {"unit": None}, {"unit": "岱岳派出所"}]}
    assert barred_units(form, DIRECTORY) == (Barred("泰安市公安局", TAIAN), Barred("岱岳派出所", ""))
    assert barred_units({"accused": [{"unit": "泰安市局"}]}, DIRECTORY) == (Barred("泰安市局", TAIAN),)


def test_the_notice_goes_to_the_nearest_supervisor_who_is_not_complained_of() -> None:
    everywhere = {TAIAN, SHANDONG, MINISTRY}
    of_taian, of_shandong, of_ministry = (
        marks_in({"accused": [{"unit": name}]}) for name in ("泰安市公安局", "山东省公安厅", "公安部")
    )
    nobody: frozenset[str] = frozenset()
    assert notified(TAIAN, nobody, everywhere, DIRECTORY) == TAIAN
    assert notified(TAIAN, nobody, {SHANDONG}, DIRECTORY) == SHANDONG
    assert notified(TAIAN, of_taian, everywhere, DIRECTORY) == SHANDONG
    assert notified(TAIAN, of_shandong, everywhere, DIRECTORY) == MINISTRY
    assert notified(TAIAN, nobody, set(), DIRECTORY) == TAIAN
    assert notified(MINISTRY, of_ministry, everywhere, DIRECTORY) == MINISTRY


def test_the_fast_track_ends_with_the_day_in_china() -> None:
    accepted = datetime(2026, 11, 22, 15, 59, tzinfo=UTC)
    due = same_day(accepted)
    assert due == date(2026, 11, 22)
    assert not is_over(due, accepted)
    assert is_over(due, datetime(2026, 11, 22, 16, 0, tzinfo=UTC))


def test_a_name_alone_is_not_real_name() -> None:
    assert real_name({"reporter_name": "张三", "reporter_phone": "13800000123"})
    assert not real_name({"reporter_name": "张三", "reporter_phone": "  "})
    assert not real_name({"reporter_phone": "13800000123"})
    assert not real_name({"reporter_name": "张三", "reporter_phone": "1", "anonymous": True})


def test_a_number_once_given_is_not_taken_back_and_a_change_has_its_reason() -> None:
    check_amended(State.CONFIRMED, complete(demand="退还"), "反映人补充", BOOK)
    with pytest.raises(NotReady) as no_reason:
        check_amended(State.CONFIRMED, complete(), " ", BOOK)
    assert [fault.field for fault in no_reason.value.faults] == ["reason"]
    with pytest.raises(NotReady) as taken_back:
        check_amended(State.CONFIRMED, complete(disposition="误拨"), "选错", BOOK)
    assert [fault.field for fault in taken_back.value.faults] == ["disposition"]
    assert check_amended(State.CLOSED, complete(), "其实是举报", BOOK).registers


def test_the_year_of_a_number_is_chinas() -> None:
    assert number_year(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == 2027
    assert registration_number(TAIAN, 2027, 1) == "370900-2027-00001"


def test_the_clock_counts_working_days_after_the_day_of_acceptance() -> None:
    accepted = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # a Sunday
    assert handling_due(accepted, CALENDAR).date == date(2026, 12, 11)
    assert handling_due(accepted, CALENDAR, Grade.SIMPLE).date == date(2026, 12, 4)
    assert acceptance_due(accepted, CALENDAR).date == date(2026, 12, 11)
    assert handling_due(accepted, WorkCalendar({}, frozenset())).provisional


@given(st.datetimes().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_to_call_back_can_be_kept_or_is_refused(at: datetime) -> None:
    said = f"{at.year:04d}-{at:%m-%d %H:%M}"
    found = callback_time(said)
    if found is None:
        assert not 2000 <= at.year < 3000
        assert fields(complete(callback_at=said)) == ["callback_at"]
    else:
        assert found.astimezone(UTC).astimezone(CHINA) == found


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_to_call_back_is_read_as_it_was_written(at: datetime) -> None:
    assert callback_time(f" {at:%Y-%m-%d %H:%M}") == at.replace(tzinfo=CHINA)


@given(st.text(max_size=30))
def test_no_text_breaks_the_rules(said: str) -> None:
    callback_time(said)
    is_barred(said, [Barred("岱岳派出所", "")])
    form = complete(main_problem=said, category=said, disposition=said, accused=[{"unit": said, "name": said}])
    assert fields(form)
