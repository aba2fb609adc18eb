"""What config/units.csv says of the real organs, beyond what loading checks."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from cases.units import Directory, Tier, Unit
from config.load import load_directory, load_hours_book

CONFIG = Path(__file__).parents[3] / "config"
MUNICIPALITIES = {"110000": "010", "120000": "022", "310000": "021", "500000": "023"}
DISAGREED = """
秦皇岛 朔州 晋中 吕梁 兴安盟 鞍山 抚顺 本溪 铁岭 吉林市
舟山 鹰潭 三沙 儋州 眉山 资阳 遵义 安顺 海南州 伊犁
"""
CORPS_DIVISIONS = frozenset(f"66{division:02}00" for division in range(1, 15))
ASSUMED = CORPS_DIVISIONS | {"419000", "429000", "469000"}
SOURCES = ("PCC", "JioNLP", "phonenumbers")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(CONFIG / "units.csv", hours=load_hours_book(CONFIG).names)


@pytest.fixture(scope="module")
def comments() -> dict[str, str]:
    with (CONFIG / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row["comment"] for row in csv.DictReader(file)}


def cities(directory: Directory) -> list[Unit]:
    return [unit for unit in directory if unit.tier is Tier.CITY]


def test_there_are_383_organs_on_three_levels(directory: Directory) -> None:
    assert len(directory) == 383
    assert Counter(unit.tier for unit in directory) == {Tier.MINISTRY: 1, Tier.PROVINCE: 32, Tier.CITY: 350}


def test_there_are_422_seats_and_no_number_twice(directory: Directory) -> None:
    numbers = [seat.number for seat in directory.all_seats()]
    assert len(numbers) == len(set(numbers)) == 422
    assert all(re.fullmatch(r"\d{5}", number) for number in numbers)
    levels = Counter(directory.unit_of_seat(number).tier for number in numbers)
    assert levels == {Tier.MINISTRY: 8, Tier.PROVINCE: 64, Tier.CITY: 350}


def test_names_are_not_mixed_up(directory: Directory) -> None:
    for label in ("name", "short_name"):
        assert [name for name, times in Counter(getattr(u, label) for u in directory).items() if times > 1] == []


def test_the_province_of_a_city_is_that_of_its_code(directory: Directory) -> None:
    assert {unit.code: unit.parent for unit in cities(directory)} == {
        unit.code: f"{unit.code[:2]}0000" for unit in cities(directory)
    }


def test_every_city_can_be_dialled_by_an_area_code(directory: Directory) -> None:
    assert [unit.name for unit in cities(directory) if not unit.area_codes] == []


def test_of_the_levels_above_only_the_four_municipalities_have_an_area_code(directory: Directory) -> None:
    """The code of a province's capital is the capital's: the province is reached by its own trunk."""
    above = [unit for unit in directory if unit.tier is not Tier.CITY]
    assert {unit.code: unit.area_codes[0] for unit in above if unit.area_codes} == MUNICIPALITIES


def test_who_takes_the_calls_of_a_shared_code_is_marked_once(directory: Directory) -> None:
    codes = Counter(area_code for unit in directory for area_code in unit.area_codes)
    marks = Counter(area_code for unit in directory for area_code in unit.primary_codes)
    assert marks == {area_code: 1 for area_code, units in codes.items() if units > 1}


def test_a_shared_code_and_its_primary_stand_in_the_comment(directory: Directory, comments: dict[str, str]) -> None:
    for unit in directory:
        for area_code in unit.area_codes:
            sharers = directory.by_area_code(area_code)
            if len(sharers) > 1:
                who = "本单位主接" if sharers[0] is unit else f"由{sharers[0].short_name}主接"
                assert re.search(rf"{area_code} 与[^；]*共用，{who}", comments[unit.code]), unit.code


def test_the_capital_takes_the_calls_of_a_code_it_shares(directory: Directory) -> None:
    shared = {
        "024": "沈阳",
        "028": "成都",
        "029": "西安",
        "0371": "郑州",
        "0731": "长沙",
        "0851": "贵阳",
        "0898": "海口",
    }
    assert {code: directory.by_area_code(code)[0].short_name for code in shared} == shared


@pytest.mark.parametrize(
    ("unit", "area_codes"),
    [
        ("开封", ("0371", "0378")),
        ("亳州", ("0558", "0567")),
        ("抚顺", ("024",)),
        ("本溪", ("024",)),
        ("铁岭", ("024",)),
        ("眉山", ("028",)),
        ("资阳", ("028",)),
        ("遵义", ("0851",)),
        ("安顺", ("0851",)),
        ("咸阳", ("029",)),
        ("河南直管县市", ("0391",)),
    ],
)
def test_a_doubtful_code_is_settled_by_a_source_that_is_named(
    directory: Directory, comments: dict[str, str], unit: str, area_codes: tuple[str, ...]
) -> None:
    [found] = [each for each in directory if each.short_name == unit]
    assert found.area_codes == area_codes
    assert "出处：" in comments[found.code]


def test_the_20_disagreements_of_the_sources_are_settled_with_a_reason(
    directory: Directory, comments: dict[str, str]
) -> None:
    disagreed = {code for code, comment in comments.items() if "区号有分歧" in comment}
    assert {directory.unit(code).short_name for code in disagreed} == set(DISAGREED.split())
    assert len(disagreed) == 20
    for code in disagreed:
        assert all(f"{name}=" in comments[code] for name in SOURCES) or "三个来源都没有" in comments[code], code
        taken = re.search(r"取 ?(0\d+)?：(.{8,})", comments[code])
        assert taken, code
        assert taken[1] in (None, *directory.unit(code).area_codes), code


def test_the_17_organs_that_are_assumed_say_so(directory: Directory, comments: dict[str, str]) -> None:
    assert len(ASSUMED) == 17
    assert {code for code, comment in comments.items() if "本行是推定" in comment} == ASSUMED
    assert all(directory.unit(code).tier is Tier.CITY for code in ASSUMED)


def test_hours_round_the_clock_are_said_to_be_assumed(directory: Directory, comments: dict[str, str]) -> None:
    manned = {unit.code for unit in directory if unit.hours == "24h"}
    assert manned == {code for code, comment in comments.items() if "值守时间是推定" in comment}


def test_nothing_waits_to_be_checked(comments: dict[str, str]) -> None:
    assert [code for code, comment in comments.items() if "待核" in comment] == []
