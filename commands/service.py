"""Bring one instance up, tell when it is ready, and take it down again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from redis import RedisError
from rq import Worker

from commands.instance import TEMPLATES, Instance, exchange_plan, log_dir, prepare
from commands.running import Refusal
from commands.supervision import control, start_supervisor, supervisor_pid
from config.settings import Settings
from exchange import prompts
from exchange.process import Exchange, PortInUse
from exchange.process import prepare as make_folders
from exchange.render import render
from store.feed import open_redis

READY_WITHIN_S = 60.0
STOP_WITHIN_S = 40.0
Tell = Callable[[str], None]


@dataclass(slots=True)
class Service:
    """A running instance; `stop` ends what `start` began."""

    settings: Settings
    instance: Instance = field(init=False)
    _supervisor: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Everything that a start needs on disk. Safe to repeat, also beside a running service."""
        self.instance = prepare(self.settings)
        plan = exchange_plan(self.instance)
        prompts.build(self.settings.config_dir / "prompts.toml", plan.paths.sounds, plan.paths.moh)
        render(plan, TEMPLATES, plan.paths.etc)

    def start(self) -> None:
        """Raises PortInUse before anything is started."""
        check_ports(self.settings)
        make_folders(exchange_plan(self.instance))
        self._supervisor = start_supervisor(self.instance)

    def wait_ready(self, tell: Tell = lambda _: None) -> None:
        """Tells each part as it comes up. Raises Refusal naming the part that did not, and its log."""
        ends = time.monotonic() + READY_WITHIN_S
        waiting = dict(self._probes())
        while waiting:
            for name in [name for name, ready in waiting.items() if ready()]:
                tell(name)
                del waiting[name]
            self._give_up(ends, list(waiting))
            time.sleep(0.05)

    def stop(self) -> None:
        """Returns when every program has ended, also those that another process started."""
        pid = supervisor_pid(self.settings)
        control(self.settings, "shutdown")
        ends = time.monotonic() + STOP_WITHIN_S
        while _alive(pid, self._supervisor) and time.monotonic() < ends:
            time.sleep(0.05)
        if _alive(pid, self._supervisor):
            os.kill(pid, signal.SIGKILL)

    def _give_up(self, ends: float, names: list[str]) -> None:
        dead = self._supervisor is not None and self._supervisor.poll() is not None
        if names and (dead or time.monotonic() > ends):
            raise Refusal(f"{'、'.join(names)} 没有就绪。请查看日志 {log_dir(self.settings)}。")

    def _probes(self) -> list[tuple[str, Callable[[], bool]]]:
        ports = self.settings.ports
        exchange = Exchange(exchange_plan(self.instance))
        return [
            ("asterisk", exchange.booted),
            ("redis", self._redis_answers),
            ("agi", lambda: listens(self.settings.host, ports.agi)),
            ("seats", self._seats_ready),
            ("transcribe", self._worker_waits),
        ]

    def _redis_answers(self) -> bool:
        try:
            return bool(open_redis(self.settings.redis).ping())
        except RedisError:
            return False

    def _seats_ready(self) -> bool:
        """The page answers and the link to the exchange holds."""
        try:
            with urlopen(f"{address(self.settings)}/health", timeout=2) as answer:  # noqa: S310 - our own http
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _worker_waits(self) -> bool:
        try:
            return Worker.count(connection=open_redis(self.settings.redis)) >= self.settings.workers
        except RedisError:
            return False


def _alive(pid: int, child: subprocess.Popen[bytes] | None) -> bool:
    if child is not None:
        return child.poll() is None
    return pid > 0 and Path(f"/proc/{pid}").exists()


def address(settings: Settings) -> str:
    return f"http://{settings.host}:{settings.ports.web}"


def listens(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.3)
        return probe.connect_ex((host, port)) == 0


def check_ports(settings: Settings) -> None:
    """Every port that we are going to take is free. Raises PortInUse for the first that is not."""
    ports = settings.ports
    wanted = {"网页": ports.web, "AGI": ports.agi, "AMI": ports.ami, "WebSocket": ports.asterisk_http}
    if not settings.redis_url:
        wanted["Redis"] = ports.redis
    for use, port in wanted.items():
        if listens(settings.host, port):
            raise PortInUse(port, use)
