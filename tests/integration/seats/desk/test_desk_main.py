"""`python -m seats` as a program: it starts, says what is wrong in one line, and ends when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from config.settings import PROJECT
from store.sealing import make_key
from tests.desk_world import new_store

WITHIN_S = 30.0


@pytest.fixture
def state(tmp_path: Path) -> Path:
    make_key(tmp_path / "sealing.key")
    new_store(tmp_path).engine.dispose()
    return tmp_path


def start(state: Path, port: int) -> subprocess.Popen[str]:
    # Nothing answers on the other ports: the pages must be there all the same.
    own = {"HOTLINE_STATE_DIR": str(state), "HOTLINE_PORTS__WEB": str(port)}
    own |= {f"HOTLINE_PORTS__{name}": "1" for name in ("AMI", "REDIS")}
    return subprocess.Popen(
        [sys.executable, "-m", "seats"], cwd=PROJECT, env=os.environ | own, stderr=subprocess.PIPE, text=True
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int, process: subprocess.Popen[str]) -> httpx.Response:
    ends = time.monotonic() + WITHIN_S
    while time.monotonic() < ends:
        assert process.poll() is None, process.communicate()[1]
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health")
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the pages did not come up")


def test_without_the_exchange_the_pages_are_there_and_say_so(state: Path) -> None:
    port = free_port()
    process = start(state, port)
    try:
        answer = health(port, process)
        assert (answer.status_code, answer.json()) == (503, {"message": "话务系统未连接。", "connected": False})
        assert httpx.get(f"http://127.0.0.1:{port}/sign-in").status_code == 200
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 0, said


def test_a_port_in_use_is_said_in_one_line(state: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(state, port)
        _, said = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 1
    (line,) = said.strip().splitlines()
    assert line == f"端口 {port} 已被占用：请停止占用它的程序，或设置 HOTLINE_PORTS__WEB 换一个端口后重新启动。"


def test_a_lost_key_is_said_in_one_line(state: Path) -> None:
    (state / "sealing.key").unlink()
    process = start(state, free_port())
    _, said = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 1
    assert said.strip().count("\n") == 0 and "sealing.key" in said


def test_a_database_of_another_version_is_said_in_one_line(state: Path) -> None:
    (state / "hotline.db").unlink()
    process = start(state, free_port())
    _, said = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 1
    assert said.strip().count("\n") == 0 and "./hotline up" in said
