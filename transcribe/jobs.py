"""The jobs that RQ names. Each may run twice, or be killed at any moment: the row says what is to be done."""

from __future__ import annotations

import time
from datetime import timedelta

import structlog
from sqlalchemy.orm import object_session

from cases.events import TranscriptFailed, TranscriptReady
from store.tables import TranscriptRow
from store.transcripts import MAX_TRIES
from store.unit_of_work import Store, Work
from transcribe import drafts, listening, worker
from transcribe.turns import Turn
from transcribe.worker import Bench

LEASE = timedelta(seconds=60)
"""So long after the last sign of life another worker may take the work over."""
RENEW_EVERY_S = 15.0
log = structlog.get_logger()


def transcribe_call(call_id: str, n: int) -> None:
    """One part of a call (1: the conversation, 2: a message), then the draft. Safe to repeat."""
    transcribe(worker.bench(), call_id, n)


def transcribe(bench: Bench, call_id: str, n: int) -> bool:
    """Whether there is a transcript of ours afterwards."""
    if not _take(bench.store, call_id, n):
        return False
    try:
        turns = listening.turns_of_part(bench, call_id, n, _Lease(bench.store, call_id, n).renew)
    except Exception as error:
        # Audio that cannot be heard today stays in the vault; its row says why.
        _fail(bench.store, call_id, n, error)
        return False
    return _keep(bench, call_id, n, turns)


class _Lease:
    """Shows that we live: who is silent for LEASE loses the work."""

    def __init__(self, store: Store, call_id: str, n: int) -> None:
        self._store, self._call_id, self._n = store, call_id, n
        self._renewed = time.monotonic()

    def renew(self, _heard_s: float) -> None:
        if time.monotonic() - self._renewed < RENEW_EVERY_S:
            return
        self._renewed = time.monotonic()
        with self._store.work() as work:
            row = _locked(work, self._call_id, self._n)
            if row is not None and row.state == "wanted":
                row.lease_until = work.now + LEASE
            work.commit()


def _locked(work: Work, call_id: str, n: int) -> TranscriptRow | None:
    row = work.transcripts.get(call_id, n)
    session = object_session(row) if row is not None else None
    if session is not None:
        # Two workers may ask at the same moment; on PostgreSQL only a lock lets one of them see the other.
        session.refresh(row, with_for_update=True)
    return row


def _take(store: Store, call_id: str, n: int) -> bool:
    with store.work() as work:
        row = _locked(work, call_id, n)
        if row is None or not work.transcripts.take(row, work.now, LEASE):
            return False
        worn_out = row.tries > MAX_TRIES
        if worn_out:
            _note_failure(work, row, "每次转写进程都意外终止")
        work.commit()
    return not worn_out


def _keep(bench: Bench, call_id: str, n: int, turns: list[Turn]) -> bool:
    with bench.store.work() as work:
        row = _locked(work, call_id, n)
        if row is None or row.state != "wanted":
            return False
        call = work.calls.get(call_id)
        work.transcripts.keep(row, [turn.as_json() for turn in turns], bench.recogniser.name)
        work.record(
            TranscriptReady(
                call_id=call_id, unit=call.unit if call else "", segment=f"{call_id}.{n}", turns=len(turns),
                model=bench.recogniser.name,
            )
        )  # fmt: skip
        if call is not None:
            drafts.propose(work, call, bench.gazetteer)
        work.commit()
    if bench.opinion is not None:
        drafts.ask_second_opinion(bench.store, bench.opinion, call_id, bench.gazetteer)
    log.info("transcript ready", call_id=call_id, n=n, turns=len(turns))
    return True


def _fail(store: Store, call_id: str, n: int, error: Exception) -> None:
    log.error("转写失败，录音仍在库中，将自动重试。", call_id=call_id, n=n, error=type(error).__name__)
    with store.work() as work:
        row = _locked(work, call_id, n)
        if row is not None and row.state == "wanted":
            _note_failure(work, row, type(error).__name__)  # its message may hold what was said
        work.commit()


def _note_failure(work: Work, row: TranscriptRow, reason: str) -> None:
    work.transcripts.fail(row, reason)
    if row.state == "failed":
        call = work.calls.get(row.call_id)
        segment, unit = f"{row.call_id}.{row.n}", call.unit if call else ""
        work.record(TranscriptFailed(call_id=row.call_id, unit=unit, segment=segment, reason=row.error))
