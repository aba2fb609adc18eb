"""Looks once a second at what is so now, and brings the alarms that end by themselves in line with it."""

from __future__ import annotations

import asyncio
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from cases.alarms import Condition, Limits, Moment, Pause, conditions
from cases.organs import Tier
from cases.units import Directory
from seats.board.alarms import AlarmBook
from seats.board.picture import LivePicture
from seats.board.shown import waits
from seats.hub import Exchange
from store.unit_of_work import Store

MB = 1_000_000
LOOK_EVERY_S = 1.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WatchPlan:
    limits: Limits
    folders: Sequence[Path]
    """Of the recordings: the fullest of their disks counts."""


class Watch:
    def __init__(
        self, exchange: Exchange, picture: LivePicture, directory: Directory, store: Store, plan: WatchPlan
    ) -> None:
        self._exchange, self._picture, self._directory = exchange, picture, directory
        self._store, self._plan, self._book = store, plan, AlarmBook(store)
        self._open: set[str] = set()
        self._well_since: dict[str, datetime] = {}
        self.look_every_s = LOOK_EVERY_S

    async def run(self) -> None:
        """Until cancelled."""
        known = False
        while True:
            try:
                if not known:
                    self._open, known = await asyncio.to_thread(self._book.open_keys), True
                await self.look()
            except Exception as error:  # the database may be away: what is so now is seen at the next look
                log.warning("alarms are not brought up to date", error=type(error).__name__)
                known = False
            await asyncio.sleep(self.look_every_s)

    async def look(self) -> None:
        free_mb, oldest = await asyncio.to_thread(self._read)
        found = conditions(self._moment(free_mb, oldest), self._plan.limits, self._tier)
        begun = [condition for key, condition in found.items() if key not in self._open]
        ended = self._ended(found)
        if begun or ended:
            await asyncio.to_thread(self._book.settle, begun, ended)
            self._open = (self._open | found.keys()) - ended

    def _ended(self, found: dict[str, Condition]) -> set[str]:
        now, after = self._store.clock(), self._plan.limits.clear_after_s
        well = self._open - found.keys()
        self._well_since = {key: self._well_since.get(key, now) for key in well}
        return {key for key, since in self._well_since.items() if (now - since).total_seconds() >= after}

    def _moment(self, free_mb: float | None, oldest: datetime | None) -> Moment:
        queues: defaultdict[str, list[datetime]] = defaultdict(list)
        for call in self._picture.calls.values():
            if waits(call):
                queues[call.unit].append(call.queued_at or call.arrived_at)
        return Moment(
            now=self._store.clock(), connected=self._exchange.connected, ministry=self._directory.ministry.code,
            queues=queues, pauses=self._pauses(), free_mb=free_mb, oldest_wanted=oldest,
        )  # fmt: skip

    def _pauses(self) -> list[Pause]:
        return [
            Pause(seat.number, seat.unit, seat.since, seat.pause_until)
            for seat in self._picture.seats.values()
            if seat.state == "paused" and seat.pause_until is not None
        ]

    def _read(self) -> tuple[float | None, datetime | None]:
        with self._store.reading() as work:
            return self._free_mb(), work.transcripts.oldest_wanted()

    def _free_mb(self) -> float | None:
        try:
            return min(shutil.disk_usage(folder).free for folder in self._plan.folders) / MB
        except OSError:
            return None

    def _tier(self, unit: str) -> Tier:
        return self._directory.unit(unit).tier
