from dataclasses import replace

import pytest

from cases.seats import Seat
from cases.units import Directory, DirectoryFaulty, NoSuchSeat, NoSuchUnit, Tier, Unit

MINISTRY = Unit("000000", "公安部", "公安部", Tier.MINISTRY, None, 8, (), "24h")
SHANDONG = Unit("370000", "山东省公安厅", "山东", Tier.PROVINCE, "000000", 2, (), "office")
TAIAN = Unit("370900", "泰安市公安局", "泰安", Tier.CITY, "370000", 1, ("0538",), "office")
HUNAN = Unit("430000", "湖南省公安厅", "湖南", Tier.PROVINCE, "000000", 2, (), "office")
ZHUZHOU = Unit("430200", "株洲市公安局", "株洲", Tier.CITY, "430000", 1, ("0731",), "office")
CHANGSHA = Unit("430100", "长沙市公安局", "长沙", Tier.CITY, "430000", 1, ("0731",), "office", ("0731",))
UNITS = (MINISTRY, SHANDONG, TAIAN, HUNAN, ZHUZHOU, CHANGSHA)


def faults(*units: Unit) -> list[tuple[int, str]]:
    with pytest.raises(DirectoryFaulty) as caught:
        Directory(units)
    return [(fault.index, fault.field) for fault in caught.value.faults]


def test_a_city_stands_under_its_province_and_the_ministry() -> None:
    assert [unit.code for unit in Directory(UNITS).chain("370900")] == ["370900", "370000", "000000"]


def test_the_ministry_stands_alone_at_the_top() -> None:
    assert Directory(UNITS).chain("000000") == (MINISTRY,)
    assert Directory(UNITS).ministry is MINISTRY


def test_a_province_sees_itself_and_its_cities_only() -> None:
    directory = Directory(UNITS)
    assert directory.jurisdiction("430000") == {"430000", "430100", "430200"}
    assert directory.jurisdiction("370900") == {"370900"}
    assert directory.jurisdiction("000000") == {unit.code for unit in UNITS}


def test_a_seat_is_the_first_four_digits_and_a_number() -> None:
    directory = Directory(UNITS)
    assert directory.seats("370900") == (Seat("37091", "370900"),)
    assert [seat.number for seat in directory.seats("000000")] == [f"0000{n}" for n in range(1, 9)]
    assert len(directory.all_seats()) == 8 + 2 + 2 + 1 + 1 + 1


def test_a_seat_is_found_by_its_number_and_by_its_browser_endpoint() -> None:
    directory = Directory(UNITS)
    assert directory.unit_of_seat("37091") is TAIAN
    assert directory.seat("37091w") is directory.seat("37091")
    assert (directory.seat("37091").interface, directory.seat("37091").browser_endpoint) == (
        "PJSIP/37091",
        "37091w",
    )


@pytest.mark.parametrize("number", ["37099", "", "37091ww", "\x00", "3" * 8192])
def test_a_seat_that_is_nobodys_is_a_named_error(number: str) -> None:
    with pytest.raises(NoSuchSeat):
        Directory(UNITS).unit_of_seat(number)


def test_an_unknown_unit_is_a_named_error_everywhere() -> None:
    directory = Directory(UNITS)
    for ask in (directory.unit, directory.chain, directory.seats, directory.jurisdiction, directory.members):
        with pytest.raises(NoSuchUnit):
            ask("999900")
    assert "999900" not in directory


def test_a_queue_is_served_by_its_own_seats_then_the_levels_above() -> None:
    members = [(seat.number, penalty) for seat, penalty in Directory(UNITS).members("370900")]
    assert members[:3] == [("37091", 1), ("37001", 2), ("37002", 2)]
    assert {penalty for _, penalty in members[3:]} == {3}


def test_a_shared_area_code_names_its_primary_first_whatever_the_order() -> None:
    assert Directory(UNITS).by_area_code("0731") == (CHANGSHA, ZHUZHOU)
    assert Directory(reversed(UNITS)).by_area_code("0731") == (CHANGSHA, ZHUZHOU)
    assert Directory(UNITS).by_area_code("0999") == ()


def test_the_queue_is_named_after_the_unit() -> None:
    assert TAIAN.queue == "unit-370900"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(TAIAN, code="37090"), "code"),
        (replace(TAIAN, code="370000", parent="430000"), "code"),
        (replace(TAIAN, code="３70900"), "code"),
        (replace(TAIAN, parent="000000"), "parent"),
        (replace(TAIAN, parent="430000"), "parent"),
        (replace(TAIAN, parent=None), "parent"),
        (replace(TAIAN, parent="999999"), "parent"),
        (replace(TAIAN, seats=2), "seats"),
        (replace(TAIAN, area_codes=("538",)), "area_codes"),
        (replace(TAIAN, primary_codes=("0539",)), "area_codes"),
    ],
)
def test_what_is_wrong_with_a_city_is_named_by_place_and_field(wrong: Unit, field: str) -> None:
    assert (2, field) in faults(MINISTRY, SHANDONG, wrong, HUNAN)


def test_the_same_code_twice_is_refused() -> None:
    assert faults(*UNITS, TAIAN) == [(6, "code")]


def test_two_units_may_not_share_seat_numbers() -> None:
    assert (3, "code") in faults(MINISTRY, SHANDONG, TAIAN, replace(TAIAN, code="370901", area_codes=()))


def test_a_shared_area_code_needs_exactly_one_primary() -> None:
    assert faults(MINISTRY, HUNAN, ZHUZHOU, replace(CHANGSHA, primary_codes=())) == [(2, "area_codes")]
    assert faults(MINISTRY, HUNAN, replace(ZHUZHOU, primary_codes=("0731",)), CHANGSHA) == [(2, "area_codes")]


def test_there_is_one_ministry() -> None:
    assert (0, "tier") in faults()
    assert (1, "tier") in faults(MINISTRY, replace(MINISTRY, code="000001"))


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(MINISTRY, replace(SHANDONG, seats=3), replace(TAIAN, seats=0, area_codes=("1",)))) == 3
