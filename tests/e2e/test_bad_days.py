"""Bad days of a desk, in a real Chromium: the browser is killed, the seat is taken away, the clock is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect, sync_playwright

from tests.desk_world import World
from tests.e2e.browser_seat import kill_browser
from tests.e2e.test_pages import NOISE, SIZE, saved_problem, talking
from tests.e2e.test_pages import world as world

pytestmark = pytest.mark.e2e
__all__ = ["world"]
PATIENCE = 30_000
"""Milliseconds: a loaded machine may be slow."""
BEFORE, LAST = "要求先交两千元才立案。", "民警态度生硬"


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@contextmanager
def profile(chromium: BrowserType, world: World, folder: Path, mark: str) -> Iterator[BrowserContext]:
    """A browser of one person's machine: what it keeps on the disk is there the next time."""
    context = chromium.launch_persistent_context(
        folder, executable_path="/usr/bin/chromium", args=[*NOISE, mark], viewport=SIZE, locale="zh-CN",
        base_url=f"http://{world.served.address}",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def reopened(context: BrowserContext, world: World) -> Page:
    """The same person comes back to the desk, whose call goes on."""
    token = world.sign_in("fang")["Cookie"].split("=", 1)[1]
    address = f"http://{world.served.address}"
    context.add_cookies([{"name": "hotline", "value": token, "url": address, "sameSite": "Strict"}])
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
