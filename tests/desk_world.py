"""A desk service on a database of its own, with a scripted exchange in place of the AMI link."""

from __future__ import annotations

import asyncio
import atexit
import json
import random
import shutil
import tempfile
import threading
import wave
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from queue import Queue
from typing import Any, TypeVar

import httpx
from redis import Redis
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from cases.clock import clock
from cases.decisions import Levels
from cases.registration import Book
from cases.second_factor import OFFERED, Demands
from cases.units import Directory
from config.alarms import load_limits
from config.dispatch import load_dispatch
from config.load import load_calendar, load_categories, load_directory, load_dispositions
from config.settings import PROJECT
from recordings.vault import Vault
from seats.board.watch import WatchPlan
from seats.dispatch.building import DispatchPlan
from seats.matters.building import MatterRules
from seats.service import DeskService
from seats.serving import listen, server
from store import schema
from store.database import open_database
from store.feed import RedisBell, open_redis
from store.sealing import Sealer
from store.unit_of_work import Bell, Silence, Store
from tests.fakes.scripted_link import CALLER, TAIAN, ScriptedLink
from web.sessions import COOKIE, Sessions

JINAN, SHANDONG, MINISTRY = "370100", "370000", "000000"
SEAT, JINAN_SEAT, SHANDONG_SEAT = "37091", "37011", "37001"
KEY = bytes(range(32))
PATIENCE_S = 30
"""A loaded machine may be slow; what hangs is found out all the same."""


T = TypeVar("T")


class Served:
    """A real uvicorn on a free port, in a thread."""

    def __init__(self, service: DeskService, port: int = 0) -> None:
        self._service = service
        self._listener = listen("127.0.0.1", port)
        self.port = int(self._listener.getsockname()[1])
        self.address = f"127.0.0.1:{self.port}"
        self._server = server(service.app)
        self._up: Queue[asyncio.AbstractEventLoop] = Queue()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    async def _serve(self) -> None:
        self._up.put(asyncio.get_running_loop())
        async with self._service.running():
            await self._server.serve(sockets=[self._listener])

    def start(self) -> None:
        self._thread.start()
        self._loop = self._up.get(timeout=10)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive(), "the service did not stop"

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """To its end, in the loop of the service."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def do(self, script: Callable[..., object], *args: object, **kwargs: object) -> object:
        """Runs a step of the script where the link would: in the loop of the service."""

        async def step() -> object:
            return script(*args, **kwargs)

        return asyncio.run_coroutine_threadsafe(step(), self._loop).result(10)


class Watched:
    """A desk's WebSocket as a browser has it."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def next(self, timeout: float = 10) -> dict[str, Any]:
        return dict(json.loads(self.connection.recv(timeout=timeout)))

    def until(self, kind: str) -> dict[str, Any]:
        """The next message of that kind; the ones before it may be anything."""
        for _ in range(50):
            message = self.next()
            if message["type"] == kind:
                return message
        raise AssertionError(f"no {kind}")

    def closed_with(self) -> int:
        """The code with which the service closes; what it said before is dropped."""
        try:
            while True:
                self.next()
        except ConnectionClosed as closed:
            assert closed.rcvd is not None, "the service went away without a word"
            return closed.rcvd.code


@dataclass
class World:
    store: Store
    directory: Directory
    link: ScriptedLink
    service: DeskService
    vault: Path
    demands: Demands = field(default_factory=lambda: OFFERED)
    people: dict[str, int] = field(default_factory=dict)
    served: Served = field(init=False)
    client: httpx.Client = field(init=False)

    @property
    def ours(self) -> dict[str, str]:
        return {"Origin": f"http://{self.served.address}"}

    def person(self, login: str, unit: str = TAIAN, role: str = "operator", name: str = "王小芳") -> int:
        with self.store.work() as work:
            row = work.people.put(login, name=name, password_hash="-", role=role, unit=unit)
            work.commit()
        self.people[login] = row.id
        return row.id

    def sign_in(self, login: str) -> dict[str, str]:
        """Headers of a signed-in browser; many can share the one client."""
        token = Sessions(self.store).open(self.people[login])
        return self.ours | {"Cookie": f"{COOKIE}={token}"}

    def sit(self, login: str, seat: str) -> dict[str, str]:
        headers = self.sign_in(login)
        answer = self.client.post("/api/seat", json={"seat": seat}, headers=headers)
        assert answer.status_code == 200, answer.text
        return headers

    @contextmanager
    def desk(self, headers: dict[str, str], path: str = "/ws/desk") -> Iterator[Watched]:
        with connect(f"ws://{self.served.address}{path}", additional_headers=headers) as connection:
            yield Watched(connection)

    def call_row(self, call_id: str, unit: str = TAIAN, caller: str = CALLER, at: datetime | None = None) -> None:
        with self.store.work() as work:
            arrived = at or work.now
            work.calls.arrived(call_id, unit=unit, called="053812389", caller=caller, action="queue", at=arrived)
            work.commit()

    def recording(self, call_id: str, n: int, side: str, seconds: float = 3.0) -> Path:
        """A file in the vault, and its row, as the keeper leaves them: noise, another one for each segment."""
        self.vault.mkdir(exist_ok=True)
        source = self.vault / "made.wav"
        speak(source, seconds, seed=f"{call_id}.{n}.{side}")
        with self.store.work() as work:
            (row,) = work.segments.open(call_id, n, [side], work.now)
            kept = Vault(self.vault).keep(source, row.id, row.opened_at, alive=True)
            row.state, row.file, row.sha256 = "kept", kept.file, kept.sha256
            row.bytes, row.seconds = source.stat().st_size, seconds
            work.commit()
        return Vault(self.vault).path(kept.file)

    def stop(self) -> None:
        self.served.stop()

    def start_again(self) -> None:
        """At the same address; the exchange went on meanwhile."""
        redis = open_redis("redis://127.0.0.1:1/0")
        self.service = build_service(self.store, self.link, redis, self.vault, demands=self.demands)
        self.served = Served(self.service, self.served.port)
        self.served.start()

    def now(self, script: Callable[..., object], *args: object, **kwargs: object) -> object:
        return self.served.do(script, *args, **kwargs)


def speak(path: Path, seconds: float, seed: str) -> None:
    """8 kHz mono, quiet."""
    sound = random.Random(seed).randbytes(int(seconds * 8000))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(byte for low in sound for byte in (low, 0)))


@cache
def _blank() -> Path:
    """A database with all seats and nothing else, made once and copied for each test."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = open_database(f"sqlite:///{folder / 'hotline.db'}")
    schema.upgrade(engine)
    store = Store(engine, Sealer(KEY), clock(), Silence())
    with store.work() as work:
        work.seats.provision((seat.number, seat.unit) for seat in directory().all_seats())
        work.commit()
    engine.dispose()
    return folder / "hotline.db"


@cache
def directory() -> Directory:
    return load_directory(PROJECT / "config" / "units.csv")


@cache
def rules() -> MatterRules:
    config = PROJECT / "config"
    categories, dispositions = (
        load_categories(config / "categories.csv"),
        load_dispositions(config / "dispositions.csv"),
    )
    return MatterRules(Book(categories, dispositions, directory()), load_calendar(config / "holidays.csv"))


def new_store(folder: Path, bell: Bell | None = None) -> Store:
    shutil.copy(_blank(), folder / "hotline.db")
    return Store(open_database(f"sqlite:///{folder / 'hotline.db'}"), Sealer(KEY), clock(), bell or Silence())


def watch_plan(folder: Path) -> WatchPlan:
    return WatchPlan(load_limits(PROJECT / "config" / "alarms.toml", disk_mb=1), (folder,))


@cache
def dispatch_plan() -> DispatchPlan:
    return DispatchPlan(load_dispatch(PROJECT / "config" / "dispatch.toml"), Levels())


NO_EXCHANGE = "ws://127.0.0.1:1/ws"


def build_service(
    store: Store, link: ScriptedLink, redis: Redis, vault: Path, sip: str = NO_EXCHANGE, demands: Demands = OFFERED
) -> DeskService:
    watch = watch_plan(vault.parent)
    service = DeskService(store, directory(), rules(), link, redis, vault, sip, watch, dispatch_plan(), demands=demands)
    link.on_change(service.changed)
    return service


@contextmanager
def open_world(
    folder: Path, redis_url: str = "redis://127.0.0.1:1/0", sip: str = NO_EXCHANGE, demands: Demands = OFFERED
) -> Iterator[World]:
    """By default without Redis: nothing of the desk may need it."""
    redis = open_redis(redis_url)
    store = new_store(folder, RedisBell(redis))
    link = ScriptedLink(directory(), datetime.now(UTC))
    vault = folder / "vault"
    world = World(store, directory(), link, build_service(store, link, redis, vault, sip, demands), vault, demands)
    world.served = Served(world.service)
    world.served.start()
    try:
        with httpx.Client(base_url=f"http://{world.served.address}", timeout=PATIENCE_S) as client:
            world.client = client
            yield world
    finally:
        world.served.stop()
        redis.close()
        store.engine.dispose()
