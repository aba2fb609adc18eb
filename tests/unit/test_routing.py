from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.clock import CHINA
from cases.deadlines import WorkCalendar
from cases.hours import HoursBook
from cases.routing import Action, Reason, Route, area_code_of, route
from cases.units import Directory, Tier, Unit


def province(code: str, name: str, area_codes: tuple[str, ...] = ()) -> Unit:
    return Unit(code, name, name, Tier.PROVINCE, "000000", 2, area_codes, "24h")


def city(code: str, name: str, *area_codes: str, primary: tuple[str, ...] = (), hours: str = "office") -> Unit:
    return Unit(code, name, name, Tier.CITY, f"{code[:2]}0000", 1, area_codes, hours, primary)


DIRECTORY = Directory(
    (
        Unit("000000", "公安部", "公安部", Tier.MINISTRY, None, 8, (), "24h"),
        province("110000", "北京", ("010",)),
        province("310000", "上海", ("021",)),
        province("370000", "山东"),
        city("370900", "泰安", "0538"),
        city("371600", "滨州", "0543", hours="夜间"),
        province("430000", "湖南"),
        city("430200", "株洲", "0731"),
        city("430100", "长沙", "0731", primary=("0731",)),
        province("650000", "新疆"),
        city("654000", "伊犁", "0999", "0992"),
    )
)
HOURS = HoursBook(WorkCalendar.of({}))
WORKING = datetime(2026, 11, 6, 10, 0, tzinfo=CHINA)
NIGHT = datetime(2026, 11, 6, 22, 0, tzinfo=CHINA)
AREA_CODES = sorted({area_code for unit in DIRECTORY for area_code in unit.area_codes})
FORMS = (
    "{code}12389",
    "{code}-12389",
    "({code}) 12389",
    "{code}－１２３８９",
    "+86{short}12389",
    "+86 {code} 12389",
    "+86(0){short}-12389",
    "0086{short}12389",
    "0086-{code}-12389",
    "86{short}12389",
    "{code}8200345",
)


def routed(called: str, trunk_unit: str = "370900", at: datetime = WORKING) -> Route:
    return route(called, trunk_unit, at, DIRECTORY, HOURS)


@pytest.mark.parametrize("form", FORMS)
def test_a_called_number_in_every_form_reaches_the_unit_of_its_area_code(form: str) -> None:
    called = form.format(code="0538", short="538")
    assert routed(called, "310000") == Route("370900", Action.QUEUE, (Reason.AREA_CODE, Reason.OPEN))


def test_full_width_digits_are_digits() -> None:
    assert routed("０５３８１２３８９", "310000").unit == "370900"


@pytest.mark.parametrize("called", ["12389", " 12389 ", "+8612389", "1 2 3 8 9", "", "s", "110"])
def test_without_an_area_code_the_trunk_decides(called: str) -> None:
    assert routed(called).unit == "370900"
    assert routed(called).reasons == (Reason.NO_AREA_CODE, Reason.OPEN)


def test_an_area_code_that_is_nobodys_leaves_it_to_the_trunk() -> None:
    assert routed("099812389").reasons[0] is Reason.UNKNOWN_AREA_CODE
    assert routed("099812389").unit == "370900"


@pytest.mark.parametrize("called", ["13800000123", "013800000123", "+8613800000123", "86538123", "053"])
def test_a_number_that_only_looks_like_one_has_no_area_code(called: str) -> None:
    assert area_code_of(called) is None


def test_a_shared_area_code_stays_with_a_trunk_that_shares_it() -> None:
    assert routed("073112389", "430200").unit == "430200"
    assert routed("073112389", "430200").reasons[0] is Reason.SHARED_CODE_TRUNK


def test_a_shared_area_code_goes_to_its_primary_from_anywhere_else() -> None:
    assert routed("073112389", "370900").unit == "430100"
    assert routed("073112389", "999999").reasons[0] is Reason.SHARED_CODE_PRIMARY


def test_a_unit_with_two_area_codes_has_both() -> None:
    assert {routed("099912389").unit, routed("099212389").unit} == {"654000"}


@pytest.mark.parametrize("trunk_unit", ["", "999999", "${UNIT}", "x" * 8192])
def test_a_call_from_a_trunk_that_nobody_knows_goes_to_the_ministry(trunk_unit: str) -> None:
    expected = (Reason.NO_AREA_CODE, Reason.UNKNOWN_TRUNK, Reason.OPEN)
    assert routed("12389", trunk_unit) == Route("000000", Action.QUEUE, expected)


def test_out_of_hours_a_message_is_taken_for_the_same_unit() -> None:
    assert routed("053812389", at=NIGHT) == Route("370900", Action.MESSAGE, (Reason.AREA_CODE, Reason.CLOSED))


def test_a_unit_manned_round_the_clock_answers_at_night() -> None:
    assert routed("01012389", at=NIGHT).action is Action.QUEUE


def test_hours_that_nobody_defined_do_not_turn_a_caller_away() -> None:
    assert routed("054312389", at=NIGHT) == Route("371600", Action.QUEUE, (Reason.AREA_CODE, Reason.HOURS_UNKNOWN))


def test_a_route_names_its_queue() -> None:
    assert routed("053812389").queue == "unit-370900"


HOSTILE = (
    "0538" * 2048,
    "053812389\x00x",
    "${SHELL(ls)}12389",
    '0538"12389',
    "053812389&SIP/1",
    "0538;12389",
    "0538\u202812389",
    "\u6cf0\u5b89".encode("gbk").decode("utf-8", "replace"),
    "\u6cf0\u5b89".encode("gbk").decode("ascii", "surrogateescape"),
    "\ufdfa" * 8192,
    "+" * 8192,
    "(" * 40,
)


@pytest.mark.parametrize("called", HOSTILE)
def test_a_hostile_number_still_reaches_the_unit_of_the_trunk(called: str) -> None:
    assert routed(called, "110000").unit == "110000"


@given(st.text(max_size=200) | st.from_regex(r"[+0-9 ()\-]{0,30}"), st.text(max_size=10))
def test_any_junk_routes_somewhere(called: str, trunk_unit: str) -> None:
    assert routed(called, trunk_unit).unit in DIRECTORY


@given(st.sampled_from(AREA_CODES), st.sampled_from(FORMS), st.sampled_from([unit.code for unit in DIRECTORY]))
def test_any_units_area_code_in_any_form_reaches_a_unit_that_has_it(area_code: str, form: str, trunk_unit: str) -> None:
    called = form.format(code=area_code, short=area_code[1:])
    assert area_code in DIRECTORY.unit(routed(called, trunk_unit).unit).area_codes


@given(st.text(alphabet="abcdefg\x00$#{}", min_size=1, max_size=20))
def test_what_holds_no_number_is_left_to_the_trunk(called: str) -> None:
    assert routed(called, "430200").unit == "430200"
