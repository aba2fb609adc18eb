"""电话量曲线图 in a real Chromium, on a hotline that has been busy for two months: pictures in `var/screenshots/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.clock import CHINA
from seats.desk_pages import DIST
from tests.desk_world import MINISTRY, SHANDONG, World, open_world
from tests.e2e.pages.browsing import page_of, shoot
from tests.figures_world import Town, put_calls, put_messages, put_shifts

pytestmark = pytest.mark.e2e
CALLS = 24_000
"""Of 45 days: a busy hotline."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    assert (DIST / "index.html").is_file(), "the front-end is not built: npm run build in seats/desk"
    with open_world(tmp_path_factory.mktemp("figures")) as made:
        lively(made)
        made.person("chief", MINISTRY, "supervisor", "周主任")
        made.person("boss", SHANDONG, "supervisor", "赵主任")
        yield made


def lively(world: World) -> None:
    now = datetime.now(UTC)
    today = now.astimezone(CHINA).date()
    units = tuple(world.directory)
    weights = [8.0 if unit.parent is None else 1.2 if unit.parent == MINISTRY else 0.3 for unit in units]
    town = Town(world.directory, units, weights=weights)
    calls = list(town.calls(today - timedelta(44), today + timedelta(1), CALLS))
    put_calls(world.store, calls, now)
    put_messages(world.store, calls, now)
    put_shifts(world.store, town.shifts(today - timedelta(10), today + timedelta(1)), now)


def opened(page: Page, query: str = "") -> None:
    page.goto(f"/desk/figures{query}")
    expect(page.get_by_role("heading", name="电话量曲线图")).to_be_visible(timeout=30_000)
    expect(page.locator(".fg-chart canvas").first).to_be_visible(timeout=30_000)
    expect(page.locator("main[aria-busy=false]")).to_be_visible(timeout=30_000)


def workday() -> str:
    """The last one that is over."""
    day = datetime.now(CHINA).date() - timedelta(1)
    while day.weekday() > 4:
        day -= timedelta(1)
    return day.isoformat()


@pytest.mark.parametrize(
    ("scheme", "width", "height"), [("light", 1920, 1080), ("dark", 1366, 768), ("light", 1366, 768)]
)
def test_a_supervisor_reads_a_day_and_goes_down_to_the_rows(
    world: World, browser: Browser, scheme: str, width: int, height: int
) -> None:
    with page_of(browser, world, scheme, login="chief", size={"width": width, "height": height}) as page:
        opened(page, f"?by=hour&on={workday()}")
        shoot(page, f"figures-1-day-{scheme}-{width}")
        tile = page.get_by_role("button", name="接通率").first
        tile.focus()
        expect(page.get_by_role("tooltip").filter(has_text="坐席接听的来电 ÷ 请求人工的来电")).to_be_visible()
        shoot(page, f"figures-2-meaning-{scheme}-{width}")

        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="接通率")
        expect(dialog.locator("tbody tr").first).to_be_visible(timeout=30_000)
        expect(dialog.get_by_text("138****").first).to_be_visible()
        shoot(page, f"figures-3-rows-{scheme}-{width}")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

        page.get_by_role("button", name="山东", exact=True).click()
        expect(page.get_by_role("heading", name="山东省公安厅").first).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="济南").scroll_into_view_if_needed()
        shoot(page, f"figures-4-province-{scheme}-{width}")
        page.go_back()
        expect(page.get_by_role("button", name="山东", exact=True)).to_be_visible(timeout=30_000)


def test_everything_is_done_by_keys(world: World, browser: Browser) -> None:
    with page_of(browser, world, login="boss") as page:
        opened(page, f"?by=hour&on={workday()}")
        page.keyboard.press("3")
        expect(page.get_by_role("button", name=re.compile("^日"), pressed=True)).to_be_visible()
        expect(page.locator("main[aria-busy=false]")).to_be_visible(timeout=30_000)
        shoot(page, "figures-5-month")
        page.keyboard.press("ArrowLeft")
        last_month = datetime.now(CHINA).date().replace(day=1) - timedelta(1)
        expect(page.get_by_label("月份")).to_have_value(f"{last_month:%Y-%m}", timeout=30_000)
        page.keyboard.press("t")
        page.keyboard.press("1")
        expect(page.get_by_label("日期")).to_have_value(datetime.now(CHINA).date().isoformat(), timeout=30_000)
        shoot(page, "figures-6-five-minutes")

        chart = page.locator(".fg-chart")
        chart.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(page.locator("[aria-live=polite]").filter(has_text="00:10：本期")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog", name="来电量")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="数据表").click()
        expect(page.get_by_role("cell", name="本期").or_(page.get_by_role("columnheader", name="本期"))).to_be_visible()


def test_a_file_says_what_the_page_says(world: World, browser: Browser) -> None:
    with page_of(browser, world, login="boss") as page:
        opened(page, f"?by=hour&on={workday()}")
        shown = page.get_by_role("button", name="来电量").first.locator(".fg-value").inner_text().replace(",", "")
        with page.expect_download() as saved:
            page.get_by_role("link", name="导出 CSV").click()
        text = Path(saved.value.path()).read_text("utf-8-sig")
        assert f"\n来电量,{shown}.0,通" in text or f"\n来电量,{shown},通" in text
        assert "导出人：赵主任" in text
        page.emulate_media(media="print")
        shoot(page, "figures-7-print")
