"""Closes segments: waits for the file, measures, hashes, puts it into the vault, then tells.

Every step may be cut off and repeated: a segment stays `open` until its row is committed, and its file stays in the
spool until after that.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from redis import Redis

from cases.clock import CHINA
from cases.deadlines import WorkCalendar
from cases.events import MessageLeft, RecordingFlawed, RecordingKept
from recordings import judgement
from recordings.space import Space
from recordings.vault import Kept, Vault
from recordings.wav import Measured, measure
from recordings.writers import is_written
from store.queues import ring
from store.tables import CallRow, SegmentRow
from store.unit_of_work import Store, Work

STILL_S = 10.0
"""So long without growth, and a file whose header was never finished is taken as it is."""
ABANDONED_S = 600.0
"""So long without growth, and a file is closed though its call seems to go on or its writer to live."""
ABSENT_S = 10.0
"""So long after the end of a call its file may still appear."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Keeper:
    store: Store
    spool: Path
    vault: Vault
    space: Space
    calendar: WorkCalendar
    redis: Redis
    _troubled: set[str] = field(default_factory=set)

    def round(self) -> int:
        """How many segments were closed. A file that makes trouble never stops the others."""
        self.space.look()
        with self.store.reading() as work:
            open_segments = [(row, work.calls.get(row.call_id)) for row in work.segments.unfinished()]
        return sum(self._try(segment, call) for segment, call in open_segments if call is not None)

    def _try(self, segment: SegmentRow, call: CallRow) -> bool:
        try:
            return self._look_at(segment, call)
        except OSError as error:
            if segment.id not in self._troubled:
                log.error("录音文件无法处理，将继续重试。请检查磁盘与权限。", segment=segment.id, error=str(error))
            self._troubled.add(segment.id)
            return False

    def _look_at(self, segment: SegmentRow, call: CallRow) -> bool:
        source = self.source(segment)
        if source is None:
            return self._is_overdue(call) and self._close_absent(segment)
        found, written = measure(source), is_written(source)
        if not _is_ready(source, call, found, written):
            return False
        kept = self.vault.keep(source, segment.id, segment.opened_at, alive=written is True)
        self._close(segment, kept, measure(self.vault.path(kept.file)))
        # What a writer still adds is found by the sweep.
        if source != self.vault.path(kept.file) and not written:
            source.unlink(missing_ok=True)
        return True

    def source(self, segment: SegmentRow) -> Path | None:
        """In the spool; in the vault already when the database was put back to an earlier day."""
        places = (self.spool / f"{segment.id}.wav", self.vault.place(segment.id, segment.opened_at))
        return next((place for place in places if place.is_file()), None)

    def _is_overdue(self, call: CallRow) -> bool:
        now = self.store.clock()
        since, patience = (call.ended_at, ABSENT_S) if call.ended_at else (call.arrived_at, ABANDONED_S)
        # A call without an end may go on for hours, but never without a file.
        return (now - since).total_seconds() > patience

    def _close(self, stale: SegmentRow, kept: Kept, found: Measured) -> None:
        with self.store.work() as work:
            segment, call = _fresh(work, stale)
            if segment.state != "open":
                return
            expected = judgement.expected_s(call, segment)
            flaw = judgement.flaw(found, expected, self.space.was_full_since(segment.opened_at))
            segment.state, segment.file, segment.sha256 = "kept", kept.file, kept.sha256
            segment.bytes, segment.seconds = found.bytes, round(found.seconds, 3)
            work.record(_kept(segment, call))
            self._mark(work, segment, call, flaw)
            self._finish(work, segment, call)

    def _close_absent(self, stale: SegmentRow) -> bool:
        with self.store.work() as work:
            segment, call = _fresh(work, stale)
            if segment.state != "open":
                return False
            full = self.space.was_full_since(segment.opened_at)
            flaw = judgement.absence(segment, judgement.expected_s(call, segment), full)
            segment.state = "flawed"
            self._mark(work, segment, call, flaw)
            self._finish(work, segment, call)
        return True

    def _mark(self, work: Work, segment: SegmentRow, call: CallRow, flaw: str) -> None:
        if not flaw:
            return
        segment.flaw = flaw
        work.record(RecordingFlawed(call_id=call.id, unit=call.unit, segment=segment.id, flaw=flaw))
        log.warning("recording is flawed", call_id=call.id, segment=segment.id, flaw=flaw)

    def _finish(self, work: Work, segment: SegmentRow, call: CallRow) -> None:
        """What follows from the closed segment, in the same transaction; the bell only after it."""
        if judgement.is_message(segment):
            self._open_item(work, segment, call)
        seconds = _wanted_s(work, segment, call)
        if seconds:
            work.transcripts.want(call.id, segment.n, seconds, work.now)
        work.commit()
        if seconds:
            ring(self.redis, call.id, segment.n, seconds)

    def _open_item(self, work: Work, segment: SegmentRow, call: CallRow) -> None:
        left_on = (call.ended_at or segment.opened_at).astimezone(CHINA).date()
        due, provisional = self.calendar.next_working_day(left_on)
        if work.work_items.open("message", call.id, call.unit, due, provisional, work.now):
            fact = MessageLeft(call_id=call.id, unit=call.unit, seconds=segment.seconds, due=due.isoformat())
            work.record(fact)


def _is_ready(source: Path, call: CallRow, found: Measured, written: bool | None) -> bool:
    still_s = time.time() - source.stat().st_mtime
    if call.ended_at is None or written:
        return still_s > ABANDONED_S
    return written is False or found.closed or still_s > STILL_S


def _fresh(work: Work, stale: SegmentRow) -> tuple[SegmentRow, CallRow]:
    segment, call = work.segments.get(stale.id), work.calls.get(stale.call_id)
    if segment is None or call is None:
        raise LookupError(f"segment {stale.id} lost its row")
    return segment, call


def _kept(segment: SegmentRow, call: CallRow) -> RecordingKept:
    return RecordingKept(
        call_id=call.id, unit=call.unit, segment=segment.id, seconds=segment.seconds, sha256=segment.sha256
    )


def _wanted_s(work: Work, segment: SegmentRow, call: CallRow) -> float:
    """0 while the other side is still open: both are transcribed together."""
    sides = [row for row in work.segments.of_call(call.id) if row.n == segment.n]
    if any(row.state == "open" for row in sides):
        return 0.0
    return judgement.transcript_s(call, sides)
