"""Why a caller waits, and the board of another moment, in a real Chromium."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.board_scene import make_lively
from tests.desk_world import MINISTRY, SEAT, World
from tests.e2e.pages.browsing import board_page, shoot
from tests.e2e.pages.stories import log_of_an_hour, story

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_waiting_caller_is_asked_why(browser: Browser, world: World, scheme: str) -> None:
    make_lively(world)
    story(world, "waits-0")
    with board_page(browser, world, MINISTRY, scheme=scheme) as page:
        page.locator(".queue").filter(has_text="泰安").locator("li .why").first.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="已等候")
        expect(dialog.get_by_text("按所拨区号，在值守时间内：归泰安市公安局，进入排队")).to_be_visible()
        expect(dialog.get_by_text("等候满 15 秒：省级山东的 2 个坐席加入振铃")).to_be_visible()
        shoot(page, f"replay-1-why-{scheme}")
        dialog.get_by_role("button", name="转移来电").click()
        dialog.get_by_label("转到").select_option("370100")
        dialog.get_by_role("radio", name="话务调配").click()
        shoot(page, f"dispatch-7-move-{scheme}")
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        assert ("move_caller", "waits-0", "370100") in world.link.asked


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_of_another_moment_plays_by_keys(browser: Browser, world: World, scheme: str) -> None:
    make_lively(world)
    log_of_an_hour(world)
    world.now(world.link.set_seat, SEAT, state="ready")
    with board_page(browser, world, MINISTRY, scheme=scheme) as page:
        page.goto("/desk/replay")
        tile = page.locator(f".tile[data-key='{SEAT}']")
        expect(tile).to_have_attribute("data-state", "offline")
        expect(page.locator(".tile[data-key]")).to_have_count(422)
        before = page.locator(".replay-clock").inner_text()
        page.keyboard.press("[")
        expect(tile).not_to_have_attribute("data-state", "offline")
        assert page.locator(".replay-clock").inner_text() != before
        page.keyboard.press("3")
        page.keyboard.press(" ")
        expect(tile).to_have_attribute("data-state", "offline")
        page.keyboard.press(" ")
        shoot(page, f"replay-2-board-{scheme}")
        page.keyboard.press("p")
        expect(page.get_by_text("这一天没有更多告警。")).to_have_count(1)
        page.get_by_label("日期").fill((datetime.now(UTC) - timedelta(days=9)).date().isoformat())
        expect(page.get_by_text("这一时刻没有记录。")).to_be_visible()
