"""Bad days of a desk, in a real Chromium: the browser is killed, the seat is taken away, the clock is wrong."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect, sync_playwright

from tests.desk_world import SEAT, SHANDONG, SHANDONG_SEAT, World
from tests.e2e.browser_seat import kill_browser
from tests.e2e.pages.browsing import NOISE, PATIENCE, USUAL, let_in, page_of, shoot
from tests.e2e.pages.desk_steps import saved_problem, seated, talking

pytestmark = pytest.mark.e2e
BEFORE, LAST = "要求先交两千元才立案。", "民警态度生硬"


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    yield (started := chromium.launch(executable_path="/usr/bin/chromium", args=NOISE))
    started.close()


@contextmanager
def profile(chromium: BrowserType, world: World, folder: Path, mark: str) -> Iterator[BrowserContext]:
    """A browser of one person's machine: what it keeps on the disk is there the next time."""
    context = chromium.launch_persistent_context(
        folder, executable_path="/usr/bin/chromium", args=[*NOISE, mark], viewport=USUAL, locale="zh-CN",
        base_url=f"http://{world.served.address}",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def reopened(context: BrowserContext, world: World) -> Page:
    """The same person comes back to the desk, whose call goes on."""
    let_in(context, world, "fang")
    page = context.new_page()
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="通话中")).to_be_visible(timeout=PATIENCE)
    return page


def killed_while_typing(chromium: BrowserType, world: World, folder: Path) -> None:
    """The first words are at the service; the last ones were typed when it could not be reached, two seconds ago."""
    mark = f"--hotline-desk={uuid4()}"
    with profile(chromium, world, folder, mark) as context:
        page = context.new_page()
        talking(world, page)
        problem = page.get_by_label("主要问题")
        problem.press_sequentially(BEFORE)
        expect(page.get_by_text("已保存")).to_be_visible(timeout=PATIENCE)
        page.route("**/form", lambda route: route.abort("connectionrefused"))
        problem.press_sequentially(LAST)
        page.wait_for_timeout(2_000)
        kill_browser(mark)


def test_a_killed_browser_comes_back_with_all_but_the_last_two_seconds(
    world: World, chromium: BrowserType, tmp_path: Path
) -> None:
    killed_while_typing(chromium, world, tmp_path / "profile")
    assert saved_problem(world) == BEFORE
    with profile(chromium, world, tmp_path / "profile", "--hotline-desk=again") as context:
        page = reopened(context, world)
        expect(page.get_by_label("主要问题")).to_have_value(BEFORE + LAST)
        expect(page.get_by_text("已恢复上次未提交的内容")).to_be_visible()
        expect(page.get_by_text("已保存")).to_be_visible(timeout=PATIENCE)
        assert saved_problem(world) == BEFORE + LAST


def test_on_another_machine_what_was_saved_is_there(world: World, chromium: BrowserType, tmp_path: Path) -> None:
    killed_while_typing(chromium, world, tmp_path / "profile")
    with profile(chromium, world, tmp_path / "another", "--hotline-desk=another") as context:
        page = reopened(context, world)
        expect(page.get_by_label("主要问题")).to_have_value(BEFORE)
        problem = page.get_by_label("主要问题")
        problem.fill(BEFORE + LAST)
        expect(page.get_by_text("已保存")).to_be_visible(timeout=PATIENCE)
        assert saved_problem(world) == BEFORE + LAST


def order(world: World, act: str) -> None:
    """By a supervisor of the province, who sits at a seat of the province."""
    world.person("boss", SHANDONG, "supervisor", "赵主任")
    headers = world.sit("boss", SHANDONG_SEAT)
    answer = world.client.post(f"/api/dispatch/seats/{SEAT}/{act}", json={"reason": "risk"}, headers=headers)
    assert answer.status_code == 200, answer.text


def goes_to_the_supervisor(world: World) -> None:
    """What the exchange tells when a caller was taken over."""
    call = world.service.hub.call("c1")
    assert call is not None
    world.link.set_call(replace(call, seat=SHANDONG_SEAT))
    world.link.seat(SEAT, "wrap_up")
    world.link.seat(SHANDONG_SEAT, "talking", call_id="c1")


def test_a_caller_taken_over_is_told_and_what_was_typed_stays(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        page.set_default_timeout(PATIENCE)
        talking(world, page)
        page.get_by_label("主要问题").press_sequentially(BEFORE)
        order(world, "take_over")
        world.now(goes_to_the_supervisor, world)
        notice = page.get_by_role("alert").filter(has_text="已接管您的来电")
        expect(notice).to_be_visible(timeout=PATIENCE)
        shoot(page, "17-taken-over")
        expect(page.get_by_label("主要问题")).to_have_value(BEFORE)
        expect(page.get_by_text("已保存")).to_be_visible(timeout=PATIENCE)
        assert saved_problem(world) == BEFORE
        assert world.service.hub.rings_at("c1", SHANDONG_SEAT)
        page.reload()
        expect(notice).to_be_visible(timeout=PATIENCE)
        page.keyboard.press("Shift+F1")
        expect(notice).to_be_hidden(timeout=PATIENCE)


def test_a_person_signed_out_of_the_seat_is_told_and_finds_the_form_again(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        page.set_default_timeout(PATIENCE)
        talking(world, page)
        world.now(world.link.hang_up, SEAT, "c1")
        page.get_by_label("主要问题").press_sequentially(BEFORE)
        order(world, "sign_out")
        expect(page.get_by_role("alert").filter(has_text="已将您签退")).to_be_visible(timeout=PATIENCE)
        shoot(page, "18-signed-out-of-the-seat")
        page.get_by_role("button", name=f"入座 {SEAT}").click()
        expect(page.get_by_label("主要问题")).to_have_value(BEFORE, timeout=PATIENCE)
        expect(page.get_by_text("已保存")).to_be_visible(timeout=PATIENCE)
        assert saved_problem(world) == BEFORE


# Only the date is wrong: timers and animations run as ever.
WRONG_CLOCK = """const Real = Date
globalThis.Date = class extends Real {
  constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + OFF) }
  static now() { return Real.now() + OFF }
}"""
A_FEW_MINUTES = re.compile(r"^0[0-9]:(?!00$)[0-9]{2}$")
"""Not an hour, and not the nothing that a clock behind would show."""


@pytest.mark.parametrize("hours", [1, -1])
def test_a_machine_whose_clock_is_wrong_still_counts_right(world: World, browser: Browser, hours: int) -> None:
    with page_of(browser, world, "light") as page:
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WRONG_CLOCK.replace("OFF", str(hours * 3_600_000)))
        seated(world, page)
        assert abs(page.evaluate("Date.now()") / 1000 - time.time()) > 1800, "the clock is right"
        world.call_row("c1")
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        waited, talked = page.locator(".facts .figure").nth(0), page.locator(".facts .figure").nth(1)
        expect(waited).to_have_text(A_FEW_MINUTES, timeout=PATIENCE)
        world.now(world.link.answer, SEAT, "c1")
        expect(talked).to_have_text(A_FEW_MINUTES, timeout=PATIENCE)
        expect(page.locator(".state .elapsed")).to_have_text(A_FEW_MINUTES, timeout=PATIENCE)
        world.now(world.link.hang_up, SEAT, "c1")
        world.now(world.link.set_seat, SEAT, wrap_up_until=datetime.now(UTC) + timedelta(minutes=8))
        expect(page.locator(".state .limit")).to_have_text(re.compile("0[0-7]:[0-9]{2}"), timeout=PATIENCE)
        expect(page.locator(".state .limit.over")).to_have_count(0)
