"""Own unit, then its province, then the ministry: each level joins in, nobody drops out, the place is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.phone import Phone
from exchange.plan import ExchangePlan
from exchange.process import Exchange
from tests.e2e.audio import correlation
from tests.e2e.exchanges import wait_until
from tests.e2e.linked import linked
from tests.e2e.phones import citizen, seat

pytestmark = pytest.mark.e2e


@pytest.fixture
def city(plan: ExchangePlan) -> Iterator[Phone]:
    with seat(plan, "37091") as phone:
        yield phone


@pytest.fixture
def province(plan: ExchangePlan) -> Iterator[Phone]:
    with seat(plan, "37001") as phone:
        yield phone


@pytest.fixture
def ministry(plan: ExchangePlan) -> Iterator[Phone]:
    with seat(plan, "00001") as phone:
        yield phone


def rang(phone: Phone) -> bool:
    return times_rung(phone) > 0


def times_rung(phone: Phone) -> int:
    return sum(event.type == "CALL_INCOMING" for event in phone.events())


def is_ringing(phone: Phone) -> bool:
    last = [e.type for e in phone.events() if e.type in ("CALL_INCOMING", "CALL_CLOSED")][-1:]
    return last == ["CALL_INCOMING"]


def test_a_call_that_nobody_answers_rings_the_province_then_the_ministry_and_still_its_own_seat(
    plan: ExchangePlan, city: Phone, province: Phone, ministry: Phone
) -> None:
    with citizen(plan) as caller:
        caller.dial("12389")
        city.wait_until_ringing(10)
        assert not rang(province)
        province.wait_until_ringing(10)
        wait_until(lambda: is_ringing(city) and is_ringing(province), 2)
        assert times_rung(city) == 2  # the province joins in with the second round, not later
        assert not rang(ministry)
        ministry.wait_until_ringing(10)
        wait_until(lambda: is_ringing(city) and is_ringing(province), 2)
        assert times_rung(city) == 3
        ministry.accept()
        wait_until(lambda: not is_ringing(city) and not is_ringing(province), 3)
        caller.hang_up()
        caller.wait_until_ended()


def test_with_the_own_seat_gone_the_province_rings_after_its_time(plan: ExchangePlan, province: Phone) -> None:
    with citizen(plan) as caller:
        caller.dial("12389")
        province.wait_until_ringing(10)
        caller.hang_up()
        caller.wait_until_ended()


def test_the_second_of_two_calls_to_a_one_seat_city_reaches_the_province(
    exchange: Exchange, plan: ExchangePlan, city: Phone, province: Phone
) -> None:
    with citizen(plan, "05385550101") as first, citizen(plan, "05385550102") as second:
        first.dial("12389")
        city.wait_until_ringing(10)
        city.accept()
        second.dial("12389")
        rings = province.wait_until_ringing(10)
        assert "05385550102" in rings.peer
        province.accept()
        assert exchange.command("core show channels concise").count("\n") >= 4
        assert times_rung(city) == 1
        for phone in (first, second):
            phone.hang_up()
            phone.wait_until_ended()


def test_who_waits_for_the_only_seat_is_not_sent_away_while_it_wraps_up(plan: ExchangePlan, city: Phone) -> None:
    with (
        citizen(plan, "05385550101") as first,
        citizen(plan, "05385550102") as second,
        linked(plan, wrap_up_s=3) as desk,
    ):
        desk.until("37091", "ready")
        first.dial("12389")
        city.wait_until_ringing(10)
        city.accept()
        second.dial("12389")
        wait_until(lambda: any(call.queued_at for call in desk.calls() if "102" in call.caller[-3:]))
        first.hang_up()
        desk.until("37091", "wrap_up")
        wait_until(lambda: times_rung(city) == 2, 8)
        second.hang_up()
        second.wait_until_ended()


def test_with_everybody_busy_the_first_who_waits_hears_that_he_is_next(
    plan: ExchangePlan, sounds: Path, city: Phone
) -> None:
    with citizen(plan, "05385550101") as first, citizen(plan, "05385550102") as second:
        first.dial("12389")
        city.wait_until_ringing(10)
        city.accept()
        second.dial("12389")
        second.wait_until_ended(25)  # a message of silence ends by itself
        assert correlation(second.heard, sounds / "sounds" / "zh" / "queue-youarenext.wav") > 0.95
        assert times_rung(city) == 1
        first.hang_up()
        first.wait_until_ended()


def test_a_signed_out_seat_does_not_ring_and_a_reload_does_not_sign_it_in(
    exchange: Exchange, plan: ExchangePlan, city: Phone, province: Phone
) -> None:
    exchange.command("queue pause member PJSIP/37091 queue unit-370900 reason 小休")
    try:
        exchange.reload()
        exchange.command("queue reload all")
        assert "paused:小休" in exchange.command("queue show unit-370900")
        with citizen(plan) as caller:
            caller.dial("12389")
            province.wait_until_ringing(10)
            assert not rang(city)
            caller.hang_up()
            caller.wait_until_ended()
    finally:
        exchange.command("queue unpause member PJSIP/37091 queue unit-370900")


def test_a_phone_whose_plug_was_pulled_is_noticed(exchange: Exchange, plan: ExchangePlan) -> None:
    with seat(plan, "37091") as phone:
        wait_until(lambda: "Avail" in exchange.command("pjsip show contacts"), 5)
        phone.unplug()
        exchange.command("pjsip qualify 37091")
        wait_until(lambda: "Unavailable" in exchange.command("queue show unit-370900").split("37091", 2)[2], 10)
