"""A supervisor whose telephone is in the browser: listens, comes in and takes over, through the whole service."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commands.service import address
from tests.e2e.audio import correlation, seconds
from tests.e2e.browser_desk import Headset, chromium, sit_with_headset, state
from tests.e2e.service.conftest import Town
from web.accounts import create

pytestmark = pytest.mark.e2e
SEAT, OWN, SHANDONG = "37091", "37001", "370000"
WITHIN_MS = 30_000


def order(board: Page, digit: str) -> None:
    """By keys, with the first reason."""
    board.bring_to_front()
    board.keyboard.press(digit)
    expect(board.get_by_role("radio").first).to_be_visible()
    board.keyboard.press("1")
    board.keyboard.press("Enter")
    expect(board.locator(".order-done")).to_be_visible(timeout=WITHIN_MS)


def answer(desk: Page) -> None:
    """The seat is told to ring a moment before the browser's own phone is: a key too early is pressed again."""
    for _ in range(8):
        desk.keyboard.press("F3")
        with suppress(AssertionError):
            state(desk, "通话", 4)
            return
    raise AssertionError("the phone was not answered")


def nobody_sits_there(town: Town) -> None:
    """A first try that failed has left its person at the seat."""
    with town.instance.store.work() as work:
        row = work.seats.get(OWN)
        if row is not None and row.person_id is not None:
            work.seats.leave(row)
            work.commit()


def test_a_supervisor_listens_comes_in_and_takes_over_in_the_browser(
    town: Town, microphone: Path, citizen_says: Path, tmp_path: Path
) -> None:
    since = town.last_fact()
    nobody_sits_there(town)
    with town.instance.store.work() as work:
        password = create(work, login="listener", name="赵主任", role="supervisor", unit=SHANDONG)
        work.commit()
    with (
        chromium(address(town.settings), microphone) as context,
        town.seat(SEAT) as (phone, _desk),
        town.citizen() as citizen,
    ):
        desk = context.new_page()
        sit_with_headset(desk, "listener", password, OWN)
        citizen.dial("12389")
        phone.wait_until_ringing(20)
        phone.accept()
        board = context.new_page()
        board.goto("/desk/board")
        tile = board.locator(f".tile[data-key='{SEAT}'][data-state='talking']")
        expect(tile).to_be_visible(timeout=WITHIN_MS)
        tile.click()
        order(board, "1")
        desk.bring_to_front()
        expect(desk.locator(".control-answer")).to_be_visible(timeout=WITHIN_MS)
        answer(desk)
        expect(board.locator(".listened")).to_contain_text("正被旁听", timeout=WITHIN_MS)
        ear = Headset(desk)
        ear.listen()
        citizen.say(citizen_says)
        time.sleep(seconds(citizen_says) + 2)  # as long as the words are
        assert correlation(ear.heard(tmp_path / "ear.wav"), citizen_says) > 0.5
        order(board, "3")
        state(desk, "三方", 30)
        order(board, "4")
        phone.wait_until_ended(20)
        state(desk, "通话", 30)
        desk.bring_to_front()
        desk.keyboard.press("Shift+F3")
        citizen.wait_until_ended(20)
        call = town.ended_call(since)
        desk.get_by_role("button", name="换坐席").click()
    assert call.seat == OWN
    told = [kind for kind in town.kinds(call.id) if kind in ("SupervisorListened", "ListeningEnded", "CallTransferred")]
    assert told.count("SupervisorListened") == 2 and "CallTransferred" in told
