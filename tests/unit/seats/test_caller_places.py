"""How a caller's number is shown, and where it hints at."""

from __future__ import annotations

import pytest

from config.load import load_directory
from config.settings import PROJECT
from seats.caller import Places, number_masked, number_shown
from seats.mobile_places import MobilePlaces

DIRECTORY = load_directory(PROJECT / "config" / "units.csv")


@pytest.fixture(scope="module")
def warm() -> MobilePlaces:
    places = MobilePlaces()
    places.warm_up().join(60)
    return places


@pytest.mark.parametrize(
    ("raw", "shown", "masked"),
    [
        ("13800000123", "13800000123", "138****0123"),
        ("+8613800000123", "13800000123", "138****0123"),
        ("05388200345", "0538-8200345", "0538-****345"),
        ("", "未显示号码", "未显示号码"),
        ("anonymous", "未显示号码", "未显示号码"),
        ("<b>x</b>", "<b>x</b>", "号码无法识别"),
        ("\u202e\u2028\x00", "号码无法识别", "号码无法识别"),
        ("张" * 500, "张" * 40, "号码无法识别"),
    ],
)
def test_a_number_is_whole_for_its_operator_and_masked_in_lists(raw: str, shown: str, masked: str) -> None:
    assert (number_shown(raw), number_masked(raw)) == (shown, masked)


def test_a_landline_has_its_place_at_once() -> None:
    assert Places(DIRECTORY, MobilePlaces()).of("05388200345") == "山东泰安"


def test_a_mobile_has_none_until_the_tables_are_there() -> None:
    assert Places(DIRECTORY, MobilePlaces()).of("13800000123") == ""


def test_a_mobile_has_its_place_once_they_are(warm: MobilePlaces) -> None:
    assert Places(DIRECTORY, warm).of("13800000123") == "北京市"


@pytest.mark.parametrize("raw", ["", "19900000000", "16600000000", "12389", "not a number", "9" * 40, "+85223456789"])
def test_what_has_no_place_is_empty_and_never_raises(warm: MobilePlaces, raw: str) -> None:
    assert Places(DIRECTORY, warm).of(raw) == ""
