"""A seat in the browser takes a call: DTLS, SRTP, Opus at one end, the telephone's sound at the other."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from exchange.phone import Phone
from exchange.plan import ExchangePlan
from exchange.process import Exchange
from exchange.render import render
from tests.e2e.audio import correlation, seconds
from tests.e2e.browser_seat import BrowserSeat
from tests.e2e.exchanges import SEATS, TEMPLATES, plan_in, wait_until
from tests.e2e.linked import Linked, linked
from tests.e2e.phones import citizen, seat

pytestmark = pytest.mark.e2e


@pytest.fixture
def plan(tmp_path: Path, sounds: Path) -> Iterator[ExchangePlan]:
    seats = tuple(replace(seat, device="browser") if seat.number == "37091" else seat for seat in SEATS)
    plan = plan_in(tmp_path, sounds, seats=seats)
    render(plan, TEMPLATES, plan.paths.etc)
    running = Exchange(plan)
    running.start()
    yield plan
    running.stop()


@pytest.fixture
def microphone(tmp_path: Path, seat_says: Path) -> Path:
    """A second of silence first: the connection is not up at once."""
    target = tmp_path / "microphone.wav"
    subprocess.run(["sox", str(seat_says), "-r", "48000", str(target), "pad", "1.5", "3"], check=True)
    return target


@contextmanager
def answered(plan: ExchangePlan, microphone: Path) -> Iterator[tuple[BrowserSeat, Phone]]:
    """A citizen whose call a browser at 泰安's seat has answered."""
    with BrowserSeat(plan, "37091", microphone) as operator, citizen(plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing()
        operator.accept()
        yield operator, caller


def test_a_browser_seat_answers_and_both_sides_are_recorded(
    plan: ExchangePlan, citizen_says: Path, seat_says: Path, microphone: Path
) -> None:
    with answered(plan, microphone) as (operator, caller):
        caller.say(citizen_says)
        time.sleep(seconds(seat_says) + 2.5)  # as long as both speak
        assert operator.energy_heard() > 0
        caller.hang_up()
        operator.wait_until_ended()
        caller.wait_until_ended()
        assert correlation(caller.heard, seat_says) > 0.9
    kept = {side: next(plan.paths.spool.glob(f"*.1.{side}.wav")) for side in ("rx", "tx")}
    wait_until(lambda: seconds(kept["tx"]) > 0)
    assert correlation(kept["rx"], citizen_says) > 0.95
    assert correlation(kept["tx"], seat_says) > 0.9


def test_a_browser_that_is_killed_gives_its_caller_to_the_same_seats_other_phone(
    plan: ExchangePlan, seat_says: Path, microphone: Path
) -> None:
    """No service is there to help."""
    with seat(plan, "37091") as desk_phone, answered(plan, microphone) as (operator, caller):
        time.sleep(1)
        operator.kill()
        the_caller_is_heard_at(desk_phone, caller, seat_says)


def test_a_browser_that_is_killed_in_a_room_gives_its_caller_back_too(
    plan: ExchangePlan, seat_says: Path, microphone: Path
) -> None:
    with seat(plan, "37091") as desk_phone, answered(plan, microphone) as (operator, caller):
        with linked(plan) as desk:
            desk.until("37091", "talking")
            desk.do(desk.link.phone.hold("37091"))
            desk.until("37091", "held")
            desk.do(desk.link.phone.resume("37091"))
            desk.until("37091", "talking")
        operator.kill()
        the_caller_is_heard_at(desk_phone, caller, seat_says)


def test_a_browser_that_is_killed_gives_its_caller_to_the_queue_when_nobody_is_at_the_seat(
    plan: ExchangePlan, seat_says: Path, microphone: Path
) -> None:
    with seat(plan, "37001") as province, answered(plan, microphone) as (operator, caller):
        time.sleep(1)
        operator.kill()
        the_caller_is_heard_at(province, caller, seat_says)


@contextmanager
def overseen(
    plan: ExchangePlan, microphone: Path, own: str, theirs: str
) -> Iterator[tuple[Phone, Phone, Linked, BrowserSeat]]:
    """A call at the seat `theirs`, and a supervisor with the browser's phone at the seat `own`."""
    with (
        seat(plan, theirs) as operator, citizen(plan) as caller, linked(plan) as desk,
        BrowserSeat(plan, own, microphone) as supervisor,
    ):  # fmt: skip
        sits_with_the_browser(desk, own, supervisor)
        desk.do(desk.link.ready(theirs))
        caller.dial("12389")
        operator.wait_until_ringing(15)
        operator.accept()
        desk.until(theirs, "talking")
        yield operator, caller, desk, supervisor


def test_a_supervisor_listens_comes_in_and_takes_over_with_the_phone_in_the_browser(
    plan: ExchangePlan, seat_says: Path, microphone: Path
) -> None:
    own, theirs = "37001", "37091"
    with overseen(plan, microphone, own, theirs) as (operator, caller, desk, supervisor):
        desk.do(desk.link.dispatch.listen(own, theirs, "listen"))
        supervisor.wait_until_ringing()
        supervisor.accept()
        wait_until(lambda: desk.link.picture.seats[theirs].shown.listened == "listen")
        operator.say(seat_says)
        wait_until(lambda: supervisor.energy_heard() > 0)
        desk.do(desk.link.dispatch.barge(own, theirs))
        desk.until(theirs, "conference")
        assert desk.peer(theirs) == own
        desk.do(desk.link.dispatch.take_over(own, theirs))
        operator.wait_until_ended()
        desk.until(own, "talking")
        assert [call.seat for call in desk.calls()] == [own]
        caller.hang_up()
        supervisor.wait_until_ended()
        caller.wait_until_ended()


def test_a_caller_is_taken_over_on_the_phone_in_the_browser(plan: ExchangePlan, microphone: Path) -> None:
    """Without listening first: the caller rings the browser."""
    own, theirs = "37001", "37091"
    with overseen(plan, microphone, own, theirs) as (_, caller, desk, supervisor):
        desk.do(desk.link.dispatch.take_over(own, theirs))
        supervisor.wait_until_ringing()
        supervisor.accept()
        desk.until(own, "talking")
        caller.hang_up()
        supervisor.wait_until_ended()


def sits_with_the_browser(desk: Linked, own: str, browser: BrowserSeat) -> None:
    def is_paused() -> bool:
        browser.says_that_it_is_there()
        return desk.state(own) == "paused"

    desk.do(desk.link.pause(own, "meeting"))
    desk.link.use(own, "browser")
    desk.do(desk.link.pause(own, "meeting"))
    wait_until(is_paused, 40)


def the_caller_is_heard_at(phone: Phone, caller: Phone, says: Path) -> None:
    phone.wait_until_ringing(60)
    phone.accept()
    time.sleep(0.5)
    phone.say(says)
    time.sleep(seconds(says) + 1)
    phone.hang_up()
    caller.wait_until_ended()
    assert correlation(caller.heard, says) > 0.9
