"""A seat in a real browser, without our front-end: Chromium carries the sound (WebRTC), this file speaks SIP for it."""

from __future__ import annotations

import hashlib
import os
import re
import signal
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright
from websockets.sync.client import connect

from exchange.plan import ExchangePlan

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required", "--allow-loopback-in-peer-connection", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip

ANSWER = """async offer => {
  const sound = await navigator.mediaDevices.getUserMedia({audio: {
    echoCancellation: false, noiseSuppression: false, autoGainControl: false}});
  const peer = window.peer = new RTCPeerConnection();
  peer.ontrack = event => { const out = new Audio(); out.srcObject = event.streams[0]; out.play(); window.out = out; };
  await peer.setRemoteDescription({type: 'offer', sdp: offer});
  sound.getTracks().forEach(track => peer.addTrack(track, sound));
  await peer.setLocalDescription(await peer.createAnswer());
  while (peer.iceGatheringState !== 'complete') await new Promise(done => setTimeout(done, 20));
  return peer.localDescription.sdp;
}"""
HEARD = """async () => {
  for (const report of (await peer.getStats()).values())
    if (report.type === 'inbound-rtp') return report.totalAudioEnergy || 0;
  return 0;
}"""


class BrowserSeat:
    """Registers `<number>w`; its microphone is `microphone`, a 48 kHz WAV that starts when the seat answers."""

    def __init__(self, plan: ExchangePlan, number: str, microphone: Path) -> None:
        self._password = next(seat.browser_password for seat in plan.seats if seat.number == number)
        self._user, self._realm = f"{number}w", f"sip:{plan.bind}"
        self._mark = f"--hotline-seat={uuid4()}"
        self._flags = [*FLAGS, self._mark, f"--use-file-for-fake-audio-capture={microphone}%noloop"]
        self._address = f"{plan.bind}:{plan.ports.http}"

    def __enter__(self) -> BrowserSeat:
        with ExitStack() as parts:
            chromium = parts.enter_context(sync_playwright()).chromium
            browser = chromium.launch(executable_path=CHROMIUM, args=self._flags)
            parts.callback(browser.close)
            self._page: Page = browser.new_page()
            # A page of this machine: only such an address, or https, may use a microphone.
            self._page.goto(f"http://{self._address}/")
            socket = connect(f"ws://{self._address}/ws", subprotocols=["sip"])  # type: ignore[list-item]
            self._socket = parts.enter_context(socket)
            challenge = self._register("")
            assert _status(challenge) == "401"
            assert _status(self._register(self._authorization(challenge))) == "200"
            self._parts = parts.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parts.close()

    def says_that_it_is_there(self) -> None:
        """If Asterisk has asked: else the seat is offline after some seconds."""
        with suppress(TimeoutError):
            message = str(self._socket.recv(timeout=0.2))
            assert message.startswith("OPTIONS")
            self._reply(message, "")

    def wait_until_ringing(self) -> str:
        self._invite = self._request("INVITE")
        return self._invite

    def accept(self) -> None:
        sdp = self._page.evaluate(ANSWER, self._invite.split("\r\n\r\n", 1)[1])
        self._reply(self._invite, sdp)
        self._request("ACK")

    def wait_until_ended(self) -> None:
        self._reply(self._request("BYE"), "")

    def kill(self) -> None:
        """As `kill -9` of the browser: neither good-bye nor another packet."""
        kill_browser(self._mark)
        self._socket.close()

    def energy_heard(self) -> float:
        return float(self._page.evaluate(HEARD))

    def _register(self, authorization: str) -> str:
        lines = [
            f"REGISTER {self._realm} SIP/2.0",
            f"Via: SIP/2.0/WS seat.invalid;branch=z9hG4bK{len(authorization)}",
            "Max-Forwards: 70",
            f"From: <sip:{self._user}@{self._realm[4:]}>;tag=seat",
            f"To: <sip:{self._user}@{self._realm[4:]}>",
            f"Call-ID: {self._user}",
            f"CSeq: {1 + bool(authorization)} REGISTER",
            f"Contact: <sip:{self._user}@seat.invalid;transport=ws>",
            *([f"Authorization: {authorization}"] if authorization else []),
            "Content-Length: 0\r\n\r\n",
        ]
        self._socket.send("\r\n".join(lines))
        return self._receive()

    def _authorization(self, challenge: str) -> str:
        realm, nonce = (re.search(rf'{key}="([^"]+)"', challenge).group(1) for key in ("realm", "nonce"))  # type: ignore[union-attr]
        secret = _md5(f"{self._user}:{realm}:{self._password}")
        rest = _md5(f"REGISTER:{self._realm}")
        answer = _md5(f"{secret}:{nonce}:00000001:seat:auth:{rest}")
        return (
            f'Digest username="{self._user}", realm="{realm}", nonce="{nonce}", uri="{self._realm}", '
            f'qop=auth, nc=00000001, cnonce="seat", response="{answer}", algorithm=MD5'
        )

    def _request(self, method: str) -> str:
        while not (message := self._receive()).startswith(method):
            pass
        return message

    def _reply(self, request: str, sdp: str) -> None:
        wanted = ("Via:", "From:", "Call-ID:", "CSeq:", "Record-Route:")
        lines = request.split("\r\n\r\n", 1)[0].split("\r\n")
        head = ["SIP/2.0 200 OK", *(line for line in lines if line.startswith(wanted))]
        head += [line if ";tag=" in line else line + ";tag=browser" for line in lines if line.startswith("To:")]
        head += [f"Contact: <sip:{self._user}@seat.invalid;transport=ws>", f"Content-Length: {len(sdp.encode())}"]
        head += ["Content-Type: application/sdp"] if sdp else []
        self._socket.send("\r\n".join(head) + "\r\n\r\n" + sdp)

    def _receive(self) -> str:
        """Asterisk asks from time to time whether the seat is still there."""
        while (message := str(self._socket.recv(timeout=15))).startswith("OPTIONS"):
            self._reply(message, "")
        return message


def kill_browser(mark: str) -> None:
    """The whole of the browser that was started with this flag, and no other one."""
    for program in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (program / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(program.name), signal.SIGKILL)


def _status(answer: str) -> str:
    return answer.split(" ", 2)[1]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
