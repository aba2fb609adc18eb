"""Change, event, commit, publish: in that order, in one `with`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from cases.clock import Clock
from cases.events import Fact
from store.alarms import Alarms
from store.calls import Calls
from store.chain import START, link
from store.closures import Closures
from store.dispatches import Dispatches
from store.figures.occupied_days import OccupiedDays
from store.figures.questions import Figures
from store.figures.shifts import Shifts
from store.knowledge import Knowledge
from store.latency import Latency
from store.log import Log
from store.matters import Matters
from store.numbers import Numbers
from store.people import People
from store.recordings import Segments
from store.registrations import Registrations
from store.sealing import Sealer
from store.seats import Seats
from store.second_factors import SecondFactors
from store.tables import EventRow
from store.transcripts import Transcripts
from store.wall_passes import WallPasses
from store.work_items import WorkItems

CHAIN_LOCK = 12389


class Bell(Protocol):
    """Tells others that rows are there. May fail silently: who listens also looks by itself."""

    def publish(self, seq: int) -> None: ...


class Work:
    """One transaction. What is not committed has not happened."""

    def __init__(self, session: Session, sealer: Sealer, clock: Clock, bell: Bell) -> None:
        self._session, self._clock, self._bell = session, clock, bell
        self._facts: list[Fact] = []
        self.now = clock()
        self.calls = Calls(session, sealer)
        self.segments = Segments(session)
        self.transcripts = Transcripts(session, sealer)
        self.closures = Closures(session, sealer)
        self.registrations = Registrations(session, sealer)
        self.numbers = Numbers(session)
        self.matters = Matters(session)
        self.work_items = WorkItems(session, sealer)
        self.knowledge = Knowledge(session)
        self.people = People(session)
        self.second_factors = SecondFactors(session, sealer)
        self.walls = WallPasses(session)
        self.seats = Seats(session, sealer)
        self.alarms = Alarms(session, sealer)
        self.dispatches = Dispatches(session, sealer)
        self.latency = Latency(session)
        self.log = Log(session)
        self.figures = Figures(session, sealer)
        self.shifts = Shifts(session)
        self.occupied_days = OccupiedDays(session)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def record(self, fact: Fact) -> None:
        """Written with the change, by `commit`."""
        self._facts.append(fact)

    def commit(self) -> int:
        """The log's last number after this change (0: nothing was recorded). Publishes after the commit."""
        rows = self._append()
        self._session.commit()
        last = rows[-1].seq if rows else 0
        if last:
            self._bell.publish(last)
        return last

    def _append(self) -> list[EventRow]:
        if not self._facts:
            return []
        self._session.flush()
        self._lock_chain()
        head = self._session.scalars(select(EventRow).order_by(EventRow.seq.desc()).limit(1)).first()
        rows = list(self._linked(head))
        self._session.add_all(rows)
        self._facts.clear()
        return rows

    def _linked(self, head: EventRow | None) -> Iterator[EventRow]:
        seq, previous = (head.seq, head.hash) if head else (0, START)
        for fact in self._facts:
            seq += 1
            row = EventRow(
                seq=seq, at=self.now, kind=fact.kind, call_id=fact.call_id, unit=fact.unit, seat=fact.seat,
                body=fact.body, previous=previous,
            )  # fmt: skip
            row.hash = previous = link(previous, row)
            yield row

    def _lock_chain(self) -> None:
        # SQLite's writer already holds the only lock; PostgreSQL's takes it late and keeps it until the commit.
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})"))


class Silence:
    """The bell of a program without Redis."""

    def publish(self, seq: int) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Store:
    """What a program's main() builds once and hands down."""

    engine: Engine
    sealer: Sealer
    clock: Clock
    bell: Bell

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A transaction that may write."""
        with self._session(self.engine.execution_options(writes=True)) as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A look that never waits for a writer."""
        with self._session(self.engine) as work:
            yield work

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Work]:
        session = Session(engine, expire_on_commit=False)
        with Work(session, self.sealer, self.clock, self.bell) as work:
            yield work
