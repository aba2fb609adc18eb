"""A hotline that has been busy: calls, messages and seats' facts of as many days as wanted, made up but lifelike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from sqlalchemy import func, insert, select

from cases.clock import CHINA
from cases.organs import Unit
from cases.units import Directory
from store.sealing import Sealer
from store.tables import CallRow, EventRow, WorkItemRow
from store.unit_of_work import Store

S = timedelta(seconds=1)
# How busy each hour of the day is, and the days from Monday to Sunday.
HOURS = (2, 1, 1, 1, 1, 2, 4, 9, 30, 46, 52, 40, 22, 26, 44, 48, 42, 30, 18, 14, 12, 9, 6, 3)
WEEKDAYS = (1.25, 1.1, 1.05, 1.0, 1.0, 0.45, 0.35)
OPEN = range(8, 18)
Made = dict[str, Any]


@dataclass
class Town:
    """`share`: how many of the calls are for each unit, in their order; all alike when empty."""

    directory: Directory
    units: Sequence[Unit]
    seed: int = 12389
    callers: int = 40_000
    weights: Sequence[float] = ()
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def calls(self, first: date, after: date, count: int) -> Iterator[Made]:
        """In no order."""
        days = [first + timedelta(n) for n in range((after - first).days)]
        busy = [WEEKDAYS[day.weekday()] * self.random.uniform(0.8, 1.2) for day in days]
        dates = self.random.choices(days, busy, k=count)
        units = self.random.choices(self.units, self.weights or None, k=count)
        for n, (day, unit) in enumerate(zip(dates, units, strict=True)):
            yield self._call(f"{self.seed}-{first:%y%m%d}-{n}", unit, self._moment(day))

    def _moment(self, day: date) -> datetime:
        (hour,) = self.random.choices(range(24), HOURS)
        at = datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)
        return (at + self.random.uniform(0, 3_600) * S).astimezone(UTC)

    def _call(self, call_id: str, unit: Unit, at: datetime) -> Made:
        opened = at.astimezone(CHINA).hour in OPEN
        row: Made = {"id": call_id, "unit": unit.code, "arrived_at": at, "called": "12389", "seat": "", "talk_s": 0.0,
                     "action": "queue" if opened else "message", "queued_at": None, "answered_at": None,
                     "caller": f"138{self.random.randrange(self.callers):08d}"}  # fmt: skip
        return row | (self._queued(unit, at) if opened else _over(at, self.random.uniform(20, 110), "message"))

    def _queued(self, unit: Unit, at: datetime) -> Made:
        queued = at + self.random.uniform(2, 5) * S
        chance, row = self.random.random(), {"queued_at": queued}
        if chance < 0.015:
            return row | _over(queued, self.random.uniform(0.5, 5), "abandoned")
        if chance < 0.04:
            return row | _over(queued, self.random.expovariate(1 / 40) + 5, "abandoned")
        if chance < 0.05:
            return row | _over(queued, 180.0, "message")
        answered = queued + min(self.random.expovariate(1 / 6.5) + 1.5, 170) * S
        talk = round(self.random.lognormvariate(5.4, 0.7), 3)
        seat = f"{unit.code[:4]}{self.random.randrange(unit.seats) + 1}"
        return row | {"answered_at": answered, "seat": seat, "talk_s": talk} | _over(answered, talk, "answered")

    def shifts(self, first: date, after: date, units: Iterable[Unit] = ()) -> Iterator[tuple[datetime, str, str, str]]:
        """(when, kind, unit, seat) of the facts of working days."""
        for n in range((after - first).days):
            day = first + timedelta(n)
            if day.weekday() < 5:
                for unit in units or self.units:
                    for seat in self.directory.seats(unit.code):
                        yield from self._shift(day, unit.code, seat.number)

    def _shift(self, day: date, unit: str, seat: str) -> Iterator[tuple[datetime, str, str, str]]:
        plan = ((8.5, "SeatSignedIn"), (8.6, "SeatReady"), (10.4, "SeatPaused"), (10.6, "SeatReady"),
                (12.0, "SeatPaused"), (13.5, "SeatReady"), (15.5, "SeatPaused"), (15.7, "SeatReady"),
                (17.5, "SeatPaused"), (17.6, "SeatSignedOut"))  # fmt: skip
        midnight = datetime(day.year, day.month, day.day, tzinfo=CHINA)
        for hour, kind in plan:
            at = midnight + timedelta(hours=hour, seconds=self.random.uniform(0, 300))
            yield at.astimezone(UTC), kind, unit, seat


def _over(since: datetime, seconds: float, outcome: str) -> Made:
    return {"ended_at": since + seconds * S, "outcome": outcome}


def put_calls(store: Store, calls: Iterable[Made], now: datetime | None = None) -> int:
    """As rows. What would be after `now` has not happened yet."""
    rows = [_row(call, store.sealer, now) for call in calls if now is None or call["arrived_at"] <= now]
    with store.engine.execution_options(writes=True).begin() as connection:
        for start in range(0, len(rows), 5_000):
            connection.execute(insert(CallRow), rows[start : start + 5_000])
    return len(rows)


def _row(call: Made, sealer: Sealer, now: datetime | None) -> Made:
    row = {key: value for key, value in call.items() if key != "caller"}
    sealed, index = _caller(sealer, call.get("caller", ""))
    if now is not None and row["ended_at"] is not None and row["ended_at"] > now:
        row |= {"ended_at": None, "outcome": "", "talk_s": 0.0}
        if row["answered_at"] is not None and row["answered_at"] > now:
            row |= {"answered_at": None, "seat": ""}
    return row | {"caller_sealed": sealed, "caller_index": index}


@lru_cache(maxsize=200_000)
def _caller(sealer: Sealer, number: str) -> tuple[bytes, str]:
    return sealer.seal("calls.caller", number), sealer.index(number)


def put_messages(store: Store, calls: Iterable[Made], now: datetime, *, heard_share: float = 0.93) -> None:
    """A work item for each call that left a message, most of them heard in time."""
    random, items, facts = Random(7), [], []
    for call in calls:
        if call["outcome"] != "message" or call["ended_at"] > now:
            continue
        at = call["ended_at"]
        items.append({"kind": "message", "call_id": call["id"], "unit": call["unit"], "due": at.date(),
                      "provisional": False, "state": "open", "created_at": at})  # fmt: skip
        heard = at + random.uniform(600, 86_000 if random.random() < heard_share else 200_000) * S
        if heard < now:
            facts.append((heard, "RecordingHeard", call["unit"], "", call["id"], {"segment": f"{call['id']}.2"}))
    with store.engine.execution_options(writes=True).begin() as connection:
        for start in range(0, len(items), 5_000):
            connection.execute(insert(WorkItemRow), items[start : start + 5_000])
    put_facts(store, facts)


def put_shifts(store: Store, shifts: Iterable[tuple[datetime, str, str, str]], now: datetime) -> None:
    put_facts(store, ((at, kind, unit, seat, "", {}) for at, kind, unit, seat in shifts if at <= now))


def put_facts(store: Store, facts: Iterable[tuple[datetime, str, str, str, str, dict[str, Any]]]) -> None:
    """Each at its own moment. Not chained: who only counts does not look at the hashes."""
    with store.engine.execution_options(writes=True).begin() as connection:
        last = connection.execute(select(func.max(EventRow.seq))).scalar() or 0
        rows = list(_numbered(facts, last))
        for start in range(0, len(rows), 5_000):
            connection.execute(insert(EventRow), rows[start : start + 5_000])


def _numbered(facts: Iterable[tuple[Any, ...]], seq: int) -> Iterator[Made]:
    for at, kind, unit, seat, call_id, body in facts:
        seq += 1
        yield {"seq": seq, "at": at, "kind": kind, "call_id": call_id, "unit": unit, "seat": seat, "body": body,
               "previous": "", "hash": ""}  # fmt: skip
