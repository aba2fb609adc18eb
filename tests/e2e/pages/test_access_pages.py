"""Everybody can use every page: axe finds nothing serious, and Tab finds a visible, named way through it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk_world import SEAT, TAIAN, World
from tests.e2e.pages.axe import Inspector
from tests.e2e.pages.browsing import know, page_of
from tests.e2e.pages.desk_steps import answered, drafted, earlier_calls, message_heard, message_left, seated, sign_in
from web.accounts import create

pytestmark = pytest.mark.e2e
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def world(world: World) -> World:
    return know(world)


@SCHEMES
def test_signing_in_with_a_second_factor(world: World, browser: Browser, scheme: str) -> None:
    with world.store.work() as work:
        password = create(work, "fang", "王小芳", "operator", TAIAN)
        work.commit()
    with page_of(browser, world, scheme) as page:
        look = Inspector(page, scheme)
        page.goto("/sign-in")
        look.look("sign-in")
        sign_in(page, "fang", password)
        page.get_by_role("link", name="动态验证码").click()
        look.look("enrol")
        secret = page.locator(".secret").inner_text().replace(" ", "")
        code = pyotp.TOTP(secret)
        now = world.store.clock
        page.get_by_label("验证码").fill(code.at(now() - timedelta(seconds=30)))
        page.get_by_role("button", name="启用").click()
        expect(page.get_by_role("heading", name="请抄下恢复码")).to_be_visible()
        look.look("recovery")
        page.goto("/second-factor")
        look.look("second-factor")
        page.context.clear_cookies()
        page.goto("/sign-in")
        sign_in(page, "fang", password)
        expect(page.get_by_role("heading", name="请输入动态验证码")).to_be_visible()
        page.get_by_label("验证码").fill("1")
        page.get_by_role("button", name="进入系统").click()
        expect(page.get_by_role("alert")).to_contain_text("验证码不对")
        look.look("code")
        page.get_by_label("验证码").fill(code.at(now()))
        page.get_by_role("button", name="进入系统").click()
        expect(page.get_by_role("heading", name="选择坐席")).to_be_visible()
        look.look("chooser")
        look.verdict()


@SCHEMES
def test_the_desk_through_a_call(world: World, browser: Browser, scheme: str) -> None:
    earlier_calls(world)
    message_left(world)
    message_heard(world)
    with page_of(browser, world, scheme) as page:
        look = Inspector(page, scheme)
        seated(world, page)
        look.look("idle")
        page.keyboard.press("F4")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.wait_for_timeout(400)  # the dialog fades in: half-faded text has no contrast
        look.look("pause", walk=False)
        page.keyboard.press("2")
        page.get_by_role("button", name="听取留言").click()
        expect(page.get_by_label("留言录音，时长 00:48")).to_be_visible()
        look.look("message")
        world.call_row("c1")
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        expect(page.get_by_role("alert")).to_be_visible()
        look.look("ringing")
        answered(world, "c1")
        world.now(world.link.answer, SEAT, "c1")
        expect(page.get_by_role("heading", name="通话中")).to_be_visible()
        look.look("talking")
        for tab in page.get_by_role("tab").all():
            tab.click()
            page.wait_for_timeout(200)
            look.look(f"tab-{tab.inner_text().split()[0]}", walk=False)
        world.now(world.link.hang_up, SEAT, "c1")
        drafted(world, "c1")
        expect(page.get_by_role("button", name="全部采用")).to_be_visible()
        look.look("wrap-up")
        look.verdict()


SUPERVISOR_PAGES: dict[str, Callable[[Page], None]] = {
    "/desk/board": lambda page: expect(page.locator(".tile").first).to_be_visible(),
    "/desk/figures": lambda page: expect(page.get_by_role("heading", level=2).first).to_be_visible(),
    "/desk/matters": lambda page: expect(page.get_by_role("heading").first).to_be_visible(),
    "/desk/latency": lambda page: expect(page.get_by_role("table")).to_be_visible(),
}


@SCHEMES
@pytest.mark.parametrize("path", SUPERVISOR_PAGES)
def test_a_supervisors_page(world: World, browser: Browser, scheme: str, path: str) -> None:
    earlier_calls(world)
    person = world.person("boss", TAIAN, "supervisor", "赵主任")
    with world.store.work() as work:
        counts = [0] * 6 + [40, 9, 3, 2]
        work.latency.add(person, SEAT, work.now, counts, counts)
        work.commit()
    with page_of(browser, world, scheme, login="boss") as page:
        page.goto(path)
        SUPERVISOR_PAGES[path](page)
        page.wait_for_timeout(300)
        look = Inspector(page, scheme)
        look.look(re.sub(r"\W", "", path))
        look.verdict()
