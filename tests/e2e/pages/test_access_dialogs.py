"""What opens over a page can be used by everybody as well: axe and Tab look at each dialog of desk, board and replay,
and at the wall."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.board_scene import make_lively
from tests.desk_world import MINISTRY, SEAT, SHANDONG_SEAT, World
from tests.e2e.pages.axe import Inspector
from tests.e2e.pages.browsing import WIDE, board_page, page_of
from tests.e2e.pages.desk_steps import seated, talking
from tests.e2e.pages.stories import log_of_an_hour, story

pytestmark = pytest.mark.e2e
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def look_and_close(look: Inspector, page: Page, name: str) -> None:
    """Of the one dialog that is open. Half-faded text has no contrast, so it is given the time to come."""
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.wait_for_timeout(400)
    look.look(name)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@SCHEMES
def test_the_dialogs_of_a_call(world: World, browser: Browser, scheme: str) -> None:
    world.now(world.link.seat, SHANDONG_SEAT, "ready")
    with page_of(browser, world, scheme) as page:
        look = Inspector(page, scheme)
        talking(world, page)
        for key, name in (("Shift+F6", "transfer"), ("Shift+F9", "keypad")):
            page.keyboard.press(key)
            look_and_close(look, page, name)
        page.keyboard.press("F1")
        expect(page.locator(".hand-note")).to_be_visible()
        look.look("hand")
        look.verdict()


@SCHEMES
def test_the_headset_check(world: World, browser: Browser, scheme: str) -> None:
    with page_of(browser, world, scheme) as page:
        look = Inspector(page, scheme)
        seated(world, page)
        page.get_by_role("button", name="耳机检查").click()
        look_and_close(look, page, "headset")
        look.verdict()


@SCHEMES
def test_the_orders_of_a_supervisor(world: World, browser: Browser, scheme: str) -> None:
    make_lively(world)
    story(world, "waits-0")
    with board_page(browser, world, MINISTRY, scheme=scheme) as page:
        look = Inspector(page, scheme)
        for key, name in (("b", "broadcast"), ("v", "overflow"), ("o", "orders"), ("w", "walls")):
            page.keyboard.press(key)
            look_and_close(look, page, name)
        page.locator(".queue li .why").first.focus()
        page.keyboard.press("Enter")
        look_and_close(look, page, "why")
        page.locator(f".tile[data-key='{SEAT}']").click()
        page.get_by_role("button", name="强制签退").click()
        expect(page.get_by_role("radio").first).to_be_visible()
        page.wait_for_timeout(400)
        look.look("seat-order")
        look.verdict()


@SCHEMES
@pytest.mark.parametrize("path", ["/desk/replay", "/desk/wall"])
def test_the_board_of_another_moment_and_the_wall(world: World, browser: Browser, scheme: str, path: str) -> None:
    make_lively(world)
    log_of_an_hour(world)
    world.person("boss", MINISTRY, "supervisor", "陈建军")
    with page_of(browser, world, scheme, login="boss", size=WIDE) as page:
        look = Inspector(page, scheme)
        page.goto(path)
        expect(page.locator(".tile[data-key], .square").first).to_be_visible()
        page.wait_for_timeout(400)
        look.look(path.rpartition("/")[2], walk=path != "/desk/wall")
        look.verdict()
