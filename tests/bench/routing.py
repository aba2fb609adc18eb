"""What our routing costs the caller: the same call with and without our AGI server, one after the other."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from commands.instance import TEMPLATES, environment, exchange_plan, prepare
from commands.ports import free_ports
from commands.service import listens
from config.settings import PROJECT, Settings, Waiting
from exchange.phone import Phone
from exchange.plan import ExchangePlan, Trunk
from exchange.process import Exchange
from exchange.prompts import build
from exchange.render import render
from tests.bench.result import Result, compared, limited, median, p99
from tests.e2e.sip import RawCall

ROUTED, BARE = "127.0.0.2", "127.0.0.3"
HEARD, CALLS = 8, 30
SEAT, QUEUE = "37091", "unit-370900"
CITIZEN = b"<sip:05385550100@127.0.0.2>"


class TimedCall(RawCall):
    """Notes when the caller's phone is told that it rings."""

    def _final_answer(self, seconds: float) -> bytes:
        self.sent_at = time.monotonic()
        self._socket.settimeout(seconds)
        while True:
            got = self._socket.recv(65536)
            if got.startswith(b"SIP/2.0 180"):
                self.ringing_ms = (time.monotonic() - self.sent_at) * 1000
            elif not got.startswith(b"SIP/2.0 1"):
                self._speak(got)
                return got

    def _speak(self, answer: bytes) -> None:
        """One packet of silence: Asterisk's Answer() waits half a second for a phone that says nothing."""
        port = re.search(rb"\r\nm=audio (\d+)", answer)
        if port is not None:
            silence = struct.pack("!BBHII", 0x80, 0, 1, 160, 12389) + b"\xff" * 160
            self._socket.sendto(silence, (self._server[0], int(port[1])))


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    heard = _calls(HEARD, True, tell)
    told, rung, decisions = _calls(CALLS, False, tell)
    yield compared(
        "INVITE→180 of the seat, as callers hear it, median", *(median(heard[1][t]) for t in (ROUTED, BARE)), "ms", 1.10
    )
    yield compared(
        "INVITE→180 of the seat, announcement left out, median", *(median(rung[t]) for t in (ROUTED, BARE)), "ms", None
    )
    yield compared(
        "INVITE→180 of our own at the caller, median", *(median(told[t]) for t in (ROUTED, BARE)), "ms", None
    )
    yield limited("routing decision over FastAGI, p99", p99(decisions), "ms", 20.0)


Figures = dict[str, list[float]]


def _calls(count: int, announced: bool, tell: Callable[[str], None]) -> tuple[Figures, Figures, list[float]]:
    told: Figures = {ROUTED: [], BARE: []}
    rung: Figures = {ROUTED: [], BARE: []}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, _exchange(Path(folder), announced) as exchange:
        with _seat(exchange.plan) as seat:
            for n in range(count):
                # Each goes first as often as the other: what a call leaves behind must not fall on one of them.
                for trunk in (ROUTED, BARE) if n % 2 else (BARE, ROUTED):
                    told_ms, rung_ms = _one_call(exchange, seat, trunk)
                    told[trunk].append(told_ms)
                    rung[trunk].append(rung_ms)
                tell(f"{n + 1}/{count}")
        return told, rung, [_decision_ms(exchange.plan) for _ in range(500)]


def _one_call(exchange: Exchange, seat: Phone, trunk: str) -> tuple[float, float]:
    # A seat that app_queue still takes for busy would make the caller wait, and hear it.
    _until(lambda: "(Not in use)" in exchange.command(f"queue show {QUEUE}"))
    with TimedCall((exchange.plan.bind, exchange.plan.ports.sip), trunk, CITIZEN) as call:
        ringing = seat.wait_until_ringing()
        figures = call.ringing_ms, (ringing.at - call.sent_at) * 1000
    seat.wait_until_ended()
    return figures


def _decision_ms(plan: ExchangePlan) -> float:
    """One whole FastAGI session, as Asterisk holds it: question, variables, rows written, goodbye."""
    import socket

    call_id = f"{time.time_ns() / 1e9:.6f}"
    lines = {"network_script": "inbound", "request": "agi://127.0.0.1/inbound", "extension": "053812389",
             "callerid": "05385550100", "arg_1": call_id, "arg_2": "370900"}  # fmt: skip
    asked = "".join(f"agi_{name}: {value}\n" for name, value in lines.items()) + "\n"
    began = time.perf_counter()
    with socket.create_connection((plan.agi_host, plan.ports.agi), timeout=5) as link:
        link.sendall(asked.encode())
        while link.recv(4096):
            link.sendall(b"200 result=1\n")
    return (time.perf_counter() - began) * 1000


@contextmanager
def _exchange(folder: Path, announced: bool) -> Iterator[Exchange]:
    settings = Settings(
        state_dir=folder / "state", ports=free_ports(), seats_start_paused=False, clock_offset_s=_to_open_hours(),
        waiting=Waiting(wrap_up_s=0),
    )  # fmt: skip
    instance = prepare(settings)
    plan = exchange_plan(instance)
    plan = replace(plan, trunks=(Trunk("routed", ROUTED, "370900"), Trunk("bare", BARE, "370900")))
    build(settings.config_dir / "prompts.toml", plan.paths.sounds, plan.paths.moh)
    render(plan, TEMPLATES, plan.paths.etc)
    _add_bare_context(plan.paths.etc, announced)
    agi = subprocess.Popen(
        [sys.executable, "-m", "agi"], env=environment(settings), cwd=PROJECT, stderr=subprocess.DEVNULL
    )
    exchange = Exchange(plan)
    try:
        exchange.start()
        _until(lambda: listens(plan.agi_host, plan.ports.agi))
        yield exchange
    finally:
        exchange.stop()
        agi.terminate()
        agi.wait(10)


def _add_bare_context(etc: Path, announced: bool) -> None:
    """The same dialplan without the question to us."""
    path = etc / "extensions.conf"
    text = path.read_text(encoding="utf-8")
    if not announced:
        text = text.replace(" same => n,Playback(hotline/recorded)\n", "")
    section = re.search(r"\[from-trunk\]\n.*?(?=\n\[)", text, re.S)
    assert section is not None
    bare = re.sub(r"^.*(AGI\(|AGISTATUS|AGIEXIT).*\n", "", section[0].replace("[from-trunk]", "[bare]"), flags=re.M)
    path.write_text(
        text + "\n" + bare.replace("Goto(hotline,unrouted,1)", "Goto(hotline,s,1)") + "\n", encoding="utf-8"
    )
    pjsip = etc / "pjsip.conf"
    told = pjsip.read_text(encoding="utf-8").replace(
        "[trunk-bare](trunk)\n", "[trunk-bare](trunk)\ncontext = bare\n", 1
    )
    pjsip.write_text(told, encoding="utf-8")


@contextmanager
def _seat(plan: ExchangePlan) -> Iterator[Phone]:
    password = next(seat.password for seat in plan.seats if seat.number == SEAT)
    with Phone(f"{plan.bind}:{plan.ports.sip}", SEAT, password=password) as phone:
        yield phone


def _to_open_hours() -> float:
    from datetime import UTC, datetime

    from cases.clock import CHINA

    return (datetime(2026, 3, 12, 10, 0, tzinfo=CHINA) - datetime.now(UTC)).total_seconds()


def _until(what: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not what():
        if time.monotonic() > ends:
            raise RuntimeError("what the benchmark needs did not come up")
        time.sleep(0.05)
