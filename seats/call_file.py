"""Everything about one call, as the desk shows it: reads the database, to be called in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.access import Viewer, may_see, visible_units
from cases.events import RegistrationEdited
from cases.fast_track import is_over
from cases.registration import State, told_at
from cases.units import Directory
from seats.call_lists import recent_calls
from seats.caller import Callers, Places, number_masked, number_shown, unit_name
from seats.form import Saved
from store.calls import CALLER
from store.registrations import StaleForm
from store.tables import CallRow, RegistrationRow, SegmentRow, WorkItemRow
from store.unit_of_work import Store, Work

FAST_TRACK = "fast_track"


class NoSuchCall(LookupError):
    """There is none, or none that this person may know of: the two look the same."""


class NewerForm(Exception):
    def __init__(self, version: int, form: dict[str, Any] | None) -> None:
        super().__init__(f"the form is at version {version}")
        self.version, self.form = version, form


class AlreadyWrappedUp(Exception):
    """What was confirmed is amended, not changed."""

    def __init__(self, number: str | None) -> None:
        super().__init__("the registration is confirmed")
        self.number = number


@dataclass(frozen=True, slots=True)
class SavedForm:
    version: int
    told_at: str | None


@dataclass(frozen=True, slots=True)
class CallFiles:
    store: Store
    directory: Directory
    places: Places
    callers: Callers

    def whole(self, viewer: Viewer, call_id: str) -> dict[str, Any]:
        """Raises NoSuchCall."""
        with self.store.reading() as work:
            row = visible_call(work, viewer, call_id, self.directory)
            caller = work.calls.caller(row)
            return {
                "call": self._call(row) | {"caller": number_shown(caller), "place": self.places.of(caller)},
                "history": self.callers.earlier_than(work, row, viewer),
                "segments": [_segment(segment) for segment in work.segments.of_call(call_id)],
                "transcript": _transcript(work, call_id),
                "registration": _registration(work, work.registrations.of_call(call_id)),
            }

    def save(self, viewer: Viewer, call_id: str, saved: Saved) -> SavedForm:
        """Raises NoSuchCall, NewerForm, AlreadyWrappedUp."""
        with self.store.work() as work:
            call = visible_call(work, viewer, call_id, self.directory)
            row = work.registrations.locked(call_id) or work.registrations.open(call_id, call.unit, work.now)
            before, form = work.registrations.form(row), saved.form.model_dump()
            if row.state != State.DRAFT:
                raise AlreadyWrappedUp(row.number)
            form["told_at"] = told_at(before or {}, form, work.now)
            try:
                version = work.registrations.save_form(row, form, saved.version, work.now, viewer.person)
            except StaleForm as stale:
                raise NewerForm(stale.version, before) from None
            edited = RegistrationEdited(
                call_id=call_id, unit=call.unit, seat=call.seat,
                registration=row.id, person=viewer.person, version=version,
            )  # fmt: skip
            work.record(edited)
            work.commit()
            return SavedForm(version, form["told_at"])

    def recent(self, viewer: Viewer, before: str) -> list[dict[str, Any]]:
        """Calls to the person's unit, and those of other units that its seats took."""
        if not (units := visible_units(viewer, self.directory)):
            return []
        seats = [seat.number for seat in self.directory.seats(viewer.unit)]
        with self.store.reading() as work:
            sight = work.closures.sight(viewer, self.directory)
        rows = [row for row in recent_calls(self.store, viewer.unit, seats, sight, before) if row.unit in units]
        return [self._call(row) | {"caller": number_masked(self._caller(row))} for row in rows]

    def _caller(self, row: CallRow) -> str:
        return self.store.sealer.unseal(CALLER, row.caller_sealed)

    def work_items(self, viewer: Viewer) -> list[dict[str, Any]]:
        if not visible_units(viewer, self.directory):
            return []
        with self.store.reading() as work:
            sight = work.closures.sight(viewer, self.directory)
            return [self._work_item(work, item) for item in work.work_items.of_units([viewer.unit], sight)]

    def _call(self, row: CallRow) -> dict[str, Any]:
        return {
            "call_id": row.id,
            "unit": row.unit,
            "unit_name": unit_name(self.directory, row.unit),
            "called": row.called,
            "seat": row.seat,
            "arrived_at": row.arrived_at.isoformat(),
            "answered_at": row.answered_at.isoformat() if row.answered_at else None,
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
            "outcome": row.outcome,
            "talk_s": row.talk_s,
        }

    def _work_item(self, work: Work, item: WorkItemRow) -> dict[str, Any]:
        call = work.calls.get(item.call_id)
        return {
            "id": item.id,
            "kind": item.kind,
            "call_id": item.call_id,
            "due": item.due.isoformat(),
            "due_at": item.due_at.isoformat() if item.due_at else None,
            "over": item.kind == FAST_TRACK and is_over(item.due, work.now),
            "provisional": item.provisional,
            "created_at": item.created_at.isoformat(),
            "note": work.work_items.note(item),
            "caller": number_masked(work.calls.caller(call)) if call is not None else "",
        }


def visible_call(work: Work, viewer: Viewer, call_id: str, directory: Directory) -> CallRow:
    """Raises NoSuchCall."""
    row = work.calls.get(call_id)
    if row is None or not may_see(viewer, row.unit, directory):
        raise NoSuchCall(call_id)
    if not work.closures.sees(work.closures.sight(viewer, directory), row):
        raise NoSuchCall(call_id)
    return row


def _segment(row: SegmentRow) -> dict[str, Any]:
    return {"id": row.id, "n": row.n, "side": row.side, "state": row.state, "seconds": row.seconds, "flaw": row.flaw}


def _transcript(work: Work, call_id: str) -> list[dict[str, Any]]:
    return [
        {"n": row.n, "state": row.state, "turns": work.transcripts.turns(row)}
        for row in work.transcripts.of_call(call_id)
    ]


def _registration(work: Work, row: RegistrationRow | None) -> dict[str, Any]:
    if row is None:
        return {"version": 0, "form": None, "draft": None, "state": State.DRAFT, "accepted": None}
    return {
        "version": row.version,
        "form": work.registrations.form(row),
        "draft": work.registrations.draft(row),
        "state": row.state,
        "accepted": accepted_shown(work, row),
    }


def accepted_shown(work: Work, row: RegistrationRow) -> dict[str, Any] | None:
    """Number, acceptance time and clock of what was wrapped up."""
    if row.accepted_at is None or row.accepted_by is None:
        return None
    person = work.people.get(row.accepted_by)
    return {
        "state": row.state,
        "number": row.number,
        "disposition": row.disposition,
        "accepted_at": row.accepted_at.isoformat(),
        "accepted_by": person.name if person is not None else "",
        "due": row.due.isoformat() if row.due else None,
        "provisional": row.provisional,
        "real_name": row.real_name,
        "urgent": row.urgent,
        "versions": len(work.registrations.versions(row)),
    }
