"""The desk's own telephone: a citizen's real call answered in a real Chromium, through the whole service."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commands.service import address
from exchange.phone import Phone
from tests.e2e.audio import correlation, loudness, read, seconds
from tests.e2e.browser_desk import Headset, chromium, sit_with_headset, state
from tests.e2e.exchanges import wait_until
from tests.e2e.pages.browsing import shoot
from tests.e2e.service.conftest import Town
from web.accounts import create

pytestmark = pytest.mark.e2e
SEAT, TAIAN = "37091", "370900"
RTP_TIMEOUT_S = 10
"""Of a browser, in pjsip.conf."""


@pytest.fixture
def microphone(tmp_path: Path, seat_says: Path) -> Path:
    """The operator begins to speak a little after the answer: the connection is not up at once."""
    target = tmp_path / "microphone.wav"
    subprocess.run(["sox", str(seat_says), "-r", "48000", str(target), "pad", "1.5", "60"], check=True)
    return target


@contextmanager
def operator(town: Town, microphone: Path, *, checked: bool = True, refused: bool = False) -> Iterator[Page]:
    """Signed in at the seat with the phone in the browser, ready."""
    with town.instance.store.work() as work:
        password = create(work, login="browser", name="测试值机员", role="operator", unit=TAIAN)
        work.commit()
    with chromium(address(town.settings), microphone, checked=checked, refused=refused) as context:
        page = context.new_page()
        sit_with_headset(page, "browser", password, SEAT)
        try:
            yield page
        finally:
            if not page.is_closed():
                leave(page)


def pictures(page: Page, name: str) -> None:
    """For people to look at, by day and by night."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        shoot(page, f"{name}-{scheme}")


def ready(page: Page) -> None:
    page.keyboard.press("F2")
    state(page, "就绪")


def test_a_call_is_answered_by_a_key_and_heard_in_both_directions(
    town: Town, microphone: Path, citizen_says: Path, seat_says: Path, tmp_path: Path
) -> None:
    since = town.last_fact()
    with operator(town, microphone) as page, town.citizen() as citizen:
        ready(page)
        citizen.dial("12389")
        state(page, "振铃")
        expect(page.locator(".control-answer")).to_be_visible()
        pictures(page, "42-browser-ringing")
        page.keyboard.press("F3")
        state(page, "通话")
        ear = Headset(page)
        ear.listen()
        citizen.say(citizen_says)
        pictures(page, "43-browser-talking")
        time.sleep(max(seconds(citizen_says), seconds(seat_says)) + 3)
        assert correlation(ear.heard(tmp_path / "ear.wav"), citizen_says) > 0.9
        page.keyboard.press("Shift+F3")
        citizen.wait_until_ended()
        assert correlation(citizen.heard, seat_says) > 0.9
        call = town.ended_call(since)
    assert (call.seat, call.outcome) == (SEAT, "answered")
    assert correlation(town.kept(call.id, 1, "rx"), citizen_says) > 0.9
    assert correlation(town.kept(call.id, 1, "tx"), seat_says) > 0.9


def answered(page: Page, citizen: Phone) -> None:
    ready(page)
    citizen.dial("12389")
    state(page, "振铃")
    page.keyboard.press("F3")
    state(page, "通话")


def test_muted_the_caller_hears_nothing_until_it_is_taken_back(town: Town, microphone: Path, tmp_path: Path) -> None:
    loud = tmp_path / "tone.wav"
    subprocess.run(["sox", "-n", "-r", "48000", str(loud), "synth", "120", "sine", "440", "gain", "-12"], check=True)
    with operator(town, loud) as page, town.citizen() as citizen:
        ready(page)
        citizen.dial("12389")
        state(page, "振铃")
        page.keyboard.press("F3")
        state(page, "通话")
        time.sleep(2)
        page.keyboard.press("F10")
        expect(page.get_by_role("button", name="取消静音")).to_have_attribute("aria-pressed", "true")
        time.sleep(RTP_TIMEOUT_S + 4)
        state(page, "通话")
        page.keyboard.press("F10")
        expect(page.get_by_text("已静音")).to_be_hidden()
        time.sleep(2)
        citizen.hang_up()
        citizen.wait_until_ended()
        sound = read(citizen.heard)
    quiet, second = [loudness(sound[at : at + 800]) < 50 for at in range(0, len(sound) - 800, 800)], 10
    heard_first = quiet.index(False)
    muted_from = quiet.index(True, heard_first)
    assert quiet[muted_from:].count(True) >= second, "a second of silence at least"
    assert not quiet[-5], "heard again afterwards"


def test_a_headset_pulled_out_in_mid_call_costs_silence_and_not_the_caller(town: Town, tmp_path: Path) -> None:
    loud = tmp_path / "tone.wav"
    subprocess.run(["sox", "-n", "-r", "48000", str(loud), "synth", "120", "sine", "440", "gain", "-12"], check=True)
    with operator(town, loud) as page, town.citizen() as citizen:
        answered(page, citizen)
        time.sleep(2)
        headset = Headset(page)
        headset.pull_out()
        alert = page.get_by_role("alert").filter(has_text="耳机已断开")
        expect(alert).to_be_visible()
        time.sleep(RTP_TIMEOUT_S + 4)
        state(page, "通话")
        headset.plug_in()
        expect(alert).to_be_hidden()
        time.sleep(2)
        citizen.hang_up()
        citizen.wait_until_ended()
        sound = read(citizen.heard)
    assert loudness(sound[-8000:-800]) > 50, "heard again afterwards"


def test_the_headset_is_checked_before_the_first_call(town: Town, microphone: Path) -> None:
    with operator(town, microphone, checked=False) as page:
        dialog = page.get_by_role("dialog", name="耳机检查")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_text("麦克风有声音")).to_be_visible()
        dialog.get_by_role("button", name="录 3 秒并回放").click()
        expect(dialog.get_by_text("正在录音")).to_be_visible()
        expect(dialog.get_by_text("正在回放")).to_be_visible()
        dialog.get_by_role("button", name="听清楚了").click()
        expect(dialog.get_by_text("检查通过")).to_be_visible()
        pictures(page, "41-headset")
        dialog.get_by_role("button", name="完成").click()
        page.reload()
        expect(page.get_by_text("电话已就绪")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


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


def test_a_refused_microphone_is_told_with_what_to_do_and_the_call_rings_on(town: Town, microphone: Path) -> None:
    with operator(town, microphone, refused=True) as page, town.citizen() as citizen:
        ready(page)
        citizen.dial("12389")
        state(page, "振铃")
        page.keyboard.press("F3")
        expect(page.get_by_role("alert").filter(has_text="把“麦克风”改为“允许”")).to_be_visible()
        state(page, "振铃")
        citizen.hang_up()


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
        ear = Headset(page)
        ear.listen()
        citizen.say(citizen_says)
        time.sleep(seconds(citizen_says) + 2)
        assert correlation(ear.heard(tmp_path / "ear.wav"), citizen_says) > 0.9, "the sound needs no service"
        town.start("seats")
        expect(page.get_by_text("线路断开")).to_be_hidden(timeout=30_000)
        state(page, "通话", within_s=30)
        citizen.hang_up()
        state(page, "就绪")
        assert page.evaluate("() => window.players.every((one) => !one.srcObject)"), "the end was not heard"


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


def test_a_call_is_held_and_taken_back_by_the_same_key(
    town: Town, microphone: Path, citizen_says: Path, tmp_path: Path
) -> None:
    with operator(town, microphone) as page, town.citizen() as citizen:
        answered(page, citizen)
        page.keyboard.press("F6")
        state(page, "保持")
        expect(page.get_by_text("对方正在听等待音乐")).to_be_visible()
        page.keyboard.press("F6")
        state(page, "通话")
        ear = Headset(page)
        ear.listen()
        citizen.say(citizen_says)
        time.sleep(seconds(citizen_says) + 2)
        assert correlation(ear.heard(tmp_path / "ear.wav"), citizen_says) > 0.9
        citizen.hang_up()


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


def leave(page: Page) -> None:
    page.evaluate("() => fetch('/api/seat', {method: 'DELETE', headers: {'X-Hotline': '1'}})")
