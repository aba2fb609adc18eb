"""What the link saw reaches the rows: late, twice, in part, with the database away, and beside the AGI server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from cases.events import SeatReady
from seats.rows import carry_out
from seats.states import LiveCall
from seats.steps import CloseMissed, Ended, Rang, Seen, Step, Told
from seats.writer import Writer
from store.calls import Calls
from store.tables import CallRow, EventRow
from store.unit_of_work import Store, Work
from tests.fakes.ami_peer import until
from tests.fakes.ami_scenes import AT, CALLER, SEAT, UNIT, events, picture_of, play

SECOND = timedelta(seconds=1)
CALL = LiveCall("1.1", UNIT, CALLER, "12389", "unit-370900", "", AT, queued_at=AT + SECOND, position=2)
ANSWERED = replace(CALL, seat=SEAT, rang_at=AT + 2 * SECOND, answered_at=AT + 5 * SECOND)


def write(store: Store, *steps: Step) -> None:
    for step in steps:
        with store.work() as work:
            carry_out(work, step)
            work.commit()


def log_of(store: Store) -> list[EventRow]:
    with store.reading() as work:
        return list(work.log.whole())


def kinds(store: Store) -> list[str]:
    return [row.kind for row in log_of(store)]


def row_of(store: Store, call_id: str = "1.1") -> CallRow:
    with store.reading() as work:
        row = work.calls.get(call_id)
        assert row is not None
        return row


def test_a_call_that_a_posted_seat_answers_is_of_the_unit_of_the_seat(store: Store) -> None:
    write(store, Seen(CALL, AT), Seen(replace(ANSWERED, seat="37101", unit="371000", moved=True), AT))
    assert (row_of(store).unit, row_of(store).seat) == ("371000", "37101")
    assert [(row.kind, row.unit) for row in log_of(store)][-2:] == [("CallerQueued", UNIT), ("CallAnswered", "371000")]


def test_the_form_goes_with_a_call_that_is_passed_on(store: Store) -> None:
    write(store, Seen(CALL, AT), Seen(ANSWERED, AT))
    with store.work() as work:
        work.registrations.save_form(work.registrations.open("1.1", UNIT, AT), {"note": "甲"}, 0, AT)
        work.commit()
    write(store, Seen(replace(ANSWERED, seat="37101", unit="371000", moved=True), AT))
    with store.reading() as work:
        registration = work.registrations.of_call("1.1")
        assert registration is not None
        assert (registration.unit, work.registrations.form(registration)) == ("371000", {"note": "甲"})
    assert (row_of(store).unit, row_of(store).seat) == ("371000", "37101")


def arrived_by_agi(store: Store, action: str = "queue") -> None:
    with store.work() as work:
        work.calls.arrived("1.1", unit=UNIT, called="12389", caller=CALLER, action=action, at=AT)
        work.segments.open("1.1", 1, ("rx", "tx"), AT)
        work.commit()


def steps_of(scene: str) -> list[Step]:
    return play(picture_of(), events(scene)).steps


def test_an_answered_call_without_agi_has_row_segments_and_facts(store: Store) -> None:
    steps = steps_of("answered")
    write(store, *steps)
    assert kinds(store) == [
        "CallArrived", "RecordingStarted", "RecordingStarted", "CallerQueued", "SeatRang", "CallAnswered", "CallEnded",
    ]  # fmt: skip
    ended = steps[-1]
    assert isinstance(ended, Ended) and ended.call.answered_at is not None
    row = row_of(store, ended.call.call_id)
    assert (row.unit, row.seat, row.outcome, row.called) == (UNIT, SEAT, "answered", "12389")
    assert row.talk_s == pytest.approx((ended.at - ended.call.answered_at).total_seconds(), abs=0.001)
    assert log_of(store)[0].body == {"called": "12389", "source": "ami"}


@pytest.mark.parametrize(("scene", "outcome"), [("abandoned", "abandoned"), ("message", "message")])
def test_a_call_that_nobody_answers_says_how_it_ended(store: Store, scene: str, outcome: str) -> None:
    write(store, *steps_of(scene))
    last = log_of(store)[-1]
    assert (last.kind, last.body) == ("CallEnded", {"outcome": outcome, "talk_s": 0.0})


def test_what_the_agi_server_wrote_is_not_written_again(store: Store) -> None:
    arrived_by_agi(store)
    write(store, Seen(CALL, AT), Seen(ANSWERED, AT), Ended(ANSWERED, "abandoned", AT + 9 * SECOND))
    assert kinds(store) == ["CallerQueued", "CallAnswered", "CallEnded"]


def test_every_step_twice_is_one_call(store: Store) -> None:
    steps = steps_of("province-answers")
    write(store, *steps)
    once = kinds(store)
    write(store, *(step for step in steps if not isinstance(step, Told) for _ in range(2)))
    assert kinds(store) == once
    assert once.count("SeatRang") == 4


def test_the_end_alone_brings_all_that_was_lost(store: Store) -> None:
    write(store, Ended(ANSWERED, "abandoned", AT + 9 * SECOND))
    assert kinds(store) == [
        "CallArrived", "RecordingStarted", "RecordingStarted", "CallerQueued", "CallAnswered", "CallEnded",
    ]  # fmt: skip
    row = row_of(store)
    assert (row.queued_at, row.answered_at, row.talk_s) == (CALL.queued_at, ANSWERED.answered_at, 4.0)


def test_an_end_that_comes_before_the_rest_stays_the_end(store: Store) -> None:
    write(
        store, Ended(ANSWERED, "abandoned", AT + 9 * SECOND), Seen(CALL, AT), Rang(CALL, SEAT, AT), Seen(ANSWERED, AT)
    )
    assert kinds(store).count("CallEnded") == 1
    assert row_of(store).ended_at == AT + 9 * SECOND


def test_how_long_the_caller_waited_is_in_the_fact(store: Store) -> None:
    write(store, Seen(ANSWERED, AT))
    assert log_of(store)[-1].body == {"waited_s": 4.0}


def test_a_call_belongs_to_the_day_of_who_sat_there(store: Store) -> None:
    with store.work() as work:
        person = work.people.put("fang", name="王小芳", password_hash="-", role="operator", unit=UNIT)
        work.seats.provision([(SEAT, UNIT)])
        seat = work.seats.get(SEAT)
        assert seat is not None
        work.seats.sit(seat, person.id, AT)
        work.commit()
    write(store, Seen(call=ANSWERED, at=AT + 6 * SECOND))
    with store.work() as work:
        seat = work.seats.get(SEAT)
        assert seat is not None
        work.seats.leave(seat)
        work.commit()
    write(store, Seen(call=ANSWERED, at=AT + 6 * SECOND))
    assert row_of(store).answered_by == person.id


def test_the_queue_knows_whose_call_it_is(store: Store) -> None:
    write(store, Seen(replace(CALL, unit="000000", queue="", queued_at=None), AT), Seen(CALL, AT))
    assert row_of(store).unit == UNIT


@pytest.mark.parametrize("by", ["action", "segment"])
def test_a_message_that_was_begun_makes_it_a_message(store: Store, by: str) -> None:
    arrived_by_agi(store, "message" if by == "action" else "queue")
    if by == "segment":
        with store.work() as work:
            work.segments.open("1.1", 2, ("rx",), AT)
            work.commit()
    write(store, Ended(CALL, "abandoned", AT + 9 * SECOND))
    assert row_of(store).outcome == "message"


def test_a_fact_tells_when_it_happened(store: Store) -> None:
    write(store, Rang(CALL, SEAT, AT + 3 * SECOND))
    assert log_of(store)[-1].at == AT + 3 * SECOND


def test_calls_that_ended_while_nobody_looked_are_closed(store: Store) -> None:
    old = ["1.1", "2.2", "3.3"]
    write(store, *(Seen(replace(CALL, call_id=call_id), AT) for call_id in old))
    write(store, Seen(replace(ANSWERED, call_id="4.4"), AT))
    write(store, Seen(replace(CALL, call_id="9.9", arrived_at=AT + 60 * SECOND), AT))
    write(store, CloseMissed(frozenset({"2.2"}), AT + 30 * SECOND), CloseMissed(frozenset({"2.2"}), AT + 30 * SECOND))
    outcomes = {call_id: row_of(store, call_id).outcome for call_id in [*old, "4.4", "9.9"]}
    assert outcomes == {"1.1": "lost", "2.2": "", "3.3": "lost", "4.4": "answered", "9.9": ""}
    assert kinds(store).count("CallEnded") == 3
    # How long they talked nobody saw: the recording tells.
    assert row_of(store, "4.4").talk_s == 0.0


def test_the_callers_number_is_sealed_and_in_no_fact(store: Store) -> None:
    write(store, *steps_of("answered"), *steps_of("abandoned"))
    assert CALLER not in repr([(row.call_id, row.body) for row in log_of(store)])
    with store.reading() as work:
        (ended,) = {row.call_id for row in log_of(store) if row.kind == "CallAnswered"}
        row = work.calls.get(ended)
        assert row is not None and work.calls.caller(row) == CALLER


# --- the thread


class Patient:
    """A store whose database is away until it is let back."""

    def __init__(self, store: Store) -> None:
        self._store, self.back, self.tries = store, threading.Event(), 0

    @contextmanager
    def work(self) -> Iterator[Work]:
        self.tries += 1
        if not self.back.is_set():
            raise OperationalError("BEGIN", {}, Exception("away"))
        with self._store.work() as work:
            yield work


@pytest.fixture
def patient(store: Store, monkeypatch: pytest.MonkeyPatch) -> Patient:
    monkeypatch.setattr("seats.writer.FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr("seats.writer.LONGEST_PAUSE_S", 0.02)
    return Patient(store)


def start(store: Store | Patient, waiting: int = 100) -> Writer:
    writer = Writer(store, waiting)  # type: ignore[arg-type]
    writer.start()
    return writer


def told(n: int) -> Told:
    return Told(SeatReady(seat=f"s{n}", unit=UNIT), AT)


def test_steps_wait_for_the_database_and_keep_their_order(store: Store, patient: Patient) -> None:
    writer = start(patient)
    for n in range(20):
        writer.write(told(n))
    until(lambda: patient.tries > 5)
    assert kinds(store) == []
    patient.back.set()
    until(lambda: writer.counts.written == 20)
    assert [row.seat for row in log_of(store)] == [f"s{n}" for n in range(20)]
    assert writer.close()


def test_too_many_steps_keep_the_oldest_and_are_counted(store: Store, patient: Patient) -> None:
    with capture_logs() as logs:
        writer = start(patient, waiting=5)
        writer.write(told(0))
        until(lambda: writer.waiting == 0)
        for n in range(1, 11):
            writer.write(told(n))
        assert writer.counts.overflowed == 5
        patient.back.set()
        until(lambda: writer.counts.written == 6)
    assert [row.seat for row in log_of(store)] == [f"s{n}" for n in range(6)]
    assert [entry["lost"] for entry in logs if "lost" in entry] == [1]
    assert writer.close()


def test_a_step_that_the_rows_refuse_does_not_hold_up_the_next(store: Store, patient: Patient) -> None:
    patient.back.set()
    with capture_logs() as logs:
        writer = start(patient)
        writer.write(Seen(replace(CALL, call_id=None), AT))  # type: ignore[arg-type]
        writer.write(told(1))
        until(lambda: writer.counts.written == 1)
    assert writer.counts.given_up == 1
    assert kinds(store) == ["SeatReady"]
    assert CALLER not in repr(logs)
    assert writer.close()


def test_the_agi_server_may_write_the_same_call_at_the_same_moment(
    store: Store, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived_by_agi(store)
    patient.back.set()
    real, looks = Calls.get, 0

    def not_yet_there(calls: Calls, call_id: str) -> CallRow | None:
        nonlocal looks
        looks += 1
        return real(calls, call_id) if looks > 1 else None

    monkeypatch.setattr(Calls, "get", not_yet_there)
    writer = start(patient)
    writer.write(Seen(CALL, AT))
    until(lambda: writer.counts.written == 1)
    assert (writer.counts.retries, writer.counts.given_up) == (1, 0)
    assert kinds(store) == ["CallerQueued"]
    assert writer.close()


def test_missed_calls_are_closed_by_the_thread_and_nothing_is_written_when_there_are_none(store: Store) -> None:
    writer = start(store)
    writer.write(CloseMissed(frozenset(), AT))
    writer.write(Seen(CALL, AT))
    writer.write(CloseMissed(frozenset(), AT + 60 * SECOND))
    assert writer.close()
    assert kinds(store)[-1] == "CallEnded"
    assert writer.counts.written == 3


def test_stopping_writes_what_waits(store: Store) -> None:
    writer = start(store)
    for n in range(50):
        writer.write(told(n))
    assert writer.close()
    assert len(kinds(store)) == 50


def test_stopping_with_the_database_away_ends_and_says_so(patient: Patient) -> None:
    with capture_logs() as logs:
        writer = start(patient)
        writer.write(told(1))
        writer.write(told(2))
        assert not writer.close(0.1)
    assert any("unwritten" in entry["event"] for entry in logs)
    assert not writer._thread.is_alive()
