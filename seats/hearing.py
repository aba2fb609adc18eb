"""Listening to a recording: who may, and that it is written down who did. Reads files and the database, to be called
in a thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import Any

from cases.access import Viewer
from cases.events import RecordingHeard
from cases.units import Directory
from recordings.fingerprints import Fingerprints
from recordings.peaks import PeakBook
from recordings.playback import Playback, playback
from recordings.vault import Vault
from seats.call_file import visible_call
from store.tables import CallRow
from store.unit_of_work import Store, Work

ONE_HEARING = timedelta(minutes=1)
"""A browser that seeks asks many times."""


@dataclass(frozen=True, slots=True)
class Hearings:
    store: Store
    directory: Directory
    vault: Vault
    _fingerprints: Fingerprints = field(default_factory=Fingerprints)
    _noting: Lock = field(default_factory=Lock)
    _peaks: PeakBook = field(default_factory=PeakBook)

    def hear(self, viewer: Viewer, call_id: str, n: int) -> Playback:
        """Raises NoSuchCall, Unplayable. What cannot be written down is not heard."""
        call, found = self._find(viewer, call_id, n)
        self._note(viewer, call, f"{call_id}.{n}")
        return found

    def peaks(self, viewer: Viewer, call_id: str, n: int) -> dict[str, Any]:
        """Raises NoSuchCall, Unplayable."""
        _, found = self._find(viewer, call_id, n)
        return {"seconds": round(found.frames / found.rate, 3), "peaks": self._peaks.of(found)}

    def _find(self, viewer: Viewer, call_id: str, n: int) -> tuple[CallRow, Playback]:
        with self.store.reading() as work:
            call = visible_call(work, viewer, call_id, self.directory)
            rows = work.segments.of_call(call_id)
        return call, playback(rows, n, self.vault, self._fingerprints)

    def _note(self, viewer: Viewer, call: CallRow, segment: str) -> None:
        heard = RecordingHeard(call_id=call.id, unit=call.unit, person=viewer.person, segment=segment)
        with self._noting:
            with self.store.reading() as work:
                if _is_noted(work, heard):
                    return
            with self.store.work() as work:
                work.record(heard)
                work.commit()


def _is_noted(work: Work, heard: RecordingHeard) -> bool:
    since = work.now - ONE_HEARING
    return any(
        row.kind == heard.kind and row.body == heard.body and row.at > since for row in work.log.of_call(heard.call_id)
    )
