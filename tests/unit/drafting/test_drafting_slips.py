"""Slips of the same sound in numbers: put right where the whole number proves right, else nothing."""

from __future__ import annotations

import pytest

from cases.drafting.identifiers.ids import reporter_id_number
from cases.drafting.identifiers.phones import reporter_phone
from cases.drafting.identifiers.plates import plate_numbers
from cases.drafting.model import Turn
from cases.drafting.reading.lines import Scene, scene_of


def said(*turns: str) -> Scene:
    """The operator asks first; then both in turns, the caller first."""
    return scene_of([Turn("caller" if n % 2 else "operator", text) for n, text in enumerate(turns)])


def phone(*turns: str) -> str | None:
    found = reporter_phone(said(*turns))
    return found.value if found else None


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("幺三八零武三八幺二三四", "13805381234"),
        ("幺三八零五三八医二三四", "13805381234"),
        ("邀三八零五三八幺二三四", "13805381234"),
        ("电话是腰三八零五三八幺二三四", "13805381234"),
        ("幺三八零五三霸幺二散四", "13805381234"),
        ("幺三八零嗯五三八幺尔二三四", None),
        ("幺三八灵五三八幺二三四谢谢", "13805381234"),
    ],
)
def test_a_slip_within_a_phone_number_is_put_right(answer: str, number: str | None) -> None:
    assert phone("您的电话是多少", answer) == number


HOSTILE = [
    "幺三八零五三八幺二三吧",
    "我要三八零五三八幺二三四",
    "就三八零五三八幺二三四",
    "幺三八零五就三八幺二三",
    "幺三八零五而三八幺二三",
    "幺三八零五三八幺二三无",
    "幺三八零五三八医幺二三四",
    "幺三八零五三八医院二三四",
    "幺三八武三八",
    "幺二八零武三八幺二三四",
    "幺三霸零武三散幺二三四",
    "八月武号三点五十",
    "罚了三千武百五一共两次",
    "住在三号楼二丹元医零武",
    "幺三八零武三八幺二三四不对",
    "警号零三武七医二",
    "车牌鲁J一二医院",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_no_number_comes_of_words_that_only_sound_like_digits(answer: str) -> None:
    scene = said("您的电话是多少", answer)
    assert reporter_phone(scene) is None
    assert reporter_id_number(scene) is None
    assert plate_numbers(scene) == []


def test_a_number_of_somebody_else_is_not_put_right_into_the_callers() -> None:
    assert phone("您说", "骗子给我打的电话是幺三八零武三八幺二三四") is None
    assert phone("您说", "工号后面一串幺三八零武三八幺二三四") is None


def test_two_numbers_by_sound_are_none() -> None:
    assert phone("您的电话", "幺三八零武三八幺二三四", "还有别的号码吗", "幺三九零武三八幺二三四") is None


def test_a_number_that_was_heard_whole_stands_before_one_by_sound() -> None:
    assert phone("您的电话", "幺三八零五三八幺二三四", "再说一遍", "幺三八零武三九幺二三四") == "13805381234"


@pytest.mark.parametrize(("answer", "number"), [("对", "13805381239"), ("不对", "13805381234")])
def test_the_read_back_that_is_confirmed_outranks_the_sound(answer: str, number: str) -> None:
    assert phone("您的电话", "幺三八零武三八幺二三四", "幺三八零五三八幺二三九对吧", answer) == number


ID = "幺幺零幺零五幺九四九幺二三幺零零二叉"


@pytest.mark.parametrize("at", range(1, 16))
def test_a_slip_within_an_id_number_is_put_right_by_its_check_digit(at: int) -> None:
    alike = {"幺": "腰", "零": "灵", "五": "武", "九": "酒", "四": "寺", "二": "饵", "三": "伞"}
    found = reporter_id_number(said("您的身份证号", ID[:at] + alike[ID[at]] + ID[at + 1 :]))
    assert found is not None
    assert (found.value, found.source) == ("11010519491231002X", "id.by_sound")


@pytest.mark.parametrize("wrong", ["零", "幺", "三", "六", "七", "八"])
def test_an_id_number_whose_check_digit_fails_stays_empty(wrong: str) -> None:
    assert reporter_id_number(said("您的身份证号", ID[:5] + "酒" + ID[6:14] + wrong + ID[15:])) is None


@pytest.mark.parametrize(
    ("words", "plates"),
    [
        ("车牌鲁J一二医四五", ["鲁J12145"]),
        ("车牌鲁J医二三四五", []),
        ("车牌鲁J一二三四武", []),
        ("车牌鲁J一二医四", []),
        ("车牌鲁J一二医四五六七八", []),
        ("车牌鲁J一武医四五", []),
    ],
)
def test_a_slip_within_a_plate_is_put_right_between_its_signs(words: str, plates: list[str]) -> None:
    assert [e.value for e in plate_numbers(said("车牌多少", words))] == plates
