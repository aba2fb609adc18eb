"""The board in a real Chromium against the real service: 422 seats in one view, by keyboard, and in a storm."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.events import FastTrackOpened
from seats.board.feed import LONGEST
from tests.board_scene import make_lively
from tests.board_storm import Storm, blow
from tests.desk_world import MINISTRY, SEAT, SHANDONG, TAIAN, World
from tests.e2e.pages.browsing import PATIENCE, USUAL, WIDE, board_page, shoot
from tests.fakes.relay import Relay

pytestmark = pytest.mark.e2e

DOM = """() => Object.fromEntries([...document.querySelectorAll('.tile[data-key]')]
  .map((tile) => [tile.dataset.key, tile.dataset.state]))"""
FRAMES = """() => { const gaps = window.gaps = []; let last = performance.now()
  const frame = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(frame) }
  requestAnimationFrame(frame) }"""
# Everything is in the window, and no tile's text is cut off at the bottom.
IN_VIEW = """() => [...document.querySelectorAll('.tile[data-key]')].filter((tile) => {
  const { top, bottom, left, right } = tile.getBoundingClientRect()
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth }).length"""


def states(world: World) -> dict[str, str]:
    """What the service shows, after it has been sent."""
    return {seat["number"]: seat["state"] for seat in world.service.board.sheet.bodies("seats")}


def becomes_right(page: Page, world: World) -> None:
    """Seats and queue of the page are those of the service."""
    wanted = {"seats": states(world), "waiting": len(world.service.board.sheet.keys("waiting"))}
    script = f"""(wanted) => {{ const shown = ({DOM})()
      return Object.entries(wanted.seats).every(([seat, state]) => shown[seat] === state)
        && document.querySelectorAll('.queue ol li').length === wanted.waiting }}"""
    page.wait_for_function(script, arg=wanted, timeout=PATIENCE)


@pytest.mark.parametrize("size", [WIDE, USUAL], ids=["1920", "1366"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_country_in_one_picture(
    browser: Browser,
    world: World,
    size: dict[str, int],
    scheme: str,
) -> None:
    make_lively(world)
    with board_page(browser, world, MINISTRY, size, scheme) as page:
        expect(page.locator(".alarm")).not_to_have_count(0)
        expect(page.locator(".kpis")).to_contain_text("%")
        shoot(page, f"board-{size['width']}-{scheme}")
        assert len(page.evaluate(DOM)) == 422
        if size is WIDE:
            assert page.evaluate(IN_VIEW) == 422
            assert page.evaluate("document.documentElement.scrollHeight") == 1080


def test_a_supervisor_walks_opens_finds_and_comes_back_by_keyboard(browser: Browser, world: World) -> None:
    make_lively(world)
    world.now(world.link.arrive, "c1")
    world.now(world.link.answer, SEAT, "c1")
    world.now(world.link.hand, SEAT, True, "来电人要求<b>直接见领导</b>")
    with board_page(browser, world, MINISTRY) as page:
        page.keyboard.press("/")
        page.keyboard.type("ta")
        expect(page.locator(".search-found")).to_contain_text("符合")
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.type("泰安")
        page.keyboard.press("Enter")
        expect(page.locator(f'.tile[data-key="{SEAT}"]')).to_be_focused()
        page.keyboard.press("Enter")
        drawer = page.get_by_role("dialog")
        expect(drawer).to_contain_text("泰安市公安局")
        expect(drawer).to_contain_text("138****0123")
        expect(drawer).to_contain_text("请求值班长协助来电人要求<b>直接见领导</b>")
        shoot(page, "board-seat")
        page.keyboard.press("Escape")
        expect(drawer).to_have_count(0)
        expect(page.locator(f'.tile[data-key="{SEAT}"]')).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("searchbox")).to_have_value("")
        before = page.evaluate("document.activeElement.dataset.key")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.key") != before
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.dataset.key") == before
        page.get_by_role("button", name="山东，").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".tile[data-key]")).to_have_count(18)
        shoot(page, "board-province")
        page.keyboard.press("Escape")
        expect(page.locator(".tile[data-key]")).to_have_count(422)


def test_what_happens_now_stands_first_and_is_acknowledged_by_key(browser: Browser, world: World) -> None:
    """即时快办 on the live board: its number, the way to its registration, and who has taken it up."""
    make_lively(world)
    with board_page(browser, world, MINISTRY, USUAL) as page:
        expect(page.locator(".alarm")).not_to_have_count(0)
        with world.store.work() as work:
            row = work.registrations.open("now-1", TAIAN, work.now)
            row.number, row.state = "370900-2026-00007", "confirmed"
            work.record(
                FastTrackOpened(
                    call_id="now-1", unit=TAIAN, registration=row.id, number=row.number, notified=TAIAN,
                    due="2026-11-22",
                )
            )  # fmt: skip
            work.commit()
        first = page.locator(".alarm").first
        expect(first).to_contain_text("即时快办")
        expect(first).to_contain_text("370900-2026-00007")
        expect(first.locator("a")).to_have_attribute("href", "/desk/matters?q=370900-2026-00007")
        shoot(page, "board-fast-track")
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        page.keyboard.type("已派人到场")
        page.keyboard.press("Enter")
        expect(page.locator(".alarm", has_text="即时快办")).to_have_count(0)
    with world.store.reading() as work:
        assert [row.kind for row in work.log.of_call("now-1")][-1] == "AlarmAcknowledged"


def test_an_alarm_is_acknowledged_by_key_with_a_note(browser: Browser, world: World) -> None:
    make_lively(world)
    with board_page(browser, world, TAIAN, USUAL) as page:
        for n in range(4):
            world.now(world.link.arrive, f"queue-{n}", unit=TAIAN)
        alarm = page.locator(".alarm", has_text="排队过长")
        expect(alarm).to_have_count(1)
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        page.keyboard.type("<b>已增派</b>")
        page.keyboard.press("Enter")
        expect(page.locator(".alarm.known")).to_contain_text("陈建军")
        expect(page.locator(".alarm.known")).to_contain_text("<b>已增派</b>")
        shoot(page, "board-city")


def test_a_filter_by_state_and_level_leaves_only_those(browser: Browser, world: World) -> None:
    make_lively(world)
    with board_page(browser, world, MINISTRY) as page:
        page.locator(".chip", has_text="通话").click()
        page.get_by_label("全部级别").select_option("city")
        wanted = sum(
            state == "talking" and world.directory.unit_of_seat(seat).tier == "city"
            for seat, state in states(world).items()
        )
        expect(page.locator(".tile[data-key]:not(.off)")).to_have_count(wanted)


def test_a_citys_board_shows_its_own_seat_alone(browser: Browser, world: World) -> None:
    make_lively(world)
    with board_page(browser, world, TAIAN, USUAL) as page:
        assert list(page.evaluate(DOM)) == [SEAT]
        assert "山东" not in page.locator(".board-seats").inner_text()


def test_a_board_behind_other_windows_says_that_somebody_asks_for_help(browser: Browser, world: World) -> None:
    with board_page(browser, world, TAIAN, USUAL) as page:
        expect(page).to_have_title("12389 看板")
        world.now(world.link.hand, SEAT, True)
        expect(page).to_have_title("【举手 1】12389 看板")
        world.now(world.link.hand, SEAT, False)
        expect(page).to_have_title("12389 看板")


def test_the_board_stays_right_in_a_storm(browser: Browser, world: World) -> None:
    with board_page(browser, world, MINISTRY) as page:
        page.evaluate(FRAMES)
        steps = blow(world.now, Storm(world.link, world.directory), per_second=200, seconds=10)
        becomes_right(page, world)
        gaps: list[float] = sorted(page.evaluate("gaps"))
        middle, slow, longest = gaps[len(gaps) // 2], gaps[int(len(gaps) * 0.99)], gaps[-1]
        said = f"{steps} events, {len(gaps)} frames, gaps p50 {middle:.0f} p99 {slow:.0f} max {longest:.0f} ms"
        print(said, file=sys.stderr)  # noqa: T201  (measured, not judged)
        assert steps > 100 and len(gaps) > 5, said
        shoot(page, "board-storm")


def lost(relay: Relay) -> None:
    relay.cut()


def asleep(relay: Relay) -> None:
    relay.freeze()


@pytest.mark.parametrize("trouble", [lost, asleep])
def test_a_line_that_breaks_in_mid_storm_comes_back_to_the_right_picture(
    browser: Browser,
    world: World,
    trouble: Callable[[Relay], None],
) -> None:
    relay, storm = Relay(world.served.port), Storm(world.link, world.directory)
    heard: list[str] = []
    try:
        with board_page(browser, world, MINISTRY, address=f"http://127.0.0.1:{relay.port}") as page:
            page.on("websocket", lambda socket: socket.on("framereceived", lambda said: heard.append(_kind(said))))
            page.reload()
            page.wait_for_selector(".tile[data-key]")
            blow(world.now, storm, per_second=200, seconds=2)
            trouble(relay)
            blow(world.now, storm, per_second=200, seconds=2)
            world.now(_more_than_a_slow_reader_keeps, world, storm)
            relay.thaw()
            blow(world.now, storm, per_second=200, seconds=1)
            becomes_right(page, world)
            assert heard.count("snapshot") >= 2
            expect(page.locator(".banner")).to_have_count(0)
    finally:
        relay.close()


def _more_than_a_slow_reader_keeps(world: World, storm: Storm) -> None:
    # The kernel would take minutes of a storm before the service notices that nobody reads.
    for _ in range(LONGEST + 1):
        while not world.service.board.sheet.changes:
            storm.step()
        world.service.board.send()


def _kind(said: Any) -> str:
    return "snapshot" if '"type":"snapshot"' in str(said)[:40] else ""


def test_a_province_reads_well_on_a_small_screen(browser: Browser, world: World) -> None:
    make_lively(world)
    with board_page(browser, world, SHANDONG, USUAL) as page:
        assert page.evaluate(IN_VIEW) == 18
        shoot(page, "board-shandong")
