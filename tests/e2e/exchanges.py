"""Small exchanges for tests: one ministry, one province, two cities, levels that open after seconds."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from exchange.plan import ExchangePlan, Message, Paths, Ports, Seat, Secrets, Tiers, Trunk, Unit
from tests.e2e.phones import TRUNK

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "asterisk-conf"
PREFIX = ROOT / "var" / "tools" / "asterisk"

UNITS = (
    Unit("000000", "公安部", "ministry"),
    Unit("370000", "山东省", "province", "000000"),
    Unit("370900", "泰安市", "city", "370000"),
    Unit("371000", "威海市", "city", "370000"),
)
SEATS = tuple(
    Seat(number, unit, f"secret-{number}")
    for number, unit in (("00001", "000000"), ("37001", "370000"), ("37091", "370900"), ("37101", "371000"))
)
QUICK = Tiers(province_after_s=3, ministry_after_s=6, ring_s=3, give_up_after_s=10, wrap_up_s=0)
SHORT = Message(max_s=60, silence_s=2)

PROMPTS = """
[prompts."hotline/recorded"]
pinyin = "lu4 yin1"
[prompts."hotline/leave-message"]
pinyin = "xia4 ban1 le5"
[prompts."hotline/busy-message"]
pinyin = "quan2 mang2"
[prompts."hotline/thanks"]
pinyin = "xie4 xie5"
[prompts."queue-youarenext"]
pinyin = "xia4 yi2 wei4"
[prompts."queue-thereare"]
pinyin = "di4"
[prompts."queue-callswaiting"]
pinyin = "wei4"
[prompts."digits/2"]
pinyin = "er4"
"""


def plan_in(
    folder: Path, sounds: Path, *, units: tuple[Unit, ...] = UNITS, seats: tuple[Seat, ...] = SEATS,
    tiers: Tiers = QUICK, paused: bool = False,
) -> ExchangePlan:  # fmt: skip
    paths = Paths(
        etc=folder / "etc", run=folder / "run", log=folder / "log", spool=folder / "spool",
        sounds=sounds / "sounds", moh=sounds / "music", prefix=PREFIX,
    )  # fmt: skip
    return ExchangePlan(
        units, seats, (Trunk("taian", TRUNK, "370900"),), _free_ports(), paths, Secrets("reader-1", "actor-1"),
        tiers=tiers, message=SHORT, seats_start_paused=paused,
    )  # fmt: skip


def speech(folder: Path, name: str, pinyin: str, pitch: int = 50) -> Path:
    """A sentence on the telephone, 8 kHz mono."""
    loud, target = folder / f"{name}-loud.wav", folder / f"{name}.wav"
    voice = ["espeak-ng", "-v", "cmn-latn-pinyin", "-p", str(pitch), "-s", "200", "-w", str(loud), pinyin]
    subprocess.run(voice, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}, capture_output=True)
    subprocess.run(["sox", str(loud), "-r", "8000", "-c", "1", "-b", "16", str(target), "gain", "-n", "-6"], check=True)
    return target


def wait_until(what: Callable[[], object], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "what was waited for did not happen"
        time.sleep(0.05)


class AgiServer:
    """The other end of FastAGI, as badly behaved as a test wants."""

    def __init__(self, port: int, talk: Callable[[socket.socket], None]) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._talk = talk
        self._open: list[socket.socket] = []
        self.paths: list[str] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> AgiServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            connection.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        try:
            head = b""
            while not head.endswith(b"\n\n") and (got := connection.recv(4096)):
                head += got
            self.paths.append(head.split(b"agi_network_script: ")[-1].split(b"\n")[0].decode())
            self._talk(connection)
        except OSError:
            return


def never_answers(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def sets(**variables: str) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        for name, value in variables.items():
            connection.sendall(f'SET VARIABLE {name} "{value}"\n'.encode())
            connection.recv(4096)
        connection.close()

    return talk


def _free_ports() -> Ports:
    sip = _free(socket.SOCK_DGRAM)
    agi, ami, http = (_free(socket.SOCK_STREAM) for _ in range(3))
    return Ports(sip, agi, ami, http, rtp_start=12000, rtp_end=21998)


def _free(kind: socket.SocketKind) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
