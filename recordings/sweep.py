"""Looks for recordings that no row knows, and for files left behind: nothing that was recorded is ever lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from cases.events import CallArrived, CallEnded, RecordingFlawed
from recordings.keeper import ABANDONED_S
from recordings.vault import Vault
from recordings.wav import measure
from recordings.writers import is_written
from store.recordings import segment_id
from store.tables import CallRow
from store.unit_of_work import Store, Work

SETTLED_S = 60.0
"""A younger file may belong to a call whose row is just being written."""
NAME = re.compile(r"(?P<call>[0-9A-Za-z._-]{1,80})\.(?P<n>[0-9]{1,3})\.(?P<side>rx|tx)\.wav")
MINISTRY = "000000"
"""A recording tells nothing of its unit. The ministry sees all matters, so nobody learns what is not theirs."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Found:
    path: Path
    call_id: str
    n: int
    side: str
    modified: datetime
    """On the clock of the store, which may be a pretended one."""

    @property
    def segment(self) -> str:
        return segment_id(self.call_id, self.n, self.side)


@dataclass(frozen=True, slots=True)
class Sweep:
    store: Store
    spool: Path
    vault: Vault
    _strange: set[str] = field(default_factory=set)

    def run(self) -> int:
        """How many files were adopted or cleared away."""
        return sum(self._settle(found) for found in list(self._found()))

    def _found(self) -> Iterator[Found]:
        ahead = self.store.clock() - datetime.now(UTC)
        for path in sorted(self.spool.glob("*.wav")):
            modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if match := NAME.fullmatch(path.name):
                yield Found(path, match["call"], int(match["n"]), match["side"], modified + ahead)
            else:
                self._tell_strange(path)

    def _settle(self, found: Found) -> int:
        with self.store.work() as work:
            row, call = work.segments.get(found.segment), work.calls.get(found.call_id)
            if row is not None and row.state == "open":
                return 0
            if row is not None:
                return self._clear(work, found, row.file, row.sha256)
            if _goes_on(found, call):
                return 0
            self._adopt(work, found, call)
            work.commit()
        log.warning("adopted a recording that no row knew", call_id=found.call_id, segment=found.segment)
        return 1

    def _adopt(self, work: Work, found: Found, call: CallRow | None) -> None:
        """Opens the row that is missing; the keeper then closes it like any other."""
        began = found.modified - timedelta(seconds=measure(found.path).seconds)
        if call is None:
            call = _call_of(work, found, began)
        (row,) = work.segments.open(found.call_id, found.n, [found.side], began)
        row.flaw = "unknown"
        work.record(RecordingFlawed(call_id=call.id, unit=call.unit, segment=found.segment, flaw="unknown"))

    def _clear(self, work: Work, found: Found, file: str, digest: str) -> int:
        """A file whose segment is closed: the keeper was cut off before it could take it away, or it holds more."""
        if is_written(found.path):
            return 0
        if self.vault.holds(file, digest) and self.vault.is_same(file, found.path):
            found.path.unlink()
        else:
            self._set_beside(work, found)
        return 1

    def _set_beside(self, work: Work, found: Found) -> None:
        """Other sound under a name that is taken becomes a segment of its own, adopted by the next sweep."""
        taken = {row.n for row in work.segments.of_call(found.call_id)}
        n = max(taken | {2}) + 1
        while (target := self.spool / f"{segment_id(found.call_id, n, found.side)}.wav").exists():
            n += 1
        found.path.rename(target)

    def _tell_strange(self, path: Path) -> None:
        if path.name not in self._strange:
            self._strange.add(path.name)
            log.error("录音暂存目录里有无法识别的文件，未作处理。请人工查看。", file=path.name)


def _goes_on(found: Found, call: CallRow | None) -> bool:
    still_s, written = time.time() - found.path.stat().st_mtime, is_written(found.path)
    if written or (call is not None and call.ended_at is None):
        return still_s < ABANDONED_S
    # A call that is known and over had its time to write the row: its program was dead.
    return still_s < SETTLED_S and (call is None or written is None)


def _call_of(work: Work, found: Found, began: datetime) -> CallRow:
    work.calls.arrived(found.call_id, unit=MINISTRY, called="", caller="", action="", at=began)
    call = work.calls.get(found.call_id)
    if call is None:
        raise LookupError(f"call {found.call_id} lost its row")
    call.ended_at, call.outcome = found.modified, "lost"
    work.record(CallArrived(call_id=call.id, unit=MINISTRY, called="", source="sweep"))
    work.record(CallEnded(call_id=call.id, unit=MINISTRY, outcome="lost", talk_s=0.0))
    return call
