"""Codes by time: which moment they belong to, and what is said about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from cases.access import Role
from cases.second_factor import FAR, NEAR, OFFERED, STEP_S, Demand, Next, Verdict, after_password, judge
from web.second_factor.codes import here, new_recovery_codes, new_secret, picture, plain, step_of

NOW = datetime(2026, 11, 22, 12, 0, 7, tzinfo=UTC)
# RFC 6238, appendix B: the secret of the SHA-1 vectors, and six of the eight digits at 2005-03-18 01:58:29 UTC.
RFC_SECRET, RFC_AT, RFC_CODE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", datetime.fromtimestamp(1111111109, UTC), "081804"


def code_at(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def test_the_codes_are_those_of_the_standard() -> None:
    assert step_of(RFC_SECRET, RFC_CODE, RFC_AT) == 1111111109 // STEP_S


@pytest.mark.parametrize("off", [-FAR, -120, -NEAR, 0, NEAR, 120, FAR])
def test_a_code_is_known_by_its_moment(off: int) -> None:
    code = code_at(RFC_SECRET, NOW + timedelta(seconds=off * STEP_S))
    assert step_of(RFC_SECRET, code, NOW) == here(NOW) + off


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５", "\ud800" * 6, "0" * 9_999, "-00001"])
def test_what_is_no_code_belongs_to_no_moment(typed: str) -> None:
    assert step_of(RFC_SECRET, plain(typed), NOW) is None


@pytest.mark.parametrize("typed", [" 081 804 ", "０８１８０４", "081\u3000804"])
def test_a_code_may_be_typed_as_people_type(typed: str) -> None:
    assert plain(typed) == RFC_CODE


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (None, Verdict.WRONG),
        (100, Verdict.GOOD),
        (99, Verdict.GOOD),
        (101, Verdict.USED),
        (98, Verdict.CLOCK),
        (102, Verdict.CLOCK),
    ],
)
def test_a_code_is_judged_by_its_moment(step: int | None, verdict: Verdict) -> None:
    assert judge(step, here=100, last=90, burnt=frozenset({101})) is verdict


def test_no_code_is_good_after_a_later_one() -> None:
    assert [judge(step, 100, 100, frozenset()) for step in (99, 100, 101)] == [Verdict.USED, Verdict.USED, Verdict.GOOD]


@pytest.mark.parametrize(
    ("demand", "enrolled", "step"),
    [
        (Demand.OFF, True, Next.IN),
        (Demand.OFF, False, Next.IN),
        (Demand.OFFERED, False, Next.IN),
        (Demand.OFFERED, True, Next.CODE),
        (Demand.REQUIRED, True, Next.CODE),
        (Demand.REQUIRED, False, Next.ENROL),
    ],
)
def test_what_follows_the_password(demand: Demand, enrolled: bool, step: Next) -> None:
    assert after_password(demand, enrolled=enrolled) is step
    assert set(OFFERED) == set(Role)


def test_recovery_codes_are_all_different_and_free_of_letters_that_look_alike() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert not set("".join(codes)) & set("01ilo")
    assert all(len(code) == 11 and plain(code.upper()) == code for code in codes)


def test_the_picture_needs_neither_script_nor_style() -> None:
    drawn = picture(new_secret(), "x\"><script>alert('1')</script>")
    assert drawn.startswith("<svg") and "<script" not in drawn and "style" not in drawn
