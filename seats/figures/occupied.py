"""Occupancy of all seats by China day. A day that is over is folded once and kept, also over a restart, until something
is told of it afterwards: an event may come late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise
from threading import Lock

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cases.clock import CHINA
from cases.figures.periods import DAY
from cases.figures.shifts import by_stretch
from cases.units import Directory
from store.figures.occupied_days import Seats
from store.figures.questions import Tallies
from store.unit_of_work import Store, Work

KEPT_DAYS = 2_000
AT_ONCE = 31
"""Days read together: so that a year does not lie in memory as facts."""
RULE = 1
"""One more when `cases.figures.shifts` says something else of the same facts: what was kept is folded anew."""
log = structlog.get_logger()


class Occupied:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._seats = frozenset(seat.number for seat in directory.all_seats())
        self._days: dict[date, Seats] = {}
        self._seq: int | None = None
        self._lock = Lock()

    def of(self, first: date, after: date, now: datetime) -> Tallies:
        """Seconds `busy_s` and `present_s` by seat. Reads the database: to be called in a thread."""
        days = [first + n * DAY for n in range((min(after, _day(now) + DAY) - first).days)]
        found, seq = self._known(days)
        for run in _runs([day for day in days if day not in found]):
            with self._store.reading() as work:
                folded, settled = self._fold(work, run, now)
            found |= folded
            self._keep(folded, settled, seq)
        return _summed(found.values())

    def _known(self, days: Sequence[date]) -> tuple[dict[date, Seats], int]:
        """And the log's last number, before anything else is read."""
        with self._lock, self._store.reading() as work:
            last = work.log.last()
            if self._seq is None:
                self._days, self._seq = work.occupied_days.all(RULE), work.occupied_days.mark(RULE)
            self._forget(work, self._seq if self._seq is not None else last)
            self._seq = last
            return {day: self._days[day] for day in days if day in self._days}, last

    def _forget(self, work: Work, seq: int) -> set[date]:
        """The days that are not what they were."""
        # What begins on one day may reach into the next, and a talk ends on the day after it began.
        changed = {_day(at) + n * DAY for at in work.shifts.changed_since(seq) for n in (-1, 0, 1)}
        for day in changed:
            self._days.pop(day, None)
        return changed

    def _fold(self, work: Work, run: Sequence[date], now: datetime) -> tuple[dict[date, Seats], datetime]:
        """And until when nothing is open any more."""
        edges = [min(_midnight(day), now) for day in (*run, run[-1] + DAY)]
        facts = work.shifts.facts(self._seats, edges[0], edges[-1])
        talks = work.shifts.talks(self._seats, edges[0], edges[-1], now)
        found: dict[date, Seats] = {day: {} for day in run}
        stretches = [edge.timestamp() for edge in edges]
        for number in facts.keys() | talks.keys():
            each = by_stretch(facts.get(number, ()), talks.get(number, ()), stretches)
            for day, part in zip(run, each, strict=True):
                if part.present_s:
                    found[day][number] = (round(part.busy_s), round(part.present_s))
        return found, work.shifts.unfinished(edges[0]) or now

    def _keep(self, found: dict[date, Seats], settled: datetime, seq: int) -> None:
        over = {day: seats for day, seats in found.items() if _midnight(day + DAY) <= settled}
        with self._lock:
            self._days |= over
            with self._store.reading() as work:
                # Somebody may have told something of these days while they were being folded.
                self._forget(work, seq)
            while len(self._days) > KEPT_DAYS:
                del self._days[next(iter(self._days))]
            if over:
                self._write(over, seq)

    def _write(self, over: dict[date, Seats], seq: int) -> None:
        """What cannot be written is folded again after the next start."""
        try:
            with self._store.work() as work:
                mark, last = work.occupied_days.locked_mark(RULE), work.log.last()
                gone = self._forget(work, seq if mark is None else min(mark, seq))
                days = {day: seats for day, seats in over.items() if day in self._days}
                work.occupied_days.keep(days, gone, RULE, last)
                work.commit()
        except SQLAlchemyError as error:
            log.warning("the occupancy of days is not kept", error=type(error).__name__)


def _summed(days: Iterable[Seats]) -> Tallies:
    # By hand: a year has 150,000 of them.
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for seats in days:
        for number, (busy, present) in seats.items():
            both = sums[number]
            both[0] += busy
            both[1] += present
    return {number: Counter(busy_s=busy, present_s=present) for number, (busy, present) in sums.items()}


def _runs(days: Sequence[date]) -> list[list[date]]:
    """Days that follow one another, AT_ONCE at most."""
    runs: list[list[date]] = [[days[0]]] if days else []
    for before, day in pairwise(days):
        if day - before == DAY and len(runs[-1]) < AT_ONCE:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
