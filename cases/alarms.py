"""When somebody must look: at what is so now (it ends by itself), and at what happened (it ends when it is seen)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from cases.organs import Tier


class What(StrEnum):
    QUEUE_LONG = "queue_long"
    WAIT_LONG = "wait_long"
    PAUSE_OVER = "pause_over"
    LINK_LOST = "link_lost"
    DISK_LOW = "disk_low"
    WORKER_BEHIND = "worker_behind"
    SEAT_GHOST = "seat_ghost"
    RECORDING_FLAWED = "recording_flawed"
    FAST_TRACK = "fast_track"
    """即时快办: it is happening now, and a supervisor must know."""


HAPPENED = frozenset({What.SEAT_GHOST, What.RECORDING_FLAWED, What.FAST_TRACK})


@dataclass(frozen=True, slots=True)
class Limits:
    """Of config/alarms.toml; what is more than its limit raises the alarm. Seconds, people, MB."""

    queue_people: Mapping[Tier, int]
    wait_s: int
    pause_grace_s: int
    backlog_s: int
    disk_mb: int
    clear_after_s: int
    """So long must it be well again before the alarm ends: no flicker at the limit."""


@dataclass(frozen=True, slots=True)
class Condition:
    what: What
    unit: str
    seat: str = ""
    call_id: str = ""
    value: float = 0
    limit: float = 0

    @property
    def key(self) -> str:
        """One alarm of a key is open at a time."""
        return ":".join((self.what.value, self.unit, self.seat, self.call_id))


@dataclass(frozen=True, slots=True)
class Pause:
    seat: str
    unit: str
    since: datetime
    until: datetime
    """When the limit of its reason is over."""


@dataclass(frozen=True, slots=True)
class Moment:
    now: datetime
    connected: bool
    ministry: str
    """Looks after what concerns no unit."""
    queues: Mapping[str, Sequence[datetime]]
    """Since when the callers of each unit wait."""
    pauses: Sequence[Pause]
    free_mb: float | None
    """None: could not be read."""
    oldest_wanted: datetime | None
    """Since when the oldest recording waits to be transcribed; None: nothing waits."""


def conditions(moment: Moment, limits: Limits, tier: Callable[[str], Tier]) -> dict[str, Condition]:
    """What is so now, by key."""
    found = [*_queues(moment, limits, tier), *_pauses(moment, limits), *_machines(moment, limits)]
    return {condition.key: condition for condition in found}


def _queues(moment: Moment, limits: Limits, tier: Callable[[str], Tier]) -> Iterator[Condition]:
    # While the exchange is away nobody knows who still waits.
    for unit, since in moment.queues.items() if moment.connected else ():
        most = limits.queue_people[tier(unit)]
        if len(since) > most:
            yield Condition(What.QUEUE_LONG, unit, value=len(since), limit=most)
        waited = (moment.now - min(since)).total_seconds() if since else 0.0
        if waited > limits.wait_s:
            yield Condition(What.WAIT_LONG, unit, value=ceil(waited), limit=limits.wait_s)


def _pauses(moment: Moment, limits: Limits) -> Iterator[Condition]:
    for pause in moment.pauses:
        if (moment.now - pause.until).total_seconds() > limits.pause_grace_s:
            lasted, allowed = (moment.now - pause.since), (pause.until - pause.since)
            yield Condition(What.PAUSE_OVER, pause.unit, pause.seat, value=int(lasted.total_seconds()),
                            limit=int(allowed.total_seconds()))  # fmt: skip


def _machines(moment: Moment, limits: Limits) -> Iterator[Condition]:
    if not moment.connected:
        yield Condition(What.LINK_LOST, moment.ministry)
    if moment.free_mb is not None and moment.free_mb < limits.disk_mb:
        yield Condition(What.DISK_LOW, moment.ministry, value=int(moment.free_mb), limit=limits.disk_mb)
    waited = (moment.now - moment.oldest_wanted).total_seconds() if moment.oldest_wanted else 0.0
    if waited > limits.backlog_s:
        yield Condition(What.WORKER_BEHIND, moment.ministry, value=int(waited), limit=limits.backlog_s)
