"""The whole desk in a real Chromium with a headset: its microphone is a WAV file, and what it plays can be heard."""

from __future__ import annotations

import base64
import json
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.e2e.browser_seat import CHROMIUM, FLAGS

SIZE = {"width": 1366, "height": 768}
CHECKED = json.dumps({"microphone": "", "speaker": "", "ringer": "", "checked": {"|": "2026-11-22T03:00:00Z"}})

# Remembers what is played and what is notified, without changing what the page does.
EARS = """
window.players = []
window.notices = []
window.microphones = []
const play = HTMLMediaElement.prototype.play
HTMLMediaElement.prototype.play = function () {
  if (this.srcObject && !window.players.includes(this)) window.players.push(this)
  return play.call(this)
}
// What suppresses noise changes a voice on purpose: here the way of the sound is measured, not that.
const capture = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
navigator.mediaDevices.getUserMedia = async (asked) => {
  if (window.pulledOut) throw new DOMException('', 'NotFoundError')
  const sound = await capture({ ...asked, audio: { ...asked.audio, ...RAW } })
  window.microphones.push(sound)
  return sound
}
const Real = window.Notification
window.Notification = class extends Real {
  constructor(title, options) {
    super(title, options)
    window.notices.push({ title, ...options })
  }
}
"""
LISTEN = """() => {
  const playing = window.players.filter((one) => one.srcObject)
  const context = (window.ear = new AudioContext({ sampleRate: 8000 }))
  const pieces = (window.heard = [])
  const tap = context.createScriptProcessor(4096, 1, 1)
  const whole = (x) => Math.round(x * 32767)
  tap.onaudioprocess = (event) => pieces.push(Array.from(event.inputBuffer.getChannelData(0), whole))
  context.createMediaStreamSource(playing.at(-1).srcObject).connect(tap)
  tap.connect(context.destination)
  return playing.length
}"""
HEARD = """() => {
  const all = Int16Array.from(window.heard.flat())
  return btoa(Array.from(new Uint8Array(all.buffer), (byte) => String.fromCharCode(byte)).join(''))
}"""


PULL_OUT = """() => {
  window.pulledOut = true
  const [track] = window.microphones.at(-1).getTracks()
  track.stop()
  track.dispatchEvent(new Event('ended'))
}"""


class Headset:
    """The browser's side of the sound."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def listen(self) -> None:
        """From now on to what the page plays last."""
        assert self.page.evaluate(LISTEN) > 0, "the page plays nothing"

    def pull_out(self) -> None:
        """As the browser tells it: the microphone's sound ends, and there is none to be had."""
        self.page.evaluate(PULL_OUT)

    def plug_in(self) -> None:
        self.page.evaluate("() => { window.pulledOut = false }")

    def heard(self, target: Path) -> Path:
        sound = base64.b64decode(self.page.evaluate(HEARD))
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(sound)
        return target

    def loudness(self) -> float:
        return float(
            self.page.evaluate("() => window.heard.flat().reduce((most, one) => Math.max(most, Math.abs(one)), 0)")
        )


@contextmanager
def chromium(
    address: str, microphone: Path, *, checked: bool = True, refused: bool = False
) -> Iterator[BrowserContext]:
    """`refused`: the person, or the system's policy, does not let the page have the microphone."""
    flags = [*FLAGS, f"--use-file-for-fake-audio-capture={microphone}%noloop"]
    if refused:
        flags = [
            flag.replace("--use-fake-ui-for-media-stream", "--use-fake-ui-for-media-stream=deny") for flag in flags
        ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        context = browser.new_context(viewport=SIZE, color_scheme="light", locale="zh-CN", base_url=address)
        context.grant_permissions(["notifications"] if refused else ["microphone", "notifications"], origin=address)
        context.add_init_script(EARS)
        if checked:
            context.add_init_script(f"localStorage['hotline.headset'] ??= {json.dumps(CHECKED)}")
        try:
            yield context
        finally:
            browser.close()


def sit_with_headset(page: Page, login: str, password: str, seat: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_text("浏览器电话").click()
    page.get_by_role("button", name=f"入座 {seat}").click()
    expect(page.get_by_text("电话已就绪")).to_be_visible(timeout=15_000)


def state(page: Page, name: str, within_s: float = 20) -> None:
    expect(page.locator(".state-name")).to_have_text(name, timeout=within_s * 1000)
