"""Overflow of a unit by a supervisor's order, on a real exchange: whose phones ring, and what stays without us."""

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
from tests.e2e.test_exchange_levels import is_ringing, rang, times_rung

pytestmark = pytest.mark.e2e
TAIAN = "370900"


@pytest.fixture
def phones(plan: ExchangePlan) -> Iterator[tuple[Phone, Phone, Phone]]:
    with seat(plan, "37091") as city, seat(plan, "37001") as province, seat(plan, "00001") as ministry:
        yield city, province, ministry


@pytest.fixture(autouse=True)
def normal(plan: ExchangePlan, exchange: Exchange) -> Iterator[None]:
    yield
    order(plan, "")
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


def order(plan: ExchangePlan, state: str) -> None:
    """The service is away again afterwards."""
    with linked(plan) as link:
        link.do(link.link.dispatch.set_overflow(TAIAN, state))


def test_a_closed_units_callers_ring_its_own_seats_only_and_end_at_the_message(
    plan: ExchangePlan, sounds: Path, phones: tuple[Phone, Phone, Phone]
) -> None:
    city, province, ministry = phones
    order(plan, "closed")
    with citizen(plan) as caller:
        caller.dial("12389")
        city.wait_until_ringing(15)
        caller.wait_until_ended(60)  # a message of silence ends by itself
        assert times_rung(city) >= 2 and not rang(province) and not rang(ministry)
        assert correlation(caller.heard, sounds / "sounds" / "zh" / "hotline" / "busy-message.wav") > 0.9


def test_a_closed_unit_whose_seats_have_gone_strands_nobody(plan: ExchangePlan, sounds: Path) -> None:
    order(plan, "closed")
    with seat(plan, "37001") as province, citizen(plan) as caller:
        caller.dial("12389")
        caller.wait_until_ended(60)
        assert not rang(province)
        assert correlation(caller.heard, sounds / "sounds" / "zh" / "hotline" / "busy-message.wav") > 0.9


def test_an_opened_units_callers_ring_the_levels_above_at_once(
    plan: ExchangePlan, phones: tuple[Phone, Phone, Phone]
) -> None:
    order(plan, "open")
    with citizen(plan) as caller:
        caller.dial("12389")
        phones[0].wait_until_ringing(15)
        wait_until(lambda: all(is_ringing(phone) for phone in phones), 10)
        assert [times_rung(phone) for phone in phones] == [1, 1, 1]  # the first round
        phones[2].accept()
        caller.hang_up()


def test_an_order_taken_back_leaves_the_levels_in_their_time(
    plan: ExchangePlan, phones: tuple[Phone, Phone, Phone]
) -> None:
    city, province, _ = phones
    order(plan, "closed")
    order(plan, "")
    with citizen(plan) as caller:
        caller.dial("12389")
        city.wait_until_ringing(15)
        assert not rang(province)
        province.wait_until_ringing(20)
        province.accept()
        caller.hang_up()
