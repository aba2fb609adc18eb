"""Times whose differences are durations."""

import time
from datetime import UTC, datetime, timedelta

from cases.clock import Clock
from seats.steady import SteadyClock

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_time_of_day_that_is_set_changes_no_duration() -> None:
    day = DAY

    def clock() -> datetime:
        return day

    shown: Clock = clock
    steady, heard = SteadyClock(shown), time.monotonic()
    first = steady.at(heard)
    day = DAY + timedelta(hours=1)
    assert steady.at(heard) == first
    assert steady.at(heard + 2.5) - first == timedelta(seconds=2.5)
    assert steady.stepped()
    steady.anchor()
    assert not steady.stepped()
    assert steady.at(time.monotonic()) >= day
