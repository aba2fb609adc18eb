"""What counts as a whole recording, a message, something to transcribe."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import pytest

from recordings import judgement
from recordings.wav import Measured, measured
from store.tables import CallRow, SegmentRow

AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def call(seconds: float = 100.0, outcome: str = "answered", answered: bool = True) -> CallRow:
    return CallRow(
        id="c1",
        outcome=outcome,
        answered_at=AT if answered else None,
        ended_at=AT + timedelta(seconds=seconds),
    )


def segment(n: int = 1, side: str = "rx", seconds: float = 0.0, flaw: str = "") -> SegmentRow:
    return SegmentRow(id=f"c1.{n}.{side}", n=n, side=side, opened_at=AT, seconds=seconds, flaw=flaw)


def header(data: int, rate: int = 8000, channels: int = 1, kind: int = 1) -> bytes:
    align = 2 * channels
    body = struct.pack("<4sIHHIIHH4sI", b"fmt ", 16, kind, channels, rate, rate * align, align, 16, b"data", data)
    return struct.pack("<4sI4s", b"RIFF", 36 + data, b"WAVE") + body


def whole(seconds: float) -> Measured:
    return Measured(44 + int(seconds * 16000), seconds, sound=True, closed=True)


def test_a_closed_file_is_measured_by_its_samples() -> None:
    assert measured(header(160_000), 44 + 160_000) == Measured(160_044, 10.0, True, True, 8000, 1)


def test_a_file_that_was_never_closed_is_measured_by_its_size() -> None:
    assert measured(header(0), 44 + 160_000) == Measured(160_044, 10.0, True, False, 8000, 1, unfinished=True)


def test_a_file_shorter_than_its_header_says_counts_what_is_there() -> None:
    assert measured(header(160_000), 44 + 80_000) == Measured(80_044, 5.0, True, False, 8000, 1)


@pytest.mark.parametrize("head", [b"", b"RIFF", b"x" * 44, header(16, rate=0), header(16, kind=3)])
def test_what_is_no_recording_has_no_seconds(head: bytes) -> None:
    assert measured(head, 1_000) == Measured(1_000, 0.0, sound=False, closed=False)


@pytest.mark.parametrize(("seconds", "flaw"), [(100.0, ""), (96.1, ""), (95.9, "short"), (0.0, "short"), (130.0, "")])
def test_more_than_two_seconds_and_two_percent_missing_is_short(seconds: float, flaw: str) -> None:
    expected = judgement.expected_s(call(100.0), segment())
    assert judgement.flaw(whole(seconds), expected, disk_was_full=False) == flaw


def test_a_full_disk_explains_a_short_recording_but_does_not_spoil_a_whole_one() -> None:
    assert judgement.flaw(whole(50.0), 100.0, disk_was_full=True) == "no_space"
    assert judgement.flaw(whole(99.0), 100.0, disk_was_full=True) == ""


def test_a_file_that_was_never_closed_is_broken_though_it_has_its_length() -> None:
    assert judgement.flaw(Measured(9, 100.0, sound=True, closed=False), 100.0, disk_was_full=False) == "broken"


def test_a_call_whose_end_nobody_saw_has_no_length_to_compare() -> None:
    assert judgement.expected_s(call(outcome="lost"), segment()) is None
    assert judgement.expected_s(call(), segment(n=2)) is None
    assert judgement.expected_s(call(), segment(flaw="unknown")) is None


def test_a_caller_who_hung_up_before_the_recorder_is_no_missing_recording() -> None:
    assert judgement.absence(segment(), 1.5, disk_was_full=False) == "empty"
    assert judgement.absence(segment(n=2), None, disk_was_full=False) == "empty"
    assert judgement.absence(segment(), 30.0, disk_was_full=False) == "missing"
    assert judgement.absence(segment(), None, disk_was_full=False) == "missing"
    assert judgement.absence(segment(), 30.0, disk_was_full=True) == "no_space"


def test_only_what_the_caller_left_is_a_message() -> None:
    assert judgement.is_message(segment(n=2, seconds=3.0))
    assert not judgement.is_message(segment(n=2, seconds=0.9))
    assert not judgement.is_message(segment(n=1, seconds=30.0))


@pytest.mark.parametrize(
    ("outcome", "answered", "wanted"),
    [("answered", True, 40.0), ("abandoned", False, 0.0), ("message", False, 0.0), ("lost", False, 40.0)],
)
def test_a_call_is_transcribed_when_people_may_have_spoken(outcome: str, answered: bool, wanted: float) -> None:
    sides = [segment(seconds=39.0), segment(side="tx", seconds=40.0)]
    assert judgement.transcript_s(call(outcome=outcome, answered=answered), sides) == wanted


def test_a_message_is_transcribed_unless_it_is_empty() -> None:
    told = call(outcome="message", answered=False)
    assert judgement.transcript_s(told, [segment(n=2, seconds=7.0)]) == 7.0
    assert judgement.transcript_s(told, [segment(n=2, seconds=0.4)]) == 0.0
