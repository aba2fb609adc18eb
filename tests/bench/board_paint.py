"""From an event of the exchange to the tile that is painted in a real Chromium, and of the same event to the bytes on
a bare socket: the real `python -m seats`, a scripted exchange, one board of 422 seats each."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from websockets.sync.client import ClientConnection, connect

from commands.instance import Instance, prepare
from commands.ports import free_ports
from commands.service import address
from config.settings import Settings
from store.sealing import secret_for
from tests.bench.pop import Loaded, scene, seats
from tests.bench.result import Result, compared, limited, median, p99
from tests.fakes import ami_peer
from web.sessions import COOKIE, Sessions

EVENTS, WARM_UP = 120, 8
# Painted: the frame after the change has been made, and its pixels handed on.
WATCH = """() => {
  window.painted = {}
  const note = (key) => { const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => { window.painted[key] = performance.timeOrigin + performance.now() }
    port2.postMessage(0) }
  new MutationObserver((changes) => changes.forEach(({ target }) => {
    const key = `${target.dataset.key} ${target.dataset.state}`
    requestAnimationFrame(() => note(key))
  })).observe(document.querySelector('.wall'), { subtree: true, attributes: true, attributeFilter: ['data-state'] })
}"""
PAINTED = """(key) => new Promise((done) => {
  const look = () => (window.painted[key] ? done(window.painted[key]) : setTimeout(look, 5))
  look()
})"""


def measure(tell: Callable[[str], None]) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings(state_dir=Path(folder) / "state", ports=free_ports())
        instance = prepare(settings)
        ami_peer.SECRETS.update({user: secret_for(instance.key, f"ami.{user}") for user in ("reader", "actor")})
        token = _supervisor(instance)
        with Loaded(instance.directory, settings.ports.ami) as peer, seats(settings):
            bytes_ms, painted_ms = _events(instance, peer, token, tell)
    yield compared("AMI event→board painted ÷ →bytes, p50", median(painted_ms), median(bytes_ms), "ms", 2.0)
    yield limited("AMI event→board painted, p99", p99(painted_ms), "ms", 150.0)


def _supervisor(instance: Instance) -> str:
    with instance.store.work() as work:
        ministry = instance.directory.ministry.code
        person = work.people.put("boss", name="甲", password_hash="-", role="supervisor", unit=ministry)
        work.commit()
    return Sessions(instance.store).open(person.id)


def _events(
    instance: Instance, peer: Loaded, token: str, tell: Callable[[str], None]
) -> tuple[list[float], list[float]]:
    home = address(instance.settings)
    headers = {"Cookie": f"{COOKIE}={token}", "Origin": home}
    on_wire: list[float] = []
    on_screen: list[float] = []
    with (
        sync_playwright() as playwright,
        connect(home.replace("http", "ws", 1) + "/ws/board", additional_headers=headers, max_size=None) as bare,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = _board(browser, home, token)
        cities = [seat for seat in instance.directory.all_seats() if instance.directory.unit(seat.unit).seats == 1]
        for n in range(EVENTS + WARM_UP):
            seat = cities[n % len(cities)]
            ring, rest = scene(seat.number, seat.unit, n)
            begun = time.time()
            peer.tell(*ring)
            heard = _heard(bare, seat.number)
            painted = page.evaluate(PAINTED, f"{seat.number} ringing") / 1000
            peer.tell(*rest)
            _heard(bare, seat.number, "ready")
            if n >= WARM_UP:
                on_wire.append((heard - begun) * 1000)
                on_screen.append((painted - begun) * 1000)
            if n % 40 == 39:
                tell(f"{n + 1}/{EVENTS + WARM_UP}")
        browser.close()
    return on_wire, on_screen


def _board(browser: Browser, home: str, token: str) -> Page:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    context.add_cookies([{"name": COOKIE, "value": token, "url": home}])
    page = context.new_page()
    page.goto(f"{home}/desk/board")
    page.wait_for_selector(".tile[data-key]")
    page.evaluate(WATCH)
    return page


def _heard(bare: ClientConnection, seat: str, state: str = "ringing") -> float:
    while True:
        text = bare.recv(20)
        at = time.time()
        for row in json.loads(text).get("put", {}).get("seats", ()):
            if (row["number"], row["state"]) == (seat, state):
                return at
