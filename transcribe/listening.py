"""One part of a call → its turns, from the files in the vault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from store.tables import CallRow, SegmentRow
from transcribe import speech
from transcribe.recogniser import Word
from transcribe.speech import Heard
from transcribe.turns import Side, Turn, merge, without_prompts
from transcribe.worker import Bench

SIDES: dict[str, Side] = {"rx": "caller", "tx": "operator"}
ROW_TO_RECORDER_S = 0.3
"""The row is opened a moment before the recorder starts, so that the file's times run a little behind."""


class NothingKept(Exception):
    """No sound of this part is in the vault."""


def turns_of_part(bench: Bench, call_id: str, n: int, heard: Heard) -> list[Turn]:
    with bench.store.reading() as work:
        call = work.calls.get(call_id)
        segments = [row for row in work.segments.of_call(call_id) if row.n == n and row.file and row.seconds > 0]
    if not segments:
        raise NothingKept(f"{call_id}.{n}")
    words = {SIDES[row.side]: _words(bench, row, prompts_end(call, row), heard) for row in segments}
    if call is not None and call.answered_at is None:
        words["operator"] = without_prompts(words.get("operator", ()), words.get("caller", ()))
    return merge(words)


def prompts_end(call: CallRow | None, segment: SegmentRow) -> float:
    """Seconds into the file at which a person answers: before that the caller heard prompts and music."""
    if segment.side != "tx" or call is None or call.answered_at is None:
        return 0.0
    return max(0.0, (call.answered_at - segment.opened_at).total_seconds() - ROW_TO_RECORDER_S)


def _words(bench: Bench, row: SegmentRow, from_s: float, heard: Heard) -> Sequence[Word]:
    return speech.words_of(bench.recogniser, Path(bench.vault, row.file), from_s=from_s, heard=heard)
