"""What comes over the wire and what may go out: hostile names, cut packs, endless lines."""

import pytest

from seats.ami_text import MAX_PACK, MAX_SENT, MAX_VALUE, AmiEvent, Cutter, clean, headers, name_of, sent

TWO = b"Event: Hangup\r\nUniqueid: 1.1\r\n\r\nEvent: Newchannel\r\nUniqueid: 2.2\r\n\r\n"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 19, 1000])
def test_packs_come_out_whole_however_the_bytes_are_cut(size: int) -> None:
    cutter = Cutter()
    found = [pack for i in range(0, len(TWO), size) for pack in cutter.feed(TWO[i : i + size])]
    assert [headers(pack)["Uniqueid"] for pack in found] == ["1.1", "2.2"]


def test_half_a_pack_is_no_pack() -> None:
    assert list(Cutter().feed(b"Event: Hangup\r\nUniqueid: 1.1\r\n")) == []


def test_a_pack_without_end_is_thrown_away_and_the_next_is_read() -> None:
    cutter = Cutter()
    assert not [pack for _ in range(40) for pack in cutter.feed(b"x" * (MAX_PACK // 20))]
    found = list(cutter.feed(b"still the same\r\n\r\nEvent: Hangup\r\nUniqueid: 3.3\r\n\r\n"))
    assert [headers(pack)["Uniqueid"] for pack in found] == ["3.3"]
    assert cutter.skipped == 1


def test_a_pack_without_end_takes_no_memory() -> None:
    cutter = Cutter()
    for _ in range(64):
        assert not list(cutter.feed(b"x" * MAX_PACK))
    assert len(cutter._rest) < 16


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e", "\r", "\n"])
def test_a_line_mark_in_a_callers_name_begins_no_header(mark: str) -> None:
    pack = f"Event: AgentCalled\r\nCallerIDName: x{mark}CallerIDNum: 110\r\nCallerIDNum: 13800001389".encode()
    assert headers(pack)["CallerIDNum"] == "13800001389"


def test_the_first_of_repeated_headers_counts() -> None:
    assert headers(b"Event: AgentCalled\r\nCallerIDNum: 1\r\nCallerIDNum: 2") == {
        "Event": "AgentCalled",
        "CallerIDNum": "1",
    }


def test_a_name_in_gbk_costs_only_the_name() -> None:
    found = headers(b"Event: AgentCalled\r\nCallerIDName: " + "张三".encode("gbk") + b"\r\nCallerIDNum: 1")
    assert found["CallerIDNum"] == "1"
    assert "张三" not in found["CallerIDName"]


def test_a_megabyte_in_a_header_is_shortened() -> None:
    found = headers(b"Event: X\r\nCallerIDName: " + b"n" * 1_000_000 + b"\r\nUniqueid: 1.1")
    assert len(found["CallerIDName"]) == MAX_VALUE
    assert found["Uniqueid"] == "1.1"


def test_lines_without_a_colon_are_passed_over() -> None:
    assert headers(b"Event: X\r\n\x00garbage\r\nUniqueid: 1.1") == {"Event": "X", "Uniqueid": "1.1"}


def test_only_an_event_has_a_name() -> None:
    assert name_of(b"Event: Hangup\r\nX: 1") == "Hangup"
    assert name_of(b"event:Hangup") == "Hangup"
    assert name_of(b"Response: Success\r\nEvent: Hangup") == ""
    assert name_of(b"") == ""


def test_a_party_that_asterisk_does_not_know_is_empty() -> None:
    event = AmiEvent("Newchannel", {"CallerIDNum": "<unknown>", "ConnectedLineNum": "unknown"})
    assert (event.party("CallerIDNum"), event.party("ConnectedLineNum"), event.party("Missing")) == ("", "", "")


@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r", "\x00", "\u2028", "\x85", "\r\n\r\n"])
def test_a_value_is_one_line_and_cannot_begin_another_action(mark: str) -> None:
    out = sent("QueuePause", {"ActionID": "1", "Reason": f"meal{mark}Action: Hangup{mark}{mark}Channel: /.*/"})
    assert out.count(b"\r\n") == 4
    assert out.count(b"\r\n\r\n") == 1
    assert out.endswith(b"\r\n\r\n")
    assert out.count(b"\nAction:") == 0


def test_a_value_is_cut_to_what_asterisk_reads_without_breaking_a_character() -> None:
    cut = clean("用" * 1000)
    assert MAX_SENT - 3 < len(cut.encode()) <= MAX_SENT
    assert set(cut) == {"用"}


def test_a_lone_surrogate_can_be_sent() -> None:
    assert clean("a\ud800b") == "a?b"
