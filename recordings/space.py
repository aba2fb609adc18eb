"""Watches the room on the recordings' disk: Asterisk goes on without a word when a write fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import structlog

from cases.clock import Clock

MB = 1_000_000
FULL_MB = 4
"""Less than this is nothing: the recorders of a few calls write it in one go."""
REMIND_EVERY_S = 600.0
log = structlog.get_logger()


class Gauge(Protocol):
    def set(self, value: float) -> None: ...


class Space:
    def __init__(self, folders: Iterable[Path], least_mb: int, clock: Clock, gauge: Gauge | None = None) -> None:
        self._folders, self._least_mb, self._clock, self._gauge = tuple(folders), least_mb, clock, gauge
        self._reminded: datetime | None = None
        self._full: datetime | None = None

    def look(self) -> float:
        """MB that are free; tells the log when it is too little, and again while it stays so."""
        free = min(shutil.disk_usage(folder).free for folder in self._folders) / MB
        if self._gauge is not None:
            self._gauge.set(free * MB)
        if free < FULL_MB:
            self._full = self._clock()
        self._tell(free)
        return free

    def was_full_since(self, at: datetime) -> bool:
        self.look()
        return self._full is not None and self._full >= at

    def _tell(self, free: float) -> None:
        now = self._clock()
        if free >= self._least_mb:
            if self._reminded is not None:
                log.info("录音磁盘空间已恢复。", free_mb=int(free))
            self._reminded = None
        elif self._reminded is None or (now - self._reminded).total_seconds() >= REMIND_EVERY_S:
            self._reminded = now
            log.error(self._message(free), free_mb=int(free), folder=str(self._folders[0]))

    def _message(self, free: float) -> str:
        return (
            f"录音磁盘只剩 {int(free)} MB，低于警戒线 {self._least_mb} MB：空间用完后新录音会不完整。"
            "请立即清理该磁盘或扩容；电话仍会接通，不完整的录音会逐个标出。"
        )
