"""Wrapping a call up: a number, the clock, who must know at once. Writes the database: to be called in a thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cases.access import Role, Viewer, may_see
from cases.barred import barred_units
from cases.clock import CHINA
from cases.deadlines import WorkCalendar
from cases.dispositions import Disposition
from cases.events import (
    CallbackAsked,
    FastTrackOpened,
    RegistrationAmended,
    RegistrationClosed,
    RegistrationConfirmed,
    WorkItemClosed,
)
from cases.fast_track import notified, same_day
from cases.handling_time import handling_due
from cases.recusal import handler, marks_in
from cases.registration import (
    Book,
    Fault,
    NotReady,
    State,
    callback_time,
    check,
    check_amended,
    real_name,
    told_at,
)
from cases.registration_number import number_year, registration_number
from seats.call_file import FAST_TRACK, NewerForm, accepted_shown, visible_call
from seats.form import Amended
from seats.matters.hand_up import hand_up
from store.tables import CallRow, RegistrationRow
from store.unit_of_work import Store, Work

CALLBACK, MESSAGE = "callback", "message"
Form = Mapping[str, Any]


class NotWrappedUp(Exception):
    """There is nothing to amend yet."""


@dataclass(frozen=True, slots=True)
class WrapUps:
    store: Store
    book: Book
    calendar: WorkCalendar

    def confirm(self, viewer: Viewer, call_id: str, version: int) -> dict[str, Any] | None:
        """Safe to repeat: a call that is wrapped up stays as it is. Raises NoSuchCall, NewerForm, NotReady."""
        with self.store.work() as work:
            row = work.registrations.locked(call_id)
            if row is not None and row.accepted_by == viewer.person and may_see(viewer, row.unit, self.book.directory):
                # Pressed twice, or the answer was lost: the number is told again, also of what is closed to them now.
                return self._receipt(work, row, viewer)
            call = visible_call(work, viewer, call_id, self.book.directory)
            row = row or work.registrations.open(call_id, call.unit, work.now)
            if row.state == State.DRAFT:
                self._accept(work, call, row, viewer, version)
                work.commit()
            return self._receipt(work, row, viewer)

    def amend(self, viewer: Viewer, call_id: str, amended: Amended) -> dict[str, Any] | None:
        """Raises NoSuchCall, NotWrappedUp, NewerForm, NotReady."""
        with self.store.work() as work:
            call = visible_call(work, viewer, call_id, self.book.directory)
            row = work.registrations.locked(call_id)
            if row is None or row.state == State.DRAFT:
                raise NotWrappedUp(call_id)
            before, form = work.registrations.form(row) or {}, amended.form.model_dump()
            if amended.after != len(work.registrations.versions(row)):
                raise NewerForm(row.version, dict(before))
            found = check_amended(State(row.state), form, amended.reason, self.book)
            form["told_at"] = told_at(before, form, work.now)
            work.registrations.save_form(row, form, row.version, work.now, viewer.person)
            self._change(work, call, row, form, found, viewer, amended.reason)
            work.commit()
            return self._receipt(work, row, viewer)

    def _receipt(self, work: Work, row: RegistrationRow, viewer: Viewer) -> dict[str, Any] | None:
        """`closed`: of the matter itself this person sees nothing any more (回避)."""
        shown, call = accepted_shown(work, row), work.calls.get(row.call_id)
        sight = work.closures.sight(viewer, self.book.directory)
        closed = call is None or not work.closures.sees(sight, call)
        return shown | {"closed": closed} if shown is not None else None

    def _accept(self, work: Work, call: CallRow, row: RegistrationRow, viewer: Viewer, version: int) -> None:
        form = work.registrations.form(row) or {}
        if version != row.version:
            raise NewerForm(row.version, form or None)
        found = check(form, self.book)
        row.accepted_at, row.accepted_by = work.now, viewer.person
        self._say(work, row, form, found)
        if found.registers:
            self._number(work, call, row, viewer)
            self._hurry(work, call, row, form)
        else:
            self._close(work, call, row, viewer)
        self._call_back(work, call, row, form)
        self._heard(work, call, viewer)
        work.registrations.keep_version(row, viewer.person, "", work.now)
        hand_up(work, row, self.book.directory)

    def _change(
        self, work: Work, call: CallRow, row: RegistrationRow, form: Form, found: Disposition, viewer: Viewer, why: str
    ) -> None:
        was_urgent, asked = row.urgent, work.work_items.of_call(CALLBACK, call.id)
        self._say(work, row, form, found)
        n = work.registrations.keep_version(row, viewer.person, why.strip(), work.now)
        work.record(
            RegistrationAmended(call_id=call.id, unit=row.unit, registration=row.id, person=viewer.person, version=n)
        )
        if found.registers and row.number is None:
            row.accepted_at, row.accepted_by = work.now, viewer.person
            self._number(work, call, row, viewer)
        if not was_urgent:
            self._hurry(work, call, row, form)
        at = callback_time(form.get("callback_at") or "")
        if at is not None and (asked is None or asked.due_at != at):
            self._call_back(work, call, row, form)
        hand_up(work, row, self.book.directory)

    def _say(self, work: Work, row: RegistrationRow, form: Form, found: Disposition) -> None:
        """The columns that say what the form says."""
        row.disposition, row.real_name = found.name, real_name(form)
        row.urgent = found.registers and bool(form.get("urgent"))
        work.registrations.bar(row, [asdict(one) for one in barred_units(form, self.book.directory)])
        row.repeats = _repeated(work, row, form)

    def _number(self, work: Work, call: CallRow, row: RegistrationRow, viewer: Viewer) -> None:
        year = number_year(work.now)
        number = registration_number(row.unit, year, work.numbers.next(row.unit, year))
        due = handling_due(work.now, self.calendar)
        row.state, row.number, row.due, row.provisional = State.CONFIRMED, number, due.date, due.provisional
        work.record(
            RegistrationConfirmed(
                call_id=call.id, unit=row.unit, seat=call.seat, registration=row.id, person=viewer.person,
                number=number, disposition=row.disposition, due=due.date.isoformat(), urgent=row.urgent,
            )
        )  # fmt: skip

    def _close(self, work: Work, call: CallRow, row: RegistrationRow, viewer: Viewer) -> None:
        row.state = State.CLOSED
        work.record(
            RegistrationClosed(
                call_id=call.id, unit=row.unit, seat=call.seat, registration=row.id, person=viewer.person,
                disposition=row.disposition,
            )
        )  # fmt: skip

    def _hurry(self, work: Work, call: CallRow, row: RegistrationRow, form: Form) -> None:
        if not row.urgent or row.number is None:
            return
        directory, due = self.book.directory, same_day(work.now)
        to = notified(row.unit, marks_in(form), _supervised(work), directory)
        who = "，".join(form[key] for key in ("fast_track_person", "fast_track_unit") if form.get(key))
        work.work_items.ask(FAST_TRACK, call.id, to, due, work.now, note=f"{row.number} {who}")
        work.record(
            FastTrackOpened(
                call_id=call.id, unit=row.unit, registration=row.id, number=row.number, notified=to,
                due=due.isoformat(),
            )
        )  # fmt: skip

    def _heard(self, work: Work, call: CallRow, viewer: Viewer) -> None:
        """Who wraps a message up has heard it."""
        item = work.work_items.of_call(MESSAGE, call.id)
        if item is not None and work.work_items.close(item, viewer.person, work.now):
            work.record(
                WorkItemClosed(call_id=call.id, unit=item.unit, item=item.id, work=MESSAGE, person=viewer.person)
            )

    def _call_back(self, work: Work, call: CallRow, row: RegistrationRow, form: Form) -> None:
        at = callback_time(form.get("callback_at") or "")
        if at is None:
            return
        day, note = at.astimezone(CHINA).date(), form.get("callback_note") or ""
        to = handler(row.unit, marks_in(form), self.book.directory)
        work.work_items.ask(CALLBACK, call.id, to, day, work.now, due_at=at, note=note)
        work.record(CallbackAsked(call_id=call.id, unit=to, registration=row.id, due_at=at.isoformat()))


def _repeated(work: Work, row: RegistrationRow, form: Form) -> int | None:
    """The earlier registration. Raises NotReady for a number that is none."""
    number = (form.get("repeat_of") or "").strip()
    if not form.get("repeat_report") or not number:
        return None
    earlier = work.registrations.numbered(number)
    if earlier is None or earlier.id == row.id:
        raise NotReady([Fault("repeat_of", "没有找到这个编号，请核对；不知道编号的可以留空。")])
    return earlier.id


def _supervised(work: Work) -> Collection[str]:
    return work.people.units_with(Role.SUPERVISOR)
