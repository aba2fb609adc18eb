"""Real calls through the whole service. Each compares the sound that was kept with the sound that was played."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from commands.supervision import control
from exchange.phone import Phone
from tests.e2e.audio import correlation, seconds
from tests.e2e.exchanges import wait_until
from tests.e2e.service.conftest import Town

pytestmark = pytest.mark.e2e
TAIAN, JINAN, JINING, SHANDONG = "37091", "37011", "37081", "37001"


def talk(citizen: Phone, seat: Phone, citizen_says: Path, seat_says: Path) -> None:
    seat.say(seat_says)
    citizen.say(citizen_says)
    time.sleep(max(seconds(citizen_says), seconds(seat_says)) + 0.5)


def both_sides_are_kept(town: Town, call_id: str, citizen_says: Path, seat_says: Path) -> None:
    assert correlation(town.kept(call_id, 1, "rx"), citizen_says) > 0.9
    assert correlation(town.kept(call_id, 1, "tx"), seat_says) > 0.9


def test_an_answered_call_is_recorded_transcribed_and_drafted(town: Town, citizen_says: Path, seat_says: Path) -> None:
    since = town.last_fact()
    with town.seat(TAIAN) as (seat, desk), town.citizen() as citizen:
        citizen.dial("12389")
        seat.wait_until_ringing()
        pop = desk.wait_for(lambda m: m["type"] == "call", 5, "pop")
        assert pop.message["call"]["caller"].replace("-", "") == "05385550100"
        seat.accept()
        talk(citizen, seat, citizen_says, seat_says)
        citizen.hang_up()
        call = town.ended_call(since)
        assert (call.unit, call.seat, call.outcome) == ("370900", TAIAN, "answered")
        both_sides_are_kept(town, call.id, citizen_says, seat_says)
        town.until(lambda w: (row := w.registrations.of_call(call.id)) and row.draft_sealed)
        desk.wait_for(lambda m: m["type"] == "draft" and m["call_id"] == call.id, 5, "draft")
    expected = [
        "CallArrived",
        "CallRouted",
        "RecordingStarted",
        "CallerQueued",
        "SeatRang",
        "CallAnswered",
        "CallEnded",
    ]
    kinds = town.kinds(call.id)
    assert [kind for kind in dict.fromkeys(kinds) if kind in expected] == expected
    assert {"RecordingKept", "TranscriptReady", "RegistrationDrafted"} <= set(kinds)


def test_the_area_code_that_was_dialled_decides(town: Town) -> None:
    since = town.last_fact()
    with town.seat(JINAN) as (seat, _), town.citizen() as citizen:
        citizen.dial("053112389")
        seat.wait_until_ringing()
        citizen.hang_up()
        assert town.ended_call(since).outcome == "abandoned"


def test_a_seat_that_does_not_answer_is_joined_by_the_province(town: Town, citizen_says: Path, seat_says: Path) -> None:
    since = town.last_fact()
    with town.seat(TAIAN) as (city, _), town.seat(SHANDONG) as (province, desk), town.citizen() as citizen:
        citizen.dial("12389")
        city.wait_until_ringing()
        province.wait_until_ringing(15)
        desk.wait_for(lambda m: m["type"] == "call", 5, "pop")
        province.accept()
        talk(citizen, province, citizen_says, seat_says)
        citizen.hang_up()
        call = town.ended_call(since)
        assert (call.unit, call.seat, call.outcome) == ("370900", SHANDONG, "answered")
        both_sides_are_kept(town, call.id, citizen_says, seat_says)


def test_an_empty_seat_is_no_reason_for_a_message_when_the_province_is_there(town: Town) -> None:
    with town.seat(SHANDONG) as (province, _), town.citizen() as citizen:
        citizen.dial("12389")
        province.wait_until_ringing(15)


def test_two_calls_at_once_to_a_one_seat_city_are_both_answered(
    town: Town, citizen_says: Path, seat_says: Path
) -> None:
    since = town.last_fact()
    with town.seat(TAIAN) as (city, _), town.seat(SHANDONG) as (province, _):
        with town.citizen("05385550101") as first, town.citizen("05385550102") as second:
            first.dial("12389")
            city.wait_until_ringing()
            city.accept()
            second.dial("12389")
            province.wait_until_ringing(20)
            province.accept()
            talk(first, city, citizen_says, seat_says)
            talk(second, province, seat_says, citizen_says)
            first.hang_up()
            second.hang_up()
        one = town.ended_call(since)
        with town.instance.store.reading() as work:
            arrived = [row for row in work.log.after(since) if row.kind == "CallArrived"]
        two = town.ended_call(arrived[1].seq - 1)
    assert {one.seat, two.seat} == {TAIAN, SHANDONG}
    both_sides_are_kept(town, one.id, citizen_says, seat_says)
    both_sides_are_kept(town, two.id, seat_says, citizen_says)


def test_out_of_hours_a_message_is_taken_and_becomes_work_for_the_next_day(town: Town, citizen_says: Path) -> None:
    since = town.last_fact()
    with town.citizen() as citizen:
        citizen.dial("053712389")
        town.until(lambda w: [s for s in w.segments.unfinished() if s.n == 2])
        time.sleep(2.5)  # the (short) prompt and the beep
        citizen.say(citizen_says)
        time.sleep(seconds(citizen_says) + 0.5)
        citizen.hang_up()
    call = town.ended_call(since)
    assert (call.unit, call.outcome, call.seat) == ("370800", "message", "")
    assert correlation(town.kept(call.id, 2, "rx"), citizen_says) > 0.9
    item = town.until(lambda w: next((i for i in w.work_items.open_ones() if i.call_id == call.id), None))
    assert item.due.isoformat() == "2026-03-13"
    town.until(lambda w: (row := w.registrations.of_call(call.id)) and row.draft_sealed)


def test_without_the_agi_server_the_call_is_answered_recorded_and_found(
    town: Town, citizen_says: Path, seat_says: Path
) -> None:
    since = town.last_fact()
    town.stop("agi")
    try:
        with town.seat(TAIAN) as (seat, _), town.citizen() as citizen:
            citizen.dial("12389")
            seat.wait_until_ringing()
            seat.accept()
            talk(citizen, seat, citizen_says, seat_says)
            citizen.hang_up()
            call = town.ended_call(since)
    finally:
        town.start("agi")
    assert (call.unit, call.seat, call.outcome) == ("370900", TAIAN, "answered")
    both_sides_are_kept(town, call.id, citizen_says, seat_says)


def test_without_the_agi_server_the_area_code_that_was_dialled_still_decides(town: Town) -> None:
    town.stop("agi")
    try:
        with town.seat(JINAN) as (seat, _), town.citizen() as citizen:
            citizen.dial("053112389")
            seat.wait_until_ringing(15)
    finally:
        town.start("agi")


def test_a_hung_agi_server_costs_the_caller_seconds_and_is_started_anew(town: Town) -> None:
    hung = control(town.settings, "pid", "agi").stdout
    with town.seat(TAIAN) as (seat, _), town.citizen() as citizen:
        os.kill(int(hung), signal.SIGSTOP)
        citizen.dial("12389")
        seat.wait_until_ringing(15)
    wait_until(lambda: control(town.settings, "pid", "agi").stdout not in (hung, "0\n"), 60)
    town.service.wait_ready()


def test_a_link_killed_in_mid_call_comes_back_and_tells_the_end(
    town: Town, citizen_says: Path, seat_says: Path
) -> None:
    since = town.last_fact()
    with town.seat(TAIAN) as (seat, _), town.citizen() as citizen:
        citizen.dial("12389")
        seat.wait_until_ringing()
        seat.accept()
        town.until(lambda w: "CallAnswered" in [row.kind for row in w.log.after(since)])
        os.kill(int(control(town.settings, "pid", "seats").stdout), signal.SIGKILL)
        talk(citizen, seat, citizen_says, seat_says)
        town.service.wait_ready()
        citizen.hang_up()
        call = town.ended_call(since)
    assert (call.unit, call.seat, call.outcome) == ("370900", TAIAN, "answered")
    assert call.talk_s >= 2
    both_sides_are_kept(town, call.id, citizen_says, seat_says)


def test_with_everything_of_ours_gone_the_caller_still_reaches_the_right_seat(
    town: Town, citizen_says: Path, seat_says: Path
) -> None:
    """AGI server, Redis, database's programs: all down. Afterwards the recording is found and drafted."""
    ours = ("agi", "redis", "seats", "recordings", "transcribe")
    since = town.last_fact()
    with town.seat(TAIAN) as (seat, _), town.citizen() as citizen:
        town.stop(*ours)
        try:
            citizen.dial("12389")
            seat.wait_until_ringing()
            seat.accept()
            talk(citizen, seat, citizen_says, seat_says)
            citizen.hang_up()
        finally:
            town.start(*ours)
        call = town.ended_call(since, seconds=120)
        both_sides_are_kept(town, call.id, citizen_says, seat_says)
