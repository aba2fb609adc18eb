"""News from the log of facts: a draft, a transcript, a message left. A thread follows the feed for the desks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from redis import Redis

from cases.access import Role
from cases.dispatch import Act
from cases.events import FastTrackOpened, WorkItemHandedUp
from cases.recusal import Closure
from seats.following import Following
from seats.hub import Body, Bulletin
from store.tables import EventRow
from store.unit_of_work import Store, Work

LISTS = frozenset({"CallAnswered", "CallEnded"})
WRAPPED_UP = frozenset({"RegistrationConfirmed", "RegistrationClosed", "RegistrationAmended"})
SAID = WRAPPED_UP | {"RegistrationDrafted", "RegistrationEdited"}
WORK = frozenset({"CallbackAsked", "FastTrackOpened", "WorkItemClosed", "WorkItemHandedUp"})
"""The whole unit's lists change."""
BROADCASTS = frozenset({"DispatchOrdered", "DispatchUndone"})
"""Each desk asks for its messages anew."""
Announce = Callable[[Bulletin], None]


class Bulletins(Following):
    """`announce` is called in the thread: hand it over to the loop."""

    name = "bulletins"

    def __init__(self, store: Store, redis: Redis, announce: Announce) -> None:
        super().__init__(store, redis)
        self._announce = announce
        self._after: int | None = None

    def begin(self) -> int:
        """After a fault it goes on where it was: news is told once, and not left out."""
        if self._after is None:
            with self._store.reading() as work:
                self._after = work.log.last()
        return self._after

    def take(self, rows: list[EventRow]) -> None:
        for bulletin in self._read(rows):
            self._announce(bulletin)
        self._after = rows[-1].seq if rows else self._after

    def _read(self, rows: list[EventRow]) -> list[Bulletin]:
        with self._store.reading() as work:
            return [bulletin for row in rows for bulletin in _bulletins(work, row)]


def _bulletins(work: Work, row: EventRow) -> Iterator[Bulletin]:
    if row.kind == FastTrackOpened.__name__:
        yield _fast_track(work, row)
    if row.kind in BROADCASTS and row.body["act"] == Act.BROADCAST:
        yield Bulletin(row.unit, "", {"type": "broadcast"}, below=True)
    if row.kind in WORK:
        yield Bulletin(row.unit, "", {"type": "work_items"})
    if row.kind == WorkItemHandedUp.__name__:
        yield Bulletin(row.body["before"], "", {"type": "work_items"})
    if (body := _body(work, row)) is not None:
        call = work.calls.get(row.call_id)
        unit, seat = (call.unit, call.seat) if call is not None else (row.unit, row.seat)
        closure = _closure(work, row)
        yield Bulletin(unit, seat, body, closure=closure)
        if row.kind in SAID and closure.marks:
            # To some of the unit it is closed from now on: out of their lists.
            yield Bulletin(unit, "", {"type": "calls"})


def _closure(work: Work, row: EventRow) -> Closure:
    """That it is wrapped up, and nothing else, is told to the pages of whoever did it, so that they let go of it."""
    if (call := work.calls.get(row.call_id)) is None:
        return Closure(known=row.call_id == "")
    found = work.closures.of(call)
    return replace(found, takers=frozenset({row.body["person"]})) if row.kind in WRAPPED_UP else found


def _fast_track(work: Work, row: EventRow) -> Bulletin:
    """即时快办: the supervisors know at once, whatever else they look at."""
    body = {"type": "notice", "kind": "fast_track", "call_id": row.call_id, "number": row.body["number"]}
    to, closure = row.body["notified"], _closure(work, row)
    return Bulletin(to, "", body | {"unit": row.unit}, role=Role.SUPERVISOR, closure=closure)


def _body(work: Work, row: EventRow) -> Body | None:
    match row.kind:
        case "RegistrationDrafted":
            registration = work.registrations.of_call(row.call_id)
            draft = work.registrations.draft(registration) if registration else None
            return {"type": "draft", "call_id": row.call_id, "draft": draft}
        case "TranscriptReady":
            parts = [
                {"n": part.n, "state": part.state, "turns": work.transcripts.turns(part)}
                for part in work.transcripts.of_call(row.call_id)
            ]
            return {"type": "transcript", "call_id": row.call_id, "transcript": parts}
        case "RecordingKept" | "RecordingFlawed":
            return {"type": "recording", "call_id": row.call_id}
        case "RegistrationEdited":
            return {"type": "edited", "call_id": row.call_id, "version": row.body["version"]}
        case kind if kind in WRAPPED_UP:
            return {"type": "wrapped_up", "call_id": row.call_id}
        case "MessageLeft":
            return {"type": "work_items"}
        case kind if kind in LISTS:
            return {"type": "calls"}
    return None
