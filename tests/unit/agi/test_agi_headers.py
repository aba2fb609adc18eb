"""What Asterisk says of a call, made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi.headers import asked, call_id_of
from agi.rows import told_called

TEXT = st.text(max_size=300)


@given(st.dictionaries(st.sampled_from(["agi_callerid", "agi_extension", "agi_dnid", "agi_callingpres"]), TEXT))
def test_nothing_that_a_stranger_sends_raises_or_stays_unprintable(headers: dict[str, str]) -> None:
    call = asked(headers)
    assert call.called.isprintable() and len(call.called) <= 80
    assert call.caller.isprintable() and len(call.caller) <= 80


def test_a_call_of_which_nothing_is_said_is_still_a_call() -> None:
    call = asked({})
    assert (call.call_id, call.called, call.caller, call.trunk_unit) == ("", "", "", "")


def test_inside_the_dialplan_the_dialled_number_stays_the_called_one() -> None:
    assert asked({"agi_extension": "s", "agi_dnid": "053812389"}).called == "053812389"


@pytest.mark.parametrize("call_id", ["1763773200.1", "node-2-1763773200.17", "a"])
def test_what_asterisk_makes_is_a_call_id(call_id: str) -> None:
    assert call_id_of(call_id) == call_id


@pytest.mark.parametrize("text", ["", ".", "..", ".1", "a/b", "a\\b", "a\n", "a b", "x" * 81, "１.2", "${X}"])
def test_what_could_be_a_path_or_a_command_is_no_call_id(text: str) -> None:
    assert call_id_of(text) == ""


@pytest.mark.parametrize(
    ("presentation", "shown"), [("0", True), ("1", True), ("67", True), ("x", True), ("32", False)]
)
def test_a_caller_who_asked_not_to_be_shown_is_not(presentation: str, shown: bool) -> None:
    call = asked({"agi_callerid": "13900000000", "agi_callingpres": presentation})
    assert bool(call.caller) is shown


@pytest.mark.parametrize("called", ["12389", "053812389", "+8653812389"])
def test_a_number_of_the_hotline_is_told_in_the_fact(called: str) -> None:
    assert told_called(called) == called


@pytest.mark.parametrize("called", ["13811112222", "053812345", "", "1381111222212389", "12389\n"])
def test_any_other_number_may_be_somebodys_and_is_not(called: str) -> None:
    assert told_called(called) == ""
