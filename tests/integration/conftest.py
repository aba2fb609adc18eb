"""A store on SQLite and one on PostgreSQL: every test of `store/` runs on both."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from redis import Redis
from sqlalchemy import text

from cases.clock import clock
from store import schema
from store.database import open_database
from store.feed import open_redis
from store.sealing import Sealer
from store.unit_of_work import Silence, Store

KEY = bytes(range(32))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build_store(url: str) -> Store:
    engine = open_database(url)
    schema.upgrade(engine)
    return Store(engine, Sealer(KEY), clock(), Silence())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a cluster of our own. The server refuses to run as root, so root lends it to `postgres`; and
    pytest's own folders are root's alone, so the cluster has one of its own."""
    folder, port = Path(tempfile.mkdtemp(prefix="postgres-")), free_port()
    become: list[str] = []
    if os.geteuid() == 0:
        become = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    data = folder / "data"
    _run([*become, programs / "initdb", "-D", data, "-U", "hotline", "-A", "trust", "-E", "UTF8", "--no-sync"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*become, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options]
    _run([*control, "start"])
    yield f"postgresql://hotline@127.0.0.1:{port}"
    _run([*control, "-m", "immediate", "stop"])
    shutil.rmtree(folder)


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        made = build_store(f"sqlite:///{tmp_path / 'hotline.db'}")
    else:
        made = build_store(_new_database(request.getfixturevalue("postgres")))
    yield made
    made.engine.dispose()


def _new_database(cluster: str) -> str:
    name = f"t{uuid4().hex}"
    engine = open_database(f"{cluster}/postgres")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{cluster}/{name}"


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real redis-server of the tests' own."""
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    client = open_redis(f"redis://127.0.0.1:{port}/0")
    _until_up(client, process)
    yield port
    process.terminate()
    process.wait(10)
    client.close()


def _until_up(client: Redis, process: subprocess.Popen[bytes]) -> None:
    import time

    for _ in range(200):
        assert process.poll() is None, "redis-server ended"
        try:
            client.ping()
        except OSError:
            time.sleep(0.05)
        except Exception as error:
            assert "loading" in str(error).lower() or "refused" in str(error).lower(), error
            time.sleep(0.05)
        else:
            return
    raise AssertionError("redis-server did not come up in 10 s")


@pytest.fixture
def redis(redis_port: int) -> Iterator[Redis]:
    client = open_redis(f"redis://127.0.0.1:{redis_port}/0")
    client.flushall()
    yield client
    client.close()
