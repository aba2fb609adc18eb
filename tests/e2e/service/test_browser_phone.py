"""The desk's own telephone: a citizen's real call answered in a real Chromium, through the whole service."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.audio import correlation, loudness, read, seconds
from tests.e2e.browser_desk import Headset, state
from tests.e2e.service.conftest import Town
from tests.e2e.service.headset_seat import SEAT, answered, operator, pictures, ready

pytestmark = pytest.mark.e2e
RTP_TIMEOUT_S = 10
"""Of a browser, in pjsip.conf."""


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


def test_a_refused_microphone_is_told_with_what_to_do_and_the_call_rings_on(town: Town, microphone: Path) -> None:
    with operator(town, microphone, refused=True) as page, town.citizen() as citizen:
        ready(page)
        citizen.dial("12389")
        state(page, "振铃")
        page.keyboard.press("F3")
        expect(page.get_by_role("alert").filter(has_text="把“麦克风”改为“允许”")).to_be_visible()
        state(page, "振铃")
        citizen.hang_up()


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
