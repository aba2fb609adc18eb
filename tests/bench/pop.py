"""From `AgentCalled` at our link to the message on the desk's WebSocket: the real `python -m seats`, a scripted
exchange with all 4,178 memberships, 422 signed-in desks that listen."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from cases.units import Directory, queue_name
from commands.instance import Instance, environment, prepare
from commands.ports import free_ports
from commands.service import address
from config.settings import PROJECT, Settings
from store.sealing import secret_for
from tests.bench.result import Result, limited, median, p99
from tests.fakes import ami_peer
from tests.fakes.ami_scenes import packs
from web.sessions import COOKIE, Sessions

RINGS = 400
MEMBER = """Event: QueueMember
Queue: {queue}
Name: {seat}
Location: PJSIP/{seat}
StateInterface: PJSIP/{seat}
Membership: static
Penalty: {penalty}
CallsTaken: 0
LastCall: 0
LastPause: 0
LoginTime: 0
InCall: 0
Status: 1
Paused: 0
PausedReason:
Wrapuptime: 0
ActionID: q"""


class Loaded(ami_peer.AmiPeer):
    """An exchange whose queues are all full of seats that are free."""

    def __init__(self, directory: Directory, port: int) -> None:
        self._queues = [
            MEMBER.format(queue=queue_name(unit.code), seat=seat.number, penalty=penalty).replace("\n", "\r\n").encode()
            for unit in directory
            for seat, penalty in directory.members(unit.code)
        ]
        super().__init__(port=port)

    def lists(self, action: str, action_id: str) -> bytes:
        plain = super().lists(action, action_id)
        if action != "QueueStatus":
            return plain
        first, _, rest = plain.partition(b"\r\n\r\n")
        end = rest[rest.index(b"Event: QueueStatusComplete") :]
        members = b"\r\n\r\n".join(self._queues).replace(b"ActionID: q", f"ActionID: {action_id}".encode())
        return b"\r\n\r\n".join([first, members, end])


def run(tell: Callable[[str], None]) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings(state_dir=Path(folder) / "state", ports=free_ports())
        instance = prepare(settings)
        secrets = {user: secret_for(instance.key, f"ami.{user}") for user in ("reader", "actor")}
        ami_peer.SECRETS.update(secrets)
        tokens = _sign_everybody_in(instance)
        tell(f"{len(tokens)} 个坐席已登录")
        with Loaded(instance.directory, settings.ports.ami) as peer, seats(settings):
            figures = asyncio.run(_ring(instance, peer, tokens, tell))
    yield limited(f"AgentCalled→desk's WebSocket, {len(tokens)} desks, p99", p99(figures), "ms", 50.0)
    yield limited(f"AgentCalled→desk's WebSocket, {len(tokens)} desks, median", median(figures), "ms", 50.0)


def _sign_everybody_in(instance: Instance) -> dict[str, str]:
    """Seat → the cookie of who sits there."""
    sessions, people = Sessions(instance.store), {}
    with instance.store.work() as work:
        for row in work.seats.all():
            person = work.people.put(f"p{row.number}", name="甲", password_hash="-", role="operator", unit=row.unit)
            work.seats.sit(row, person.id, work.now)
            people[row.number] = person.id
        work.commit()
    return {seat: sessions.open(person) for seat, person in people.items()}


async def _ring(instance: Instance, peer: Loaded, tokens: dict[str, str], tell: Callable[[str], None]) -> list[float]:
    desks = {seat: await _open(instance.settings, token) for seat, token in tokens.items()}
    figures: list[float] = []
    cities = [seat for seat in desks if instance.directory.unit_of_seat(seat).seats == 1]
    for n in range(RINGS):
        seat = cities[n % len(cities)]
        unit = instance.directory.unit_of_seat(seat).code
        ring, rest = scene(seat, unit, n)
        peer.tell(*ring)
        figures.append(await _popped(desks[seat]))
        peer.tell(*rest)
        if n % 100 == 99:
            tell(f"{n + 1}/{RINGS}")
    for desk in desks.values():
        await desk.close()
    return figures


async def _open(settings: Settings, token: str) -> ClientConnection:
    home = address(settings)
    desk = await connect(
        home.replace("http", "ws", 1) + "/ws/desk",
        origin=Origin(home),
        additional_headers={"Cookie": f"{COOKIE}={token}"},
    )
    await asyncio.wait_for(desk.recv(), 20)
    return desk


async def _popped(desk: ClientConnection) -> float:
    """Milliseconds from the link's clock at AgentCalled to ours at the message."""
    async with asyncio.timeout(20):
        while True:
            message = json.loads(await desk.recv())
            at = time.time()
            if message["type"] == "call":
                return (at - datetime.fromisoformat(message["call"]["rang_at"]).timestamp()) * 1000


def scene(seat: str, unit: str, n: int) -> tuple[list[bytes], list[bytes]]:
    """A caller who rings a seat, and who gives up afterwards."""
    call = f"{1_795_400_000 + n}"
    told = [
        pack.replace(b"1795337041.", f"{call}.".encode())
        .replace(b"unit-370900", queue_name(unit).encode())
        .replace(b"37091", seat.encode())
        .replace(b"trunk-test-00000004", f"trunk-test-{n:08x}".encode())
        for pack in packs("abandoned")
    ]
    called = next(i for i, pack in enumerate(told) if pack.startswith(b"Event: AgentCalled")) + 1
    return told[:called], told[called:]


@contextmanager
def seats(settings: Settings) -> Iterator[None]:
    command = [sys.executable, "-m", "seats"]
    process = subprocess.Popen(command, env=environment(settings), cwd=PROJECT, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 30
        while not _healthy(settings):
            if time.monotonic() > ends or process.poll() is not None:
                raise RuntimeError("python -m seats did not come up")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _healthy(settings: Settings) -> bool:
    try:
        with urlopen(f"{address(settings)}/health", timeout=2) as answer:  # noqa: S310 - our own http
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
