"""The wall in a real Chromium: two sizes, two schemes, and thousands of reconnects without a trace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.board_scene import make_lively
from tests.desk_world import MINISTRY, SEAT, SHANDONG, World
from tests.e2e.pages.browsing import HUGE, WIDE, Size, board_page, page_of, shoot

pytestmark = pytest.mark.e2e
TIMES = 2_000

# A line that gives one snapshot and falls, as often as it is opened. Everything that could pile up is counted.
FALLING = """(snapshot) => {
  const timers = new Set(), listeners = new Map()
  const wait = window.setTimeout.bind(window), stop = window.clearTimeout.bind(window)
  window.setTimeout = (act, ms = 0, ...more) => {
    const id = wait((...args) => { timers.delete(id); act(...args) }, ms < 15000 ? 0 : ms, ...more)
    timers.add(id)
    return id
  }
  window.clearTimeout = (id) => { timers.delete(id); stop(id) }
  const repeat = window.setInterval.bind(window), end = window.clearInterval.bind(window)
  window.setInterval = (...args) => { const id = repeat(...args); timers.add(id); return id }
  window.clearInterval = (id) => { timers.delete(id); end(id) }
  const target = EventTarget.prototype, add = target.addEventListener, drop = target.removeEventListener
  window.listening = 0
  target.addEventListener = function (...args) { window.listening += 1; return add.apply(this, args) }
  target.removeEventListener = function (...args) { window.listening -= 1; return drop.apply(this, args) }
  window.opened = 0
  window.open_lines = 0
  window.WebSocket = class {
    constructor() {
      window.opened += 1
      window.open_lines += 1
      wait(() => {
        const told = { type: 'snapshot', seq: 1, now: new Date().toISOString(), ...snapshot }
        this.onmessage?.({ data: JSON.stringify(told) })
        wait(() => { window.open_lines -= 1; this.onclose?.({ code: 1006 }) }, 0)
      }, 0)
    }
    close() {}
  }
  window.counted = () => ({ timers: timers.size, listeners: window.listening, lines: window.open_lines,
    nodes: document.querySelectorAll('*').length })
}"""


@contextmanager
def wall_page(
    browser: Browser, world: World, unit: str, size: Size = WIDE, scheme: str = "light", script: str = ""
) -> Iterator[Page]:
    world.person(f"wall-{unit}", unit, "supervisor", name="大屏")
    with page_of(browser, world, scheme, login=f"wall-{unit}", size=size) as page:
        if script:
            page.add_init_script(script)
        page.goto("/desk/wall")
        yield page


@pytest.mark.parametrize("size", [WIDE, HUGE], ids=["1080", "2160"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wall_shows_everything_at_once_in_large_type(
    browser: Browser, world: World, scheme: str, size: dict[str, int]
) -> None:  # fmt: skip
    make_lively(world)
    with wall_page(browser, world, MINISTRY, size, scheme) as page:
        expect(page.locator(".square")).to_have_count(422)
        expect(page.locator(".wall-queues li").first).to_be_visible()
        shoot(page, f"wall-{size['height']}-{scheme}")
        assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
        outside = """() => [...document.querySelectorAll('.square, .wall-figures b, .wall-legend span, .cell')]
          .filter((part) => { const { bottom, right } = part.getBoundingClientRect()
            return bottom > innerHeight || right > innerWidth }).length"""
        assert page.evaluate(outside) == 0
        cut = """() => [...document.querySelectorAll('.wall-figures b')]
          .filter((part) => part.getBoundingClientRect().width > part.parentElement.clientWidth).length"""
        assert page.evaluate(cut) == 0
        widths = "() => [...document.querySelectorAll('.wall-figures > div')].map((one) => Math.round(one.offsetWidth))"
        assert len(set(page.evaluate(widths))) <= 2, "a long figure takes no room from the others"
        # Large type: the big figures are 8 % of the screen's height, a queue's line more than 3 %.
        height = "(name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize) / innerHeight"
        assert page.evaluate(height, ".wall-figures b") > 0.07
        assert page.evaluate(height, ".wall-queues ol li") > 0.03
        assert page.locator("button:visible, a:visible, input:visible").evaluate_all(
            "(found) => found.filter((one) => !one.classList.contains('cell')).length"
        ) == 0  # fmt: skip


def test_a_province_has_its_own_wall(browser: Browser, world: World) -> None:
    make_lively(world)
    with wall_page(browser, world, SHANDONG, WIDE, "light") as page:
        expect(page.locator(".square")).to_have_count(18)
        shoot(page, "wall-province")


def test_thousands_of_reconnects_leave_nothing_behind(browser: Browser, world: World) -> None:
    make_lively(world)
    rows = {table: list(world.service.board.sheet.bodies(table)) for table in ("seats", "waiting", "units", "alarms")}
    snapshot = {"connected": True, **rows}
    with wall_page(browser, world, MINISTRY, WIDE, "light", f"({FALLING})({json.dumps(snapshot)})") as page:
        page.wait_for_function("() => window.opened > 50")
        before = page.evaluate("() => window.counted()")
        page.wait_for_function(f"() => window.opened > {TIMES} + 50", timeout=240_000)
        after = page.evaluate("() => window.counted()")
        assert after["nodes"] - before["nodes"] < 20, (before, after)
        assert after["timers"] - before["timers"] < 5, (before, after)
        assert after["listeners"] - before["listeners"] < 5, (before, after)
        assert after["lines"] <= 1


def test_a_new_version_is_loaded_at_a_calm_moment(browser: Browser, world: World) -> None:
    quick = "(() => { const r = setInterval; window.setInterval = (f, ms) => r(f, ms > 60000 ? 200 : ms) })()"
    with wall_page(browser, world, MINISTRY, WIDE, "light", quick) as page:
        expect(page.locator(".square").first).to_be_visible()
        page.evaluate("() => { window.old = true }")
        world.now(world.link.arrive, "c1")
        expect(page.locator(".wall-queues ol li")).to_have_count(1)
        # Another version is served, but somebody waits.
        newer = "<script src='/desk/assets/index-newer.js'></script>"
        page.route("**/desk/wall", lambda route: route.fulfill(body=newer, content_type="text/html")
                   if route.request.resource_type == "fetch" else route.continue_())  # fmt: skip
        with page.expect_response(lambda answer: answer.url.endswith("/desk/wall")):
            pass
        assert page.evaluate("() => window.old") is True
        world.now(world.link.hang_up, "37091", "c1")
        page.wait_for_function("() => !window.old")
        expect(page.locator(".square").first).to_be_visible()


def test_a_wall_is_opened_by_key_and_runs_on_after_every_session(browser: Browser, world: World) -> None:
    """The way of a supervisor at the wall's own computer, and the way back."""
    make_lively(world)
    world.service.wall.look_every_s = 0.2
    with board_page(browser, world, MINISTRY, WIDE) as page:
        page.keyboard.press("w")
        page.get_by_label("大屏位置").fill("指挥大厅东墙")
        shoot(page, "wall-dialog")
        page.keyboard.press("Enter")
        page.wait_for_url("**/wall/")
        expect(page.locator(".square")).to_have_count(422)
        expect(page.locator("h1")).to_have_text("公安部")
        assert [cookie["name"] for cookie in page.context.cookies()] == ["hotline_wall"]
        with world.store.engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql("DELETE FROM sessions")
        page.reload()
        expect(page.locator(".square")).to_have_count(422)
        world.now(world.link.seat, SEAT, "held")
        expect(page.locator(f".square[data-seat='{SEAT}']")).to_have_class(re.compile("is-held"))
        shoot(page, "wall-by-pass")
        (row,) = world.client.get("/api/walls", headers=world.sign_in(f"boss-{MINISTRY}")).json()
        path = f"/api/walls/{row['id']}"
        assert world.client.delete(path, headers=world.sign_in(f"boss-{MINISTRY}")).status_code == 204
        expect(page.get_by_role("alert")).to_contain_text("大屏已停止")
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("大屏已停止")
