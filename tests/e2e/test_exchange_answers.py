"""A citizen calls and a person answers, whatever state our own programs are in."""

from __future__ import annotations

import time
import wave
from collections.abc import Callable
from pathlib import Path
from socket import socket

import pytest

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from tests.e2e.audio import correlation, position, seconds
from tests.e2e.exchanges import AgiServer, never_answers, sets, wait_until
from tests.e2e.phones import Phone, citizen, seat

pytestmark = pytest.mark.e2e


def recording(plan: ExchangePlan, part: str) -> Path:
    """The newest file of that part (`1.rx` and so on) once it is complete."""
    return max(plan.paths.spool.glob(f"*.{part}.wav"), key=lambda file: file.stat().st_mtime_ns)


def talk(exchange: Exchange, caller: Phone, operator: Phone, citizen_says: Path, seat_says: Path) -> None:
    """The seat rings already: it answers, both speak, the citizen hangs up."""
    operator.accept()
    caller.say(citizen_says)
    operator.say(seat_says)
    time.sleep(max(seconds(citizen_says), seconds(seat_says)) + 0.5)  # the length of what is said, not a guess
    caller.hang_up()
    caller.wait_until_ended()
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


def assert_both_sides_are_kept(plan: ExchangePlan, sounds: Path, citizen_says: Path, seat_says: Path) -> None:
    caller_side, our_side = recording(plan, "1.rx"), recording(plan, "1.tx")
    announcement = sounds / "sounds" / "zh" / "hotline" / "recorded.wav"
    assert correlation(caller_side, citizen_says) > 0.95
    assert correlation(our_side, seat_says) > 0.95
    assert correlation(our_side, announcement) > 0.95
    assert position(our_side, announcement) < position(our_side, seat_says)
    assert abs(seconds(caller_side) - seconds(our_side)) < 0.1
    assert correlation(caller_side, seat_says) < 0.5


def test_with_the_agi_server_dead_the_units_own_seat_answers_and_both_sides_are_recorded(
    exchange: Exchange, plan: ExchangePlan, sounds: Path, citizen_says: Path, seat_says: Path
) -> None:
    with seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing(10)
        talk(exchange, caller, operator, citizen_says, seat_says)
        assert correlation(operator.heard, citizen_says) > 0.95
        assert correlation(caller.heard, seat_says) > 0.95
    assert_both_sides_are_kept(plan, sounds, citizen_says, seat_says)


def drips(connection: socket) -> None:
    """Keeps the line busy with commands that decide nothing."""
    while True:
        connection.sendall(b"NOOP\n")
        connection.recv(4096)
        time.sleep(0.2)


def shouts(connection: socket) -> None:
    connection.sendall(b"x" * 100_000 + b"\n\0\n")
    never_answers(connection)


@pytest.mark.parametrize("server", [never_answers, drips, shouts])
def test_an_agi_server_that_accepts_and_never_decides_costs_no_caller_the_call(
    exchange: Exchange, plan: ExchangePlan, sounds: Path, citizen_says: Path, seat_says: Path,
    server: Callable[[socket], None],
) -> None:  # fmt: skip
    with AgiServer(plan.ports.agi, server) as agi, seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing(10)
        assert agi.paths == ["inbound"]
        talk(exchange, caller, operator, citizen_says, seat_says)
    assert_both_sides_are_kept(plan, sounds, citizen_says, seat_says)


def test_the_routing_decides_which_unit_rings(exchange: Exchange, plan: ExchangePlan) -> None:
    decision = sets(HOTLINE_UNIT="371000", HOTLINE_ACTION="queue")
    with AgiServer(plan.ports.agi, decision), seat(plan, "37101") as weihai, citizen(plan) as caller:
        caller.dial("063112389")
        weihai.wait_until_ringing(10)
        caller.hang_up()
        caller.wait_until_ended()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"HOTLINE_UNIT": "999999", "HOTLINE_ACTION": "dance"},
        {"HOTLINE_UNIT": "", "HOTLINE_ACTION": ""},
        {"HOTLINE_UNIT": "37)}${SHELL(id)},09", "HOTLINE_ACTION": "$[1/0]"},
    ],
)
def test_a_senseless_decision_leaves_the_call_with_the_trunks_unit(
    exchange: Exchange, plan: ExchangePlan, nonsense: dict[str, str]
) -> None:
    with AgiServer(plan.ports.agi, sets(**nonsense)), seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing(10)
        caller.hang_up()
        caller.wait_until_ended()


@pytest.mark.parametrize("dialled", ["12389", "053812389", "+8653812389", "hotline", "0", "h", "T", "12389;x=1"])
def test_any_called_number_reaches_the_trunks_unit(exchange: Exchange, plan: ExchangePlan, dialled: str) -> None:
    with seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial(dialled)
        operator.wait_until_ringing(10)
        caller.hang_up()
        caller.wait_until_ended()


def test_a_seat_phone_reaches_other_seats_and_nothing_outside(exchange: Exchange, plan: ExchangePlan) -> None:
    with seat(plan, "37091") as one, seat(plan, "37001") as other:
        one.dial("37001")
        other.wait_until_ringing(5)
        one.hang_up()
        other.wait_until_ended()
        for outside in ("12389", "01012389", "s", "37099"):
            one.dial(outside)
            assert "404" in one.wait_until_ended(5).param


def test_when_the_operator_hangs_up_the_call_is_over_and_no_message_is_asked_for(
    exchange: Exchange, plan: ExchangePlan
) -> None:
    before = set(plan.paths.spool.glob("*.2.rx.wav"))
    with seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing(10)
        operator.accept()
        operator.hang_up()
        caller.wait_until_ended(5)
    assert set(plan.paths.spool.glob("*.2.rx.wav")) == before


def test_two_who_wait_hear_music_and_their_places(plan: ExchangePlan, sounds: Path) -> None:
    with seat(plan, "37091") as operator, citizen(plan, "05385550101") as first:
        first.dial("12389")
        operator.wait_until_ringing(10)
        with citizen(plan, "05385550102") as second:
            second.dial("12389")
            second.wait_until_ended(25)  # nobody ever answers; a message of silence ends by itself
            for name in ("queue-thereare", "digits/2", "queue-callswaiting"):
                assert correlation(second.heard, sounds / "sounds" / "zh" / f"{name}.wav") > 0.95, name
            music = sounds / "music" / "calm.wav"
            assert correlation(second.heard, cut(music, 1.0)) > 0.95
        first.wait_until_ended(15)


def cut(sound: Path, length: float) -> Path:
    short = sound.with_name(f"first-{length}.wav")
    with wave.open(str(sound)) as whole, wave.open(str(short), "wb") as part:
        part.setparams(whole.getparams())
        part.writeframes(whole.readframes(int(length * whole.getframerate())))
    return short


def test_when_no_recording_can_be_written_the_call_is_answered_all_the_same(
    exchange: Exchange, plan: ExchangePlan
) -> None:
    spool, aside = plan.paths.spool, plan.paths.spool.with_name("aside")
    spool.rename(aside)
    spool.write_text("a file where the folder should be: nothing can be created in it")
    try:
        with seat(plan, "37091") as operator, citizen(plan) as caller:
            caller.dial("12389")
            operator.wait_until_ringing(10)
            operator.accept()
            caller.hang_up()
            caller.wait_until_ended()
    finally:
        spool.unlink()
        aside.rename(spool)
