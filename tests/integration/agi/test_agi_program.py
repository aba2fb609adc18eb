"""`python -m agi` as the supervisor runs it: starts, refuses to start, ends, and is killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import schema
from store.database import open_database
from store.sealing import make_key
from tests.fakes.agi_peer import Exchange, ask, connect, headers
from tests.integration.agi.conftest import CONFIG, NIGHT, WORKING
from tests.integration.conftest import free_port

ROOT = CONFIG.parent
READY = "呼叫路由已就绪"
CALL = "1763773200.1"
Start = Callable[..., "Program"]


class Program:
    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("HOTLINE_")}
        self.port = int(environment["HOTLINE_PORTS__AGI"])
        self._process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=inherited | environment, text=True,
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    @property
    def address(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    def ready(self) -> Program:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if READY in line:
                return self
        raise AssertionError("it ended without being ready")

    def ends(self) -> tuple[int, str]:
        said = self._process.communicate(timeout=20)[1]
        return self._process.returncode, said

    def end_by(self, end: signal.Signals) -> tuple[int, str]:
        self.signal(end)
        return self.ends()

    def signal(self, which: signal.Signals) -> None:
        self._process.send_signal(which)

    def listens(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(5)
            return probe.connect_ex(self.address) == 0

    def until(self, listening: bool) -> None:
        ends = time.monotonic() + 20
        while self.listens() is not listening:
            assert time.monotonic() < ends, f"still not listening={listening}"
            time.sleep(0.05)

    def clear_away(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate(timeout=20)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """An instance's folder as `./hotline up` leaves it."""
    make_key(tmp_path / "sealing.key")
    engine = open_database(f"sqlite:///{tmp_path / 'hotline.db'}")
    schema.upgrade(engine)
    engine.dispose()
    return tmp_path


@pytest.fixture
def start(state: Path) -> Iterator[Start]:
    """Redis is away in all of these tests. `command` in place of `-m agi`; other names are settings."""
    started: list[Program] = []

    def begin(*command: str, **changed: str) -> Program:
        settings = {
            "HOTLINE_STATE_DIR": str(state),
            "PYTHONUNBUFFERED": "1",
            "HOTLINE_PORTS__AGI": str(free_port()),
            "HOTLINE_PORTS__REDIS": str(free_port()),
        }
        program = Program(list(command or ("-m", "agi")), settings | changed)
        started.append(program)
        return program

    yield begin
    for program in started:
        program.clear_away()


def rows(state: Path, table: str) -> int:
    with sqlite3.connect(state / "hotline.db") as connection:
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own table names
    connection.close()
    return int(found)


def test_it_says_when_it_is_ready_serves_and_ends_at_sigterm(start: Start, state: Path) -> None:
    program = start().ready()
    assert ask(program.address)["HOTLINE_UNIT"] == "370900"
    status, log = program.end_by(signal.SIGTERM)
    assert status == 0
    assert f'"call_id": "{CALL}"' in log and "13900000000" not in log
    assert rows(state, "events") == 4


@pytest.mark.parametrize(("pretended", "action"), [(WORKING, "queue"), (NIGHT, "message")])
def test_it_goes_by_the_pretended_clock(start: Start, pretended: datetime, action: str) -> None:
    program = start(HOTLINE_CLOCK_OFFSET_S=str((pretended - datetime.now(UTC)).total_seconds())).ready()
    assert ask(program.address)["HOTLINE_ACTION"] == action


def test_a_call_that_is_being_asked_about_is_answered_before_the_end(start: Start, state: Path) -> None:
    program = start().ready()
    with connect(program.address) as peer:
        exchange = Exchange(peer)
        exchange.say(headers())
        first = peer.recv(4096)
        program.signal(signal.SIGTERM)
        program.until(listening=False)
        exchange.say(exchange.answer(first.removesuffix(b"\n")))
        assert set(exchange.answer_all()) == {"HOTLINE_UNIT", "HOTLINE_ACTION"}
    assert program.ends()[0] == 0
    assert rows(state, "events") == 4


def test_a_port_in_use_is_one_message_and_a_status(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said = start(HOTLINE_PORTS__AGI=str(port)).ends()
    assert status == 1
    assert said.startswith(f"无法在 127.0.0.1:{port} 提供呼叫路由") and said.count("\n") == 1


def test_a_fault_in_the_configuration_stops_the_start(start: Start, tmp_path: Path) -> None:
    broken = tmp_path / "config"
    shutil.copytree(CONFIG, broken, ignore=shutil.ignore_patterns("__pycache__"))
    with (broken / "units.csv").open("a", encoding="utf-8") as file:
        file.write("37090x,坏单位\n")
    status, said = start(HOTLINE_CONFIG_DIR=str(broken)).ends()
    assert status == 1
    assert "units.csv 第" in said and "Traceback" not in said


def test_a_setting_that_cannot_be_used_stops_the_start(start: Start) -> None:
    status, said = start(HOTLINE_CLOCK_OFFSET_S="soon").ends()
    assert (status, "clock_offset_s" in said, "Traceback" in said) == (1, True, False)


def test_a_lost_key_stops_the_start(start: Start, state: Path) -> None:
    (state / "sealing.key").unlink()
    status, said = start().ends()
    assert (status, "sealing.key" in said, "Traceback" in said) == (1, True, False)


def test_without_a_database_it_starts_and_routes(start: Start) -> None:
    program = start(HOTLINE_DATABASE_URL=f"postgresql://hotline@127.0.0.1:{free_port()}/x").ready()
    assert ask(program.address)["HOTLINE_UNIT"] == "370900"
    status, log = program.end_by(signal.SIGTERM)
    assert (status, "call not recorded" in log) == (0, True)


def test_with_another_schema_it_says_so_and_routes(start: Start, state: Path) -> None:
    (state / "hotline.db").unlink()
    program = start().ready()
    assert ask(program.address)["HOTLINE_UNIT"] == "370900"
    status, log = program.end_by(signal.SIGTERM)
    assert (status, "数据库版本" in log) == (0, True)


def test_a_log_that_cannot_be_written_costs_no_call(start: Start, state: Path) -> None:
    program = start("-c", f"import os\nos.dup2(os.open('/dev/full', os.O_WRONLY), 2)\n{MAIN}")
    program.until(listening=True)
    assert ask(program.address)["HOTLINE_UNIT"] == "370900"
    assert program.end_by(signal.SIGTERM)[0] == 0
    assert rows(state, "events") == 4


def test_more_connections_than_it_may_open_are_survived(start: Start) -> None:
    program = start("-c", f"import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))\n{MAIN}").ready()
    idle = [connect(program.address) for _ in range(60)]
    for peer in idle:
        peer.close()
    assert ask(program.address)["HOTLINE_UNIT"] == "370900"


MAIN = """
import sys
from agi.__main__ import main
sys.exit(main())
"""
BEFORE_COMMIT = """
import os, signal
from sqlalchemy import Engine, event

@event.listens_for(Engine, "commit")
def die(connection):
    if connection.get_execution_options().get("writes"):
        os.kill(os.getpid(), signal.SIGKILL)
"""
AFTER_COMMIT = """
import os, signal
from store.feed import RedisBell
RedisBell.publish = lambda self, seq: os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("hook", "calls", "segments", "facts"), [(BEFORE_COMMIT, 0, 0, 0), (AFTER_COMMIT, 1, 2, 4)])
def test_killed_in_mid_transaction_leaves_all_rows_or_none(
    start: Start, state: Path, hook: str, calls: int, segments: int, facts: int
) -> None:
    program = start("-c", hook + MAIN).ready()
    assert set(ask(program.address)) == {"HOTLINE_UNIT", "HOTLINE_ACTION"}
    assert program.ends()[0] == -signal.SIGKILL
    assert (rows(state, "calls"), rows(state, "segments"), rows(state, "events")) == (calls, segments, facts)
