"""What the desk shows of a call that is held, given on, or talked over with a colleague: the exchange is scripted, so
that each state can be looked at. The pictures are in `var/screenshots/`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from gzip import compress

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk_world import SEAT, SHANDONG, SHANDONG_SEAT, World
from tests.e2e.exchanges import wait_until
from tests.e2e.pages.browsing import page_of, shoot
from tests.e2e.pages.desk_steps import seated, talking

pytestmark = pytest.mark.e2e
FIRST_LOAD = 600_000


def state(page: Page, name: str) -> None:
    expect(page.locator(".state-name")).to_have_text(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_state_of_a_call_has_its_words_and_controls(world: World, browser: Browser, scheme: str) -> None:
    with page_of(browser, world, scheme) as page:
        talking(world, page)
        shoot(page, f"30-talking-{scheme}")
        world.now(world.link.set_seat, SEAT, state="held")
        state(page, "保持")
        expect(page.get_by_role("button", name="取回")).to_be_visible()
        shoot(page, f"31-held-{scheme}")
        world.now(world.link.set_seat, SEAT, state="consulting", peer=SHANDONG_SEAT)
        expect(page.get_by_text(f"正在咨询 {SHANDONG_SEAT}")).to_be_visible()
        shoot(page, f"32-consulting-{scheme}")
        world.now(world.link.set_seat, SEAT, state="conference", peer=SHANDONG_SEAT)
        expect(page.get_by_text("三方通话")).to_be_visible()
        shoot(page, f"33-conference-{scheme}")
        world.now(world.link.set_seat, SEAT, state="talking", peer="", hand=True)
        page.get_by_placeholder("补充一句话").fill("来电人情绪激动，请旁听")
        shoot(page, f"34-hand-{scheme}")


def test_a_phone_on_the_table_is_muted_by_the_same_key_as_the_one_in_the_browser(
    world: World, browser: Browser
) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        page.keyboard.press("F10")
        expect(page.get_by_role("button", name="取消静音")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("已静音，对方听不到您")).to_be_visible()
        page.keyboard.press("F10")
        expect(page.get_by_text("已静音")).to_be_hidden()
        assert [asked for asked in world.link.asked if asked[0] == "mute"] == [
            ("mute", SEAT, "on"),
            ("mute", SEAT, "off"),
        ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_call_is_given_on_by_keyboard_alone(world: World, browser: Browser, scheme: str) -> None:
    for number in (SHANDONG_SEAT, "37002", "00001"):
        world.now(world.link.seat, number, "ready")
    with page_of(browser, world, scheme) as page:
        talking(world, page)
        page.keyboard.press("Shift+F6")
        dialog = page.get_by_role("dialog", name="转接给")
        expect(dialog.get_by_role("combobox")).to_be_focused()
        shoot(page, f"35-transfer-{scheme}")
        page.keyboard.type("sd")
        expect(dialog.get_by_role("option").first).to_contain_text(SHANDONG)
        page.keyboard.press("ArrowDown")
        expect(dialog.get_by_role("option", selected=True)).to_contain_text(SHANDONG_SEAT)
        shoot(page, f"36-transfer-found-{scheme}")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        page.keyboard.press("Shift+F9")
        expect(page.get_by_role("dialog", name="拨号盘")).to_be_visible()
        shoot(page, f"37-keypad-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_limits_of_pause_and_wrap_up_count_down_and_run_over(world: World, browser: Browser, scheme: str) -> None:
    with page_of(browser, world, scheme) as page:
        seated(world, page)
        soon = datetime.now(UTC) + timedelta(minutes=4, seconds=12)
        world.now(world.link.set_seat, SEAT, state="paused", reason="meal", pause_until=soon)
        expect(page.get_by_text("剩 04:")).to_be_visible()
        shoot(page, f"38-pause-{scheme}")
        world.now(world.link.set_seat, SEAT, pause_until=datetime.now(UTC) - timedelta(seconds=65))
        expect(page.get_by_text("已超 01:")).to_be_visible()
        shoot(page, f"39-overdue-{scheme}")
        end = datetime.now(UTC) + timedelta(seconds=40)
        world.now(world.link.set_seat, SEAT, state="wrap_up", reason="", pause_until=None, wrap_up_until=end)
        expect(page.get_by_role("button", name="延长 1 分钟")).to_be_visible()
        expect(page.get_by_text("剩 00:")).to_be_visible()
        shoot(page, f"40-wrap-up-{scheme}")
        world.now(world.link.set_seat, SEAT, state="ready", wrap_up_until=None)
        page.keyboard.press("Shift+F4")
        wait_until(lambda: ("pause", SEAT, "away") in world.link.asked)


def test_keys_of_a_call_are_left_to_the_input_method(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        talking(world, page)
        page.get_by_label("主要问题").focus()
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "zhuan", "selectionStart": 5, "selectionEnd": 5})
        session.send("Input.dispatchKeyEvent", {
            "type": "rawKeyDown", "key": "Process", "code": "F10", "windowsVirtualKeyCode": 229,
        })  # fmt: skip
        session.send("Input.insertText", {"text": "转"})
        expect(page.get_by_label("主要问题")).to_have_value("转")
        expect(page.get_by_role("button", name="静音")).to_be_visible()


def test_a_desk_with_a_phone_on_the_table_is_light_and_loads_no_telephone(world: World, browser: Browser) -> None:
    with page_of(browser, world, "light") as page:
        loaded: dict[str, int] = {}
        page.on("response", lambda answer: loaded.update({answer.url: len(compress(answer.body()))}))
        seated(world, page)
        expect(page.get_by_text("使用桌面话机")).to_be_visible()
        assets = {url: size for url, size in loaded.items() if "/desk/" in url}
        assert len(assets) > 2
        assert sum(assets.values()) <= FIRST_LOAD
        assert not [url for url in assets if "jssip" in url]
