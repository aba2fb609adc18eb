"""The desk's telephone while pages are hidden, reloaded, opened twice or elsewhere, and while the service restarts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commands.service import address
from exchange.phone import Phone
from tests.e2e.audio import correlation, seconds
from tests.e2e.browser_desk import Headset, state
from tests.e2e.exchanges import wait_until
from tests.e2e.service.conftest import Town
from tests.e2e.service.headset_seat import answered, leave, operator, ready

pytestmark = pytest.mark.e2e


def test_a_hidden_tab_rings_and_tells_without_the_number(town: Town, microphone: Path) -> None:
    with operator(town, microphone) as page, town.citizen() as citizen:
        ready(page)
        other = page.context.new_page()
        other.goto("about:blank")
        other.bring_to_front()
        freeze_timers(page)
        citizen.dial("12389")
        state(page, "振铃")
        ear = Headset(page)
        ear.listen()
        wait_until(lambda: ear.loudness() > 3000)
        notices = page.evaluate("() => window.notices")
        assert [notice["title"] for notice in notices] == ["12389 来电"]
        assert "0538" not in str(notices)
        assert page.title().startswith("【来电】")
        citizen.hang_up()
        expect(page.locator(".state-name")).not_to_have_text("振铃")
        assert page.evaluate("() => window.players.every((one) => !one.srcObject)"), "it rings on"
        assert page.title() == "12389 坐席"


def freeze_timers(page: Page) -> None:
    """A tab that is hidden for long gets a timer a minute: here none at all."""
    page.evaluate("() => { window.setTimeout = window.setInterval = () => 0; document.hasFocus = () => false }")


def test_the_service_is_restarted_in_mid_call_and_nobody_hears_it(
    town: Town, microphone: Path, citizen_says: Path, tmp_path: Path
) -> None:
    with operator(town, microphone) as page, town.citizen() as citizen:
        ready(page)
        citizen.dial("12389")
        state(page, "振铃")
        page.keyboard.press("F3")
        state(page, "通话")
        town.stop("seats")
        expect(page.get_by_text("线路断开，通话不受影响")).to_be_visible()
        assert hears(page, citizen, citizen_says, tmp_path / "ear.wav"), "the sound needs no service"
        town.start("seats")
        expect(page.get_by_text("线路断开")).to_be_hidden(timeout=30_000)
        state(page, "通话", within_s=30)
        citizen.hang_up()
        state(page, "就绪")
        assert page.evaluate("() => window.players.every((one) => !one.srcObject)"), "the end was not heard"


def hears(page: Page, citizen: Phone, says: Path, ear_file: Path, times: int = 3) -> bool:
    """Said again where a busy machine stretched it on its way: a browser plays late sound faster or slower."""
    return any(_heard_once(page, citizen, says, ear_file) > 0.9 for _ in range(times))


def _heard_once(page: Page, citizen: Phone, says: Path, ear_file: Path) -> float:
    ear = Headset(page)
    ear.listen()
    citizen.say(says)
    time.sleep(seconds(says) + 2)
    return correlation(ear.heard(ear_file), says)


def test_a_second_tab_leaves_the_phone_to_the_first_and_takes_it_over_when_that_one_goes(
    town: Town, microphone: Path
) -> None:
    with operator(town, microphone) as page, town.citizen() as citizen:
        ready(page)
        other = page.context.new_page()
        other.goto("/desk/")
        expect(other.get_by_text("电话在另一个标签页")).to_be_visible()
        expect(page.get_by_text("电话已就绪")).to_be_visible()
        page.close()
        expect(other.get_by_text("电话已就绪")).to_be_visible(timeout=20_000)
        citizen.dial("12389")
        state(other, "振铃")
        other.keyboard.press("F3")
        state(other, "通话")
        citizen.hang_up()
        state(other, "就绪")
        leave(other)


def test_two_machines_do_not_fight_over_the_phone_of_one_person(town: Town, microphone: Path) -> None:
    with operator(town, microphone) as page:
        browser = page.context.browser
        assert browser is not None
        with browser.new_context(base_url=address(town.settings), storage_state=page.context.storage_state()) as there:
            other = there.new_page()
            other.goto("/desk/")
            expect(other.get_by_text("电话已就绪")).to_be_visible()
            expect(page.get_by_text("电话已在别处打开")).to_be_visible()
            page.get_by_role("button", name="改在此处接听").click()
            expect(page.get_by_text("电话已就绪")).to_be_visible()
            expect(other.get_by_text("电话已在别处打开")).to_be_visible()


def test_a_reload_in_mid_call_costs_a_moment_and_not_the_caller(
    town: Town, microphone: Path, citizen_says: Path, tmp_path: Path
) -> None:
    with operator(town, microphone) as page, town.citizen() as citizen:
        answered(page, citizen)
        page.get_by_label("主要问题").fill("重新载入之前写的")
        expect(page.get_by_text("已保存")).to_be_visible()
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.reload()
        assert asked == ["beforeunload"]
        wait_until(lambda: page.evaluate("() => window.players.some((one) => one.srcObject)"), 20)
        state(page, "通话")
        expect(page.get_by_label("主要问题")).to_have_value("重新载入之前写的")
        ear = Headset(page)
        ear.listen()
        citizen.say(citizen_says)
        time.sleep(seconds(citizen_says) + 2)
        assert correlation(ear.heard(tmp_path / "ear.wav"), citizen_says) > 0.9
        assert not [event for event in citizen.events() if event.type == "CALL_CLOSED"]
        citizen.hang_up()
        state(page, "就绪", within_s=30)
