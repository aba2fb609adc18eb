"""Who waits and who is sent to the message, by who is there: on a real exchange."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exchange.phone import Phone
from exchange.plan import ExchangePlan
from exchange.process import Exchange
from seats.pauses import EMPTY, PauseReason
from seats.steps import Ended
from tests.e2e.exchanges import wait_until
from tests.e2e.linked import Linked, linked
from tests.e2e.phones import citizen, seat
from tests.e2e.test_exchange_levels import rang, times_rung

pytestmark = pytest.mark.e2e
SEAT, PROVINCE = "37091", "37001"


@pytest.fixture
def city(plan: ExchangePlan, exchange: Exchange) -> Iterator[Phone]:
    with seat(plan, SEAT) as phone:
        yield phone
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


@pytest.fixture
def desk(plan: ExchangePlan, city: Phone) -> Iterator[Linked]:
    with linked(plan, wrap_up_s=4) as made:
        made.do(made.link.ready(SEAT))
        made.until(SEAT, "ready")
        yield made


def last_end(desk: Linked) -> Ended:
    wait_until(lambda: any(isinstance(step, Ended) for step in desk.steps), 30)
    return [step for step in desk.steps if isinstance(step, Ended)][-1]


def waits(desk: Linked, caller: str) -> bool:
    return any(call.queued_at for call in desk.calls() if call.caller == caller)


def test_who_calls_while_the_only_seat_wraps_up_waits_for_it(plan: ExchangePlan, city: Phone, desk: Linked) -> None:
    with citizen(plan, "05385550101") as first, citizen(plan, "05385550102") as second:
        first.dial("12389")
        city.wait_until_ringing(15)
        city.accept()
        desk.until(SEAT, "talking")
        first.hang_up()
        desk.until(SEAT, "wrap_up")
        second.dial("12389")
        wait_until(lambda: waits(desk, "05385550102"))
        wait_until(lambda: times_rung(city) == 2, 15)
        city.accept()
        desk.until(SEAT, "talking")
        second.hang_up()
        second.wait_until_ended()


def test_who_calls_during_a_short_break_waits_for_its_end(plan: ExchangePlan, city: Phone, desk: Linked) -> None:
    desk.do(desk.link.pause(SEAT, PauseReason.BREAK))
    desk.until(SEAT, "paused")
    with citizen(plan, "05385550102") as caller:
        caller.dial("12389")
        wait_until(lambda: waits(desk, "05385550102"))
        desk.do(desk.link.ready(SEAT))
        city.wait_until_ringing(15)
        caller.hang_up()
        caller.wait_until_ended()


@pytest.mark.parametrize("reason", [EMPTY, PauseReason.MEAL])
def test_with_nobody_there_the_message_comes_at_once(
    plan: ExchangePlan, city: Phone, desk: Linked, reason: str
) -> None:
    desk.do(desk.link.pause(SEAT, reason))
    wait_until(lambda: desk.link.unattended("370900") and desk.link.unattended("370000"))
    with citizen(plan, "05385550102") as caller:
        caller.dial("12389")
        caller.wait_until_ended(30)  # a message of silence ends by itself
    ended = last_end(desk)
    assert (ended.outcome, ended.call.queued_at) == ("message", None) and not rang(city)


def test_somebody_of_the_level_above_is_waited_for(plan: ExchangePlan, city: Phone, desk: Linked) -> None:
    with seat(plan, PROVINCE) as province:
        desk.until(PROVINCE, "ready")
        desk.do(desk.link.pause(SEAT, EMPTY))
        wait_until(lambda: desk.link.unattended("370900") and not desk.link.unattended("370000"))
        with citizen(plan) as caller:
            caller.dial("12389")
            province.wait_until_ringing(15)
            caller.hang_up()


def test_a_service_that_never_spoke_lets_the_caller_wait(plan: ExchangePlan, exchange: Exchange, city: Phone) -> None:
    for unit in ("370900", "370000", "000000"):
        exchange.command(f"dialplan set global NOBODY_{unit} 0")
    exchange.command(f"queue pause member PJSIP/{SEAT} queue unit-370900 reason meal")
    with citizen(plan) as caller:
        caller.dial("12389")
        wait_until(lambda: "unit-370900" in exchange.command("core show channels concise"), 15)
        exchange.command(f"queue unpause member PJSIP/{SEAT} queue unit-370900")
        city.wait_until_ringing(15)
        caller.hang_up()


def test_the_callers_of_a_closed_unit_do_not_wait_for_the_levels_above(
    plan: ExchangePlan, city: Phone, desk: Linked
) -> None:
    with seat(plan, PROVINCE) as province:
        desk.until(PROVINCE, "ready")
        desk.do(desk.link.dispatch.set_overflow("370900", "closed"))
        desk.do(desk.link.pause(SEAT, EMPTY))
        wait_until(lambda: desk.link.unattended("370900"))
        with citizen(plan) as caller:
            caller.dial("12389")
            caller.wait_until_ended(30)
        assert (last_end(desk).outcome, last_end(desk).call.queued_at) == ("message", None) and not rang(province)
        desk.do(desk.link.dispatch.set_overflow("370900", ""))
