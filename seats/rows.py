"""Carry one step out in one transaction. Every step may come again: the row says what is still to do."""

from __future__ import annotations

from datetime import datetime

from cases.events import CallAnswered, CallArrived, CallEnded, CallerQueued, RecordingStarted, SeatRang
from seats.states import LiveCall
from seats.steps import CloseMissed, Ended, Outcome, Rang, Seen, Step, Told
from store.recordings import SIDES
from store.tables import CallRow
from store.unit_of_work import Work

WHOLE_CALL, MESSAGE = 1, 2


class RowMissing(Exception):
    """The row was there a moment ago, or should be: the transaction is tried again."""


def carry_out(work: Work, step: Step) -> None:
    """Does not commit."""
    # A fact tells when it happened, not when the database was back.
    work.now = step.at
    match step:
        case Seen(call):
            _bring_up(work, call)
        case Rang(call, seat):
            _bring_up(work, call)
            _rang(work, call, seat, step.at)
        case Ended(call, outcome, at):
            _end(work, _bring_up(work, call), outcome, at)
        case Told(fact):
            work.record(fact)
        case CloseMissed():
            _close_missed(work, step)


def _bring_up(work: Work, call: LiveCall) -> CallRow:
    """The row with all that the call knows. Facts of an earlier step that was lost are told now."""
    row = _row(work, call)
    if call.queued_at is not None and row.queued_at is None:
        # The queue knows whose call it is, even when the AGI server could not say.
        row.queued_at, row.unit = call.queued_at, call.unit
        work.record(CallerQueued(call_id=row.id, unit=row.unit, position=call.position))
    if call.answered_at is not None and row.answered_at is None:
        row.answered_at, row.seat = call.answered_at, call.seat
        seat = work.seats.get(call.seat)
        row.answered_by = seat.person_id if seat is not None else None
        if call.moved:
            _follow(work, row, call)
        work.record(CallAnswered(call_id=row.id, unit=row.unit, seat=row.seat, waited_s=round(call.waited_s, 3)))
    elif call.moved and row.ended_at is None:
        _follow(work, row, call)
    return row


def _follow(work: Work, row: CallRow, call: LiveCall) -> None:
    """A call that was passed on: its row and its form are of the seat, and of the unit, that has it now."""
    row.seat = call.seat
    if row.unit != call.unit:
        row.unit = call.unit
        if registration := work.registrations.of_call(row.id):
            registration.unit = call.unit


def _row(work: Work, call: LiveCall) -> CallRow:
    if work.calls.arrived(call.call_id, unit=call.unit, called=call.called, caller=call.caller, action="queue",
                          at=call.arrived_at):  # fmt: skip
        # The AGI server was away. The dialplan records all the same: its files need their rows.
        work.record(CallArrived(call_id=call.call_id, unit=call.unit, called=call.called, source="ami"))
        for segment in work.segments.open(call.call_id, WHOLE_CALL, SIDES, call.arrived_at):
            work.record(RecordingStarted(call_id=call.call_id, unit=call.unit, segment=segment.id))
    row = work.calls.get(call.call_id)
    if row is None:
        raise RowMissing
    return row


def _rang(work: Work, call: LiveCall, seat: str, at: datetime) -> None:
    told = [(row.kind, row.seat, row.at) for row in work.log.of_call(call.call_id)]
    if ("SeatRang", seat, at) not in told:
        work.record(SeatRang(call_id=call.call_id, unit=call.unit, seat=seat))


def _end(work: Work, row: CallRow, outcome: Outcome, at: datetime) -> None:
    if row.ended_at is not None:
        return
    row.ended_at = max(at, row.answered_at or at)
    row.outcome = _outcome(work, row, outcome)
    row.talk_s = round((row.ended_at - row.answered_at).total_seconds(), 3) if row.answered_at else 0.0
    work.record(CallEnded(call_id=row.id, unit=row.unit, seat=row.seat, outcome=row.outcome, talk_s=row.talk_s))


def _outcome(work: Work, row: CallRow, outcome: Outcome) -> str:
    """A message that was begun makes it one, whatever the exchange could still tell us."""
    if row.answered_at is not None:
        return "answered"
    if row.action == "message" or any(segment.n == MESSAGE for segment in work.segments.of_call(row.id)):
        return "message"
    return outcome


def missed(work: Work, step: CloseMissed) -> list[CallRow]:
    return [row for row in work.calls.open() if row.id not in step.live and row.arrived_at < step.at]


def _close_missed(work: Work, step: CloseMissed) -> None:
    """How long the talk was is not known here: the recording will tell, so none is claimed."""
    for row in missed(work, step):
        known = max(row.answered_at or row.arrived_at, row.queued_at or row.arrived_at)
        _end(work, row, "lost", known)
