"""统一调度 in a real Chromium: orders by keys from the seat's drawer, a broadcast that a desk must confirm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.board_scene import make_lively
from tests.desk_world import JINAN, MINISTRY, SEAT, TAIAN, World
from tests.e2e.pages.browsing import WIDE, board_page, page_of, shoot

pytestmark = pytest.mark.e2e


@contextmanager
def desk_page(browser: Browser, world: World, login: str, scheme: str) -> Iterator[Page]:
    with page_of(browser, world, scheme, login=login, size=WIDE) as page:
        page.goto("/desk/")
        yield page


def a_call_at_the_seat(world: World) -> None:
    world.person("fang")
    world.sit("fang", SEAT)
    world.call_row("c1")
    world.now(world.link.arrive, "c1")
    world.now(world.link.ring, SEAT, "c1")
    world.now(world.link.answer, SEAT, "c1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_supervisor_listens_pauses_and_undoes_by_keys(browser: Browser, world: World, scheme: str) -> None:
    make_lively(world)
    a_call_at_the_seat(world)
    with board_page(browser, world, MINISTRY, scheme=scheme) as page, desk_page(browser, world, "fang", scheme) as desk:
        world.sit(f"boss-{MINISTRY}", "00001")
        page.locator(f".tile[data-key='{SEAT}']").click()
        page.keyboard.press("1")
        page.keyboard.press("1")
        expect(page.get_by_role("radio", name="质量检查")).to_have_attribute("aria-checked", "true")
        shoot(page, f"dispatch-1-listen-{scheme}")
        page.keyboard.press("Enter")
        expect(page.locator(".listened")).to_contain_text("正被旁听")
        expect(desk.get_by_text("值班长旁听")).to_be_visible()
        assert ("listen", "00001", SEAT, "listen") in world.link.asked
        shoot(page, f"dispatch-2-listening-{scheme}")
        shoot(desk, f"dispatch-3-listened-{scheme}")
        page.keyboard.press("5")
        page.get_by_role("radio", name="其他").click()
        page.get_by_label("说明").fill("设备更换 123")
        page.keyboard.press("Enter")
        expect(page.get_by_text("令其示忙 37091：已下达")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("o")
        expect(page.get_by_text("陈建军：其他，设备更换 123")).to_be_visible()
        shoot(page, f"dispatch-4-orders-{scheme}")
        page.get_by_role("button", name="撤销").click()
        expect(page.get_by_text("已撤销", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_broadcast_stays_on_the_desk_until_it_is_confirmed(browser: Browser, world: World, scheme: str) -> None:
    make_lively(world)
    a_call_at_the_seat(world)
    with board_page(browser, world, MINISTRY, scheme=scheme) as page, desk_page(browser, world, "fang", scheme) as desk:
        page.keyboard.press("b")
        page.get_by_label("通知内容").fill("今日 18 时起系统维护，请提前保存登记表。<b>请互相转告</b>")
        shoot(page, f"dispatch-5-broadcast-{scheme}")
        page.get_by_role("radio", name="话务调配").click()
        page.keyboard.press("Enter")
        notice = desk.get_by_role("alert").filter(has_text="值班长陈建军通知")
        expect(notice).to_contain_text("<b>请互相转告</b>")
        shoot(desk, f"dispatch-6-notice-{scheme}")
        desk.reload()
        expect(notice).to_be_visible()
        desk.keyboard.press("Shift+F1")
        expect(notice).to_be_hidden()
        desk.reload()
        expect(desk.get_by_text(SEAT).first).to_be_visible()
        expect(notice).to_be_hidden()
        page.keyboard.press("o")
        expect(page.get_by_text("1 人已确认")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_overflow_is_closed_by_keys_and_shown(browser: Browser, world: World, scheme: str) -> None:
    make_lively(world)
    world.now(world.link.seat, SEAT, "ready")
    with board_page(browser, world, MINISTRY, scheme=scheme) as page:
        page.keyboard.press("v")
        page.get_by_label("单位", exact=True).select_option(TAIAN)
        expect(page.get_by_text("现在：按时限逐级加入")).to_be_visible()
        page.get_by_role("radio", name="话务调配").click()
        shoot(page, f"dispatch-7-overflow-{scheme}")
        page.keyboard.press("Enter")
        expect(page.get_by_label("单位", exact=True)).to_be_hidden()
        assert world.link.asked[-1] == ("set_overflow", TAIAN, "closed")
        page.keyboard.press("v")
        expect(page.get_by_label("已调整的单位")).to_contain_text("已关闭：只由本单位坐席接听")
        shoot(page, f"dispatch-8-overflow-closed-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_seat_is_moved_to_another_queue_by_keys_and_shown(browser: Browser, world: World, scheme: str) -> None:
    make_lively(world)
    world.person("fang")
    world.sit("fang", SEAT)
    world.now(world.link.seat, SEAT, "ready")
    with board_page(browser, world, MINISTRY, scheme=scheme) as page, desk_page(browser, world, "fang", scheme) as desk:
        page.locator(f".tile[data-key='{SEAT}']").click()
        page.keyboard.press("3")
        page.get_by_label("支援").select_option(JINAN)
        page.get_by_role("radio", name="话务调配").click()
        shoot(page, f"dispatch-9-move-seat-{scheme}")
        page.keyboard.press("Enter")
        expect(page.get_by_text("坐席 37091 已加入济南队列")).to_be_visible()
        expect(page.locator(".drawer .posted-to")).to_have_text("泰安、济南")
        expect(page.locator(f".tile.posted[data-key='{SEAT}']")).to_be_visible()
        expect(desk.locator(".posted-mark")).to_have_text("接听泰安、济南")
        expect(desk.get_by_role("alert").filter(has_text="兼接其他队列")).to_be_visible()
        shoot(page, f"dispatch-10-moved-{scheme}")
        shoot(desk, f"dispatch-11-desk-of-moved-{scheme}")
        page.keyboard.press("Escape")
        page.keyboard.press("o")
        page.get_by_role("button", name="撤销").click()
        expect(desk.locator(".posted-mark")).to_be_hidden()
