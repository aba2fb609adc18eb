"""Rules about a closed segment: is it whole, is it a message, is it worth a transcript. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from recordings.wav import Measured
from store.tables import CallRow, SegmentRow

WHOLE_CALL, MESSAGE = 1, 2
LEEWAY_S, LEEWAY = 2.0, 0.02
"""What a whole recording may lack: the moments between the row, the recorder's start and the noted end."""
MESSAGE_S = 1.0
"""A shorter message is the sound of hanging up."""
UNSURE_OUTCOMES = frozenset({"", "lost"})
"""Nobody saw the end: its noted time is when we found out, and there may have been a conversation."""


def expected_s(call: CallRow, segment: SegmentRow) -> float | None:
    """How long the recorder ran. None when nobody knows: a message also waits for prompts, a found file has no row."""
    unsure = call.outcome in UNSURE_OUTCOMES or segment.flaw
    if call.ended_at is None or unsure or segment.n != WHOLE_CALL:
        return None
    return max(0.0, (call.ended_at - segment.opened_at).total_seconds())


def lacks(seconds: float, expected: float | None) -> bool:
    return expected is not None and expected - seconds > LEEWAY_S + LEEWAY * expected


def flaw(found: Measured, expected: float | None, disk_was_full: bool) -> str:
    """Empty: the recording is whole."""
    short = lacks(found.seconds, expected)
    if disk_was_full and (short or not found.closed):
        return "no_space"
    if not (found.sound and found.closed):
        return "broken"
    return "short" if short else ""


def absence(segment: SegmentRow, expected: float | None, disk_was_full: bool) -> str:
    """Why there is no file. `empty`: the caller hung up before there was anything to record."""
    if disk_was_full:
        return "no_space"
    nothing_due = segment.n == MESSAGE or (expected is not None and not lacks(0.0, expected))
    return "empty" if nothing_due else "missing"


def is_message(segment: SegmentRow) -> bool:
    return segment.n == MESSAGE and segment.side == "rx" and segment.seconds > MESSAGE_S


def transcript_s(call: CallRow, segments: Sequence[SegmentRow]) -> float:
    """Seconds of sound to transcribe; 0: nothing. A call is transcribed when people spoke with each other, or may
    have; a message when there is one."""
    longest = max((segment.seconds for segment in segments), default=0.0)
    if any(segment.n == MESSAGE for segment in segments):
        return longest if longest > MESSAGE_S else 0.0
    return longest if _was_answered(call) else 0.0


def _was_answered(call: CallRow) -> bool:
    return call.answered_at is not None or call.outcome == "answered" or call.outcome in UNSURE_OUTCOMES
