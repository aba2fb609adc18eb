"""Out of hours, or nobody there: the caller's words are kept all the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from tests.e2e.audio import correlation, seconds
from tests.e2e.exchanges import AgiServer, never_answers, sets, wait_until
from tests.e2e.phones import Phone, citizen, seat

pytestmark = pytest.mark.e2e


def messages(plan: ExchangePlan) -> set[Path]:
    return set(plan.paths.spool.glob("*.2.rx.wav"))


def wait_for_the_recorder(plan: ExchangePlan, before: set[Path], within: float) -> Path:
    wait_until(lambda: messages(plan) - before, within)
    return (messages(plan) - before).pop()


def whole_call(message: Path, side: str) -> Path:
    return message.with_name(message.name.replace(".2.rx.", f".1.{side}."))


def prompt(sounds: Path, name: str) -> Path:
    return sounds / "sounds" / "zh" / f"{name}.wav"


def leave(plan: ExchangePlan, caller: Phone, words: Path, before: set[Path], within: float = 10) -> Path:
    message = wait_for_the_recorder(plan, before, within)
    caller.say(words)
    time.sleep(seconds(words))  # as long as the words are
    return message


def test_a_call_that_nobody_answers_ends_as_a_message(plan: ExchangePlan, sounds: Path, citizen_says: Path) -> None:
    before = messages(plan)
    with seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing(10)
        message = leave(plan, caller, citizen_says, before, within=25)
        caller.wait_until_ended(10)  # by silence
        assert correlation(caller.heard, prompt(sounds, "hotline/busy-message")) > 0.95
        assert correlation(caller.heard, prompt(sounds, "hotline/thanks")) > 0.95
    assert correlation(message, citizen_says) > 0.95
    assert correlation(whole_call(message, "rx"), citizen_says) > 0.95
    assert correlation(whole_call(message, "tx"), prompt(sounds, "hotline/busy-message")) > 0.95


def test_with_nobody_to_be_reached_at_all_the_caller_does_not_wait(
    plan: ExchangePlan, sounds: Path, citizen_says: Path
) -> None:
    before = messages(plan)
    with citizen(plan) as caller:
        caller.dial("12389")
        message = leave(plan, caller, citizen_says, before)
        caller.wait_until_ended(10)
        assert correlation(caller.heard, prompt(sounds, "hotline/busy-message")) > 0.95
    assert correlation(message, citizen_says) > 0.95


def test_with_everybody_signed_out_the_caller_does_not_wait_either(exchange: Exchange, plan: ExchangePlan) -> None:
    """As the service told it, which may be away by now (test_attendance_exchange.py)."""
    before = messages(plan)
    exchange.command("queue pause member PJSIP/37091 queue unit-370900 reason 签退")
    try:
        nobody_is_there(exchange, "1")
        with seat(plan, "37091") as operator, citizen(plan) as caller:
            caller.dial("12389")
            wait_for_the_recorder(plan, before, 10)
            assert not [event for event in operator.events() if event.type == "CALL_INCOMING"]
            caller.hang_up()
            caller.wait_until_ended()
    finally:
        nobody_is_there(exchange, "0")
        exchange.command("queue unpause member PJSIP/37091 queue unit-370900")


def nobody_is_there(exchange: Exchange, told: str) -> None:
    for unit in exchange.plan.units:
        exchange.command(f"dialplan set global NOBODY_{unit.code} {told}")


def test_out_of_hours_no_seat_rings_and_the_hash_key_ends_the_message(
    plan: ExchangePlan, sounds: Path, citizen_says: Path
) -> None:
    before = messages(plan)
    decision = sets(HOTLINE_UNIT="370900", HOTLINE_ACTION="message")
    with AgiServer(plan.ports.agi, decision) as agi, seat(plan, "37091") as operator, citizen(plan) as caller:
        caller.dial("12389")
        message = leave(plan, caller, citizen_says, before)
        caller.press("#")
        caller.wait_until_ended(1.9)  # sooner than the two seconds of silence would have ended it
        assert correlation(caller.heard, prompt(sounds, "hotline/leave-message")) > 0.95
        assert agi.paths == ["inbound", "message"]
        assert not [event for event in operator.events() if event.type == "CALL_INCOMING"]
    assert correlation(message, citizen_says) > 0.95


def test_a_hang_up_during_the_message_keeps_the_file(
    exchange: Exchange, plan: ExchangePlan, citizen_says: Path
) -> None:
    before = messages(plan)
    with citizen(plan) as caller:
        caller.dial("12389")
        message = leave(plan, caller, citizen_says, before)
        caller.hang_up()
        caller.wait_until_ended()
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))
    assert correlation(message, citizen_says) > 0.95


def test_a_half_open_agi_server_does_not_cost_the_message(plan: ExchangePlan, citizen_says: Path) -> None:
    before = messages(plan)
    with AgiServer(plan.ports.agi, never_answers) as agi, citizen(plan) as caller:
        caller.dial("12389")
        message = leave(plan, caller, citizen_says, before, within=15)
        caller.wait_until_ended(10)
        assert agi.paths == ["inbound", "message"]
    assert correlation(message, citizen_says) > 0.95
