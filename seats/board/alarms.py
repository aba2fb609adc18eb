"""Open alarms: raised and cleared in the rows, with their facts; shown as the facts come by (`AlarmRows`).

Everything here reads or writes the database: to be called in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from cases.access import Viewer
from cases.alarms import HAPPENED, Condition, What
from cases.clock import Clock
from cases.events import AlarmAcknowledged, AlarmCleared, AlarmRaised
from seats.board.closed import SAID
from seats.board.sheet import NOBODY, Body
from store.tables import AlarmRow, EventRow
from store.unit_of_work import Store, Work

OF_ALARMS = frozenset({"AlarmRaised", "AlarmCleared", "AlarmAcknowledged"})
CAUSES = {
    "SeatHealed": What.SEAT_GHOST, "RecordingFlawed": What.RECORDING_FLAWED, "FastTrackOpened": What.FAST_TRACK,
}  # fmt: skip
RESTORED = "LinkRestored"
EMPTY = "empty"
"""A recording of somebody who hung up at once: nothing is missing."""
LATE = timedelta(hours=24)
"""What happened earlier while no board ran is history."""
Show = Callable[[int, str, Body | None, frozenset[str], Body | None], None]
"""Id, unit, row (None: it is over), to whom its call is closed (marks), and what those get."""


class NoSuchAlarm(Exception):
    """There is none, or it is not of this person's jurisdiction."""


class AlarmOver(Exception):
    """It has been acknowledged (`by` whom) or is over meanwhile (nobody)."""

    def __init__(self, by: str) -> None:
        super().__init__("the alarm is over")
        self.by = by


class AlarmBook:
    def __init__(self, store: Store) -> None:
        self._store = store

    def open_keys(self) -> set[str]:
        """Of alarms that end by themselves."""
        with self._store.reading() as work:
            return {row.open_key or "" for row in work.alarms.open() if row.what not in HAPPENED}

    def settle(self, begun: Collection[Condition], ended: Collection[str]) -> None:
        """Safe to repeat."""
        with self._store.work() as work:
            for condition in begun:
                raise_alarm(work, condition)
            for row in work.alarms.open_of(ended):
                work.alarms.clear(row, work.now)
                work.record(AlarmCleared(alarm=row.id, what=row.what, **_where(row)))
            work.commit()

    def acknowledge(self, viewer: Viewer, units: Collection[str], alarm: int, note: str) -> None:
        """Raises NoSuchAlarm, AlarmOver."""
        with self._store.work() as work:
            row = work.alarms.locked(alarm)
            if row is None or row.unit not in units:
                raise NoSuchAlarm
            if row.acknowledged_at is not None or row.cleared_at is not None:
                raise AlarmOver(name_of(work, row.acknowledged_by))
            work.alarms.acknowledge(row, viewer.person, note, work.now)
            work.record(AlarmAcknowledged(alarm=row.id, what=row.what, person=viewer.person, **_where(row)))
            work.commit()


class AlarmRows:
    """A subject of the ledger: raises an alarm for what happened, and shows what is open."""

    def __init__(self, store: Store, clock: Clock, ministry: str, show: Show) -> None:
        self._store, self._clock, self._ministry, self._show = store, clock, ministry, show
        self._shown: set[int] = set()
        self._restored: set[datetime] = set()

    def begin(self, work: Work) -> None:
        since = self._clock() - LATE
        self._restored = {row.at for row in work.log.of_kinds([RESTORED], 0, since)}
        self._happened(work.log.of_kinds(CAUSES, work.alarms.last_cause(), since))
        rows = work.alarms.open()
        for gone in self._shown - {row.id for row in rows}:
            self._show(gone, "", None, NOBODY, None)
        for row in rows:
            self._tell(work, row)

    def take(self, work: Work, rows: Sequence[EventRow]) -> None:
        self._restored |= {row.at for row in rows if row.kind == RESTORED}
        self._happened([row for row in rows if row.kind in CAUSES])
        for alarm in {row.body["alarm"] for row in rows if row.kind in OF_ALARMS}:
            if (found := work.alarms.get(alarm)) is not None:
                self._tell(work, found)
        if said := {row.call_id for row in rows if row.kind in SAID}:
            for found in work.alarms.open():
                if found.call_id in said:
                    self._tell(work, found)

    def _happened(self, rows: Sequence[EventRow]) -> None:
        for row in rows:
            if (condition := self._condition(row)) is not None:
                self._raise(condition, row.seq)

    def _condition(self, row: EventRow) -> Condition | None:
        if row.kind == "SeatHealed":
            # After a lost link everything that moved meanwhile is put right: no ghosts.
            return None if row.at in self._restored else Condition(What.SEAT_GHOST, row.unit, row.seat)
        if row.kind == "FastTrackOpened":
            return Condition(What.FAST_TRACK, row.body["notified"], call_id=row.call_id)
        if row.body["flaw"] == EMPTY:
            return None
        return Condition(What.RECORDING_FLAWED, row.unit or self._ministry, row.seat, row.call_id)

    def _raise(self, condition: Condition, cause: int) -> None:
        try:
            with self._store.work() as work:
                raise_alarm(work, condition, cause)
                work.commit()
        except IntegrityError:
            return  # another one of the same is open

    def _tell(self, work: Work, row: AlarmRow) -> None:
        if row.open_key is None:
            self._shown.discard(row.id)
            self._show(row.id, row.unit, None, NOBODY, None)
        else:
            self._shown.add(row.id)
            closed = work.closures.marks([row.call_id]).get(row.call_id, NOBODY)
            self._show(row.id, row.unit, alarm_row(work, row), closed, without_call(row, alarm_row(work, row)))


def raise_alarm(work: Work, condition: Condition, cause: int | None = None) -> None:
    row = work.alarms.raise_(condition, work.now, cause)
    if row is not None:
        fact = AlarmRaised(alarm=row.id, what=row.what, value=row.value, limit=row.bound, **_where(row))
        work.record(fact)


def alarm_row(work: Work, row: AlarmRow) -> Body:
    return {
        "id": str(row.id),
        "what": row.what,
        "unit": row.unit,
        "seat": row.seat,
        "call_id": row.call_id,
        "number": _number(work, row),
        "since": row.raised_at.isoformat(),
        "value": row.value,
        "limit": row.bound,
        "acknowledged": _acknowledged(work, row),
    }


def without_call(row: AlarmRow, body: Body) -> Body | None:
    """For those to whom its call is closed: the seat is theirs to look after, the matter is not."""
    return None if row.what == What.FAST_TRACK else body | {"call_id": "", "number": ""}


def _number(work: Work, row: AlarmRow) -> str:
    """Of the matter that is happening now."""
    matter = work.registrations.of_call(row.call_id) if row.what == What.FAST_TRACK else None
    return (matter.number if matter is not None else None) or ""


def _acknowledged(work: Work, row: AlarmRow) -> Body | None:
    if row.acknowledged_at is None:
        return None
    return {
        "at": row.acknowledged_at.isoformat(),
        "by": name_of(work, row.acknowledged_by),
        "note": work.alarms.note(row),
    }


def name_of(work: Work, person: int | None) -> str:
    row = work.people.get(person) if person is not None else None
    return row.name if row is not None else ""


def _where(row: AlarmRow) -> dict[str, str]:
    return {"call_id": row.call_id, "unit": row.unit, "seat": row.seat}
