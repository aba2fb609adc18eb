"""A clock for the exchange's events: the time of day at an anchor, moved on by the monotonic clock, so that the
difference of two of its times is a duration, whatever is done to the machine's time of day in between."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from cases.clock import Clock

STEP_S = 1.0


class SteadyClock:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.anchor()

    def anchor(self) -> None:
        self._day, self._monotonic = self._clock(), time.monotonic()

    def at(self, heard: float) -> datetime:
        """`heard`: monotonic seconds."""
        return self._day + timedelta(seconds=heard - self._monotonic)

    def now(self) -> datetime:
        return self.at(time.monotonic())

    def stepped(self) -> bool:
        """The time of day was set: durations stay right, but the times themselves are no longer true."""
        return abs((self._clock() - self.now()).total_seconds()) > STEP_S
