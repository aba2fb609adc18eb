"""A seat is moved to another unit's queue on a real exchange: who rings, after a new start of Asterisk as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from cases.postings import ASIDE, FIRST
from exchange.phone import Phone
from exchange.plan import Area, ExchangePlan
from exchange.process import Exchange, PortInUse
from exchange.render import render
from seats.line import Timings
from tests.e2e.exchanges import TEMPLATES, plan_in, wait_until
from tests.e2e.linked import Linked, linked
from tests.e2e.phones import citizen, seat
from tests.e2e.test_exchange_levels import rang, times_rung

pytestmark = pytest.mark.e2e
OWN, HELPER, TAIAN, WEIHAI = "37091", "37101", "370900", "371000"
MOVED, BESIDE = {HELPER: {TAIAN: FIRST, WEIHAI: ASIDE}}, {HELPER: {TAIAN: FIRST}}


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory, sounds: Path) -> Iterator[Exchange]:
    plan = replace(plan_in(tmp_path_factory.mktemp("x"), sounds), areas=(Area("0631", (WEIHAI,)),))
    running = Exchange(plan)
    render(plan, TEMPLATES, plan.paths.etc)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def link(plan: ExchangePlan, exchange: Exchange) -> Iterator[Linked]:
    with linked(plan, Timings(heal_every=1.0)) as made:
        yield made
        if made.alive:
            made.do(made.link.dispatch.post({}))
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))


def queues(link: Linked) -> tuple[str, ...]:
    return link.link.picture.seats[HELPER].shown.queues


def starts(exchange: Exchange) -> bool:
    """Another program's connection may have one of the ports for a while."""
    with suppress(PortInUse):
        exchange.start()
    return exchange.running()


def rings_for_taian(plan: ExchangePlan, link: Linked, helper: Phone) -> None:
    with citizen(plan) as caller:
        caller.dial("12389")
        helper.wait_until_ringing(15)
        helper.accept()
        link.until(HELPER, "talking")
        (call,) = link.calls()
        assert (call.seat, call.queue, call.unit) == (HELPER, f"unit-{TAIAN}", WEIHAI)
        caller.hang_up()
        wait_until(lambda: not link.calls())


def test_a_moved_seat_rings_for_the_other_unit_and_after_a_restart_of_asterisk_too(
    plan: ExchangePlan, exchange: Exchange, link: Linked
) -> None:
    link.do(link.link.dispatch.post(MOVED))
    with seat(plan, HELPER) as helper:
        link.until(HELPER, "ready")
        rings_for_taian(plan, link, helper)
    exchange.stop()
    wait_until(lambda: starts(exchange), 60)
    wait_until(lambda: link.link.connected and link.link._actor.connection, 30)
    with seat(plan, HELPER) as helper:
        link.until(HELPER, "ready")
        wait_until(lambda: queues(link) == (TAIAN,))
        rings_for_taian(plan, link, helper)
        link.do(link.link.dispatch.post({}))
        assert queues(link) == ()
        with seat(plan, OWN) as own, citizen(plan) as caller:
            link.until(OWN, "ready")
            caller.dial("12389")
            own.wait_until_ringing(15)
            caller.hang_up()
            own.wait_until_ended()
            assert not link.link._members.due()
        assert times_rung(helper) == 1


def test_it_rings_for_its_own_unit_as_well_or_no_more(plan: ExchangePlan, exchange: Exchange, link: Linked) -> None:
    with seat(plan, HELPER) as helper, seat(plan, "37001") as province:
        link.until(HELPER, "ready")
        link.until("37001", "ready")
        link.do(link.link.dispatch.post(BESIDE))
        with citizen(plan) as caller:
            caller.dial("063112389")
            helper.wait_until_ringing(15)
            caller.hang_up()
            helper.wait_until_ended()
        link.do(link.link.dispatch.post(MOVED))
        rung = times_rung(helper)
        with citizen(plan) as caller:
            caller.dial("063112389")
            province.wait_until_ringing(15)
            caller.hang_up()
        assert times_rung(helper) == rung


def test_a_pause_holds_in_the_queue_that_it_helps_too(plan: ExchangePlan, exchange: Exchange, link: Linked) -> None:
    with seat(plan, HELPER) as helper, seat(plan, "37001") as province:
        link.until(HELPER, "ready")
        link.do(link.link.dispatch.post(BESIDE))
        link.do(link.link.pause(HELPER, "meal"))
        link.until(HELPER, "paused")
        with citizen(plan) as caller:
            caller.dial("12389")
            province.wait_until_ringing(15)
            assert not rang(helper)
            caller.hang_up()
        link.do(link.link.ready(HELPER))
        link.until(HELPER, "ready")
        rings_for_taian(plan, link, helper)


def test_queues_that_are_read_anew_and_a_service_that_starts_anew_find_the_seat_where_it_was_sent(
    plan: ExchangePlan, exchange: Exchange, link: Linked
) -> None:
    link.do(link.link.dispatch.post(MOVED))
    link.do(link.link.reload_queues())
    wait_until(lambda: queues(link) == (TAIAN,) and not link.link._members.due())
    link.stop()
    with linked(plan) as anew:
        assert queues(anew) == (TAIAN,) and not anew.link._members.due()
        anew.do(anew.link.dispatch.post(MOVED))
        with seat(plan, HELPER) as helper:
            anew.until(HELPER, "ready")
            rings_for_taian(plan, anew, helper)
        anew.do(anew.link.dispatch.post({}))
        assert f"{HELPER}" not in exchange.command(f"queue show unit-{TAIAN}")
