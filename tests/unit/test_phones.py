import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.phones import PhoneKind, PhoneNumber, normalise, place_of
from cases.units import Directory, Tier, Unit

MINISTRY = Unit("000000", "公安部", "公安部", Tier.MINISTRY, None, 8, (), "24h")


def unit(code: str, short_name: str, *area_codes: str, primary: tuple[str, ...] = ()) -> Unit:
    is_city = not code.endswith("0000")
    tier, parent = (Tier.CITY, f"{code[:2]}0000") if is_city else (Tier.PROVINCE, "000000")
    return Unit(code, short_name, short_name, tier, parent, 1 if is_city else 2, area_codes, "office", primary)


DIRECTORY = Directory(
    (
        MINISTRY,
        unit("110000", "北京", "010"),
        unit("370000", "山东"),
        unit("370900", "泰安", "0538"),
        unit("430000", "湖南"),
        unit("430100", "长沙", "0731", primary=("0731",)),
        unit("430200", "株洲", "0731"),
        unit("650000", "新疆"),
        unit("652900", "阿克苏", "0997", primary=("0997",)),
        unit("660000", "兵团"),
        unit("660100", "第一师", "0997"),
    )
)


def number(raw: str) -> PhoneNumber:
    found = normalise(raw)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "raw",
    [
        "13800000123",
        "013800000123",
        "+8613800000123",
        "008613800000123",
        "8613800000123",
        "138 0000 0123",
        "138-0000-0123",
        "１３８０００００１２３",
        "+86 (0)138 0000 0123",
    ],
)
def test_a_mobile_number_has_one_normal_form(raw: str) -> None:
    assert number(raw) == PhoneNumber("13800000123", PhoneKind.MOBILE)


@pytest.mark.parametrize(
    "raw",
    [
        "05388200345",
        "0538-8200345",
        "(0538)8200345",
        "+865388200345",
        "+86 0538 8200345",
        "00865388200345",
        "865388200345",
    ],
)
def test_a_landline_has_one_normal_form(raw: str) -> None:
    assert number(raw) == PhoneNumber("05388200345", PhoneKind.LANDLINE, "0538")


@pytest.mark.parametrize(
    ("raw", "area_code", "local"),
    [("01082003456", "010", "82003456"), ("+862182003456", "021", "82003456"), ("073182003456", "0731", "82003456")],
)
def test_area_code_and_local_number_are_told_apart(raw: str, area_code: str, local: str) -> None:
    assert (number(raw).area_code, number(raw).local) == (area_code, local)


def test_a_landline_without_area_code_says_so() -> None:
    assert number("8200345") == PhoneNumber("8200345", PhoneKind.LANDLINE)
    assert number("86538123") == PhoneNumber("86538123", PhoneKind.LANDLINE)


@pytest.mark.parametrize(
    ("raw", "digits"),
    [
        ("110", "110"),
        ("12345", "12345"),
        ("95500", "95500"),
        ("400-000-0123", "4000000123"),
        ("+864000000123", "4000000123"),
        ("+852 2345 6789", "+85223456789"),
        ("0085223456789", "+85223456789"),
        ("99999999999", "99999999999"),
    ],
)
def test_other_numbers_are_kept_as_they_are(raw: str, digits: str) -> None:
    assert number(raw) == PhoneNumber(digits, PhoneKind.OTHER)


@pytest.mark.parametrize("raw", ["", "  ", "anonymous", "Anonymous", "UNKNOWN", "Restricted"])
def test_a_withheld_number_is_not_an_error(raw: str) -> None:
    found = number(raw)
    assert (found.kind, found.digits, found.shown, found.masked) == (
        PhoneKind.WITHHELD,
        "",
        "未显示号码",
        "未显示号码",
    )


@pytest.mark.parametrize(
    "raw",
    [
        "张三",
        "138${X}00000123",
        "13800000123\x00",
        '13800000123"',
        "13800000123\r\nAction: Originate",
        "138\u20280000123",
        "1" * 8192,
        "张三".encode("gbk").decode("utf-8", "replace"),
        "张三".encode("gbk").decode("ascii", "surrogateescape"),
        "12",
        "+",
    ],
)
def test_what_is_no_number_is_none(raw: str) -> None:
    assert normalise(raw) is None


@pytest.mark.parametrize(
    ("raw", "masked", "shown"),
    [
        ("+8613800000123", "138****0123", "13800000123"),
        ("05388200345", "0538-****345", "0538-8200345"),
        ("01082003456", "010-*****456", "010-82003456"),
        ("8200345", "****345", "8200345"),
        ("12345", "12345", "12345"),
        ("+85223456789", "*********789", "+85223456789"),
    ],
)
def test_a_masked_number_hides_its_middle(raw: str, masked: str, shown: str) -> None:
    assert (number(raw).masked, number(raw).shown) == (masked, shown)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("05388200345", "山东泰安"),
        ("01082003456", "北京"),
        ("073182003456", "湖南长沙/株洲"),
        ("09978200345", "新疆阿克苏"),
        ("05398200345", None),
        ("8200345", None),
        ("13800000123", None),
        ("", None),
    ],
)
def test_the_area_code_of_a_landline_says_where_it_is(raw: str, place: str | None) -> None:
    assert place_of(number(raw), DIRECTORY) == place


@given(st.text(max_size=100) | st.from_regex(r"[+0-9 ()\-]{0,30}"))
def test_normalising_never_raises_and_is_stable(raw: str) -> None:
    found = normalise(raw)
    if found is not None and found.kind is not PhoneKind.WITHHELD:
        assert normalise(found.digits) == normalise(found.shown) == found


@given(st.from_regex(r"(\+86|0086|0)?[0-9]{7,15}", fullmatch=True))
def test_a_mask_never_shows_more_than_seven_digits_of_a_person(raw: str) -> None:
    found = normalise(raw)
    assert found is not None
    hidden = found.masked.count("*")
    assert hidden >= 4 or len(found.local) <= 6
