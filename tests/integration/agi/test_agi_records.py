"""The database or Redis is away, locked, slow, or another program is quicker: the caller is sent on all the same."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from agi import records as records_module
from agi.records import Records
from store.database import open_database
from store.feed import RedisBell, open_redis
from store.unit_of_work import Store, Work
from tests.fakes.agi_peer import Exchange, ask, connect, headers
from tests.integration.agi.conftest import WORKING, Serve
from tests.integration.conftest import free_port

WAY = {"HOTLINE_UNIT": "370900", "HOTLINE_ACTION": "queue"}
CALL = "1763773200.1"
MESSAGE = headers(network_script="message", extension="s", arg_2="")


@pytest.fixture
def store(lone_store: Store) -> Store:
    return lone_store


def until(met: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not met():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.01)


def written(store: Store, call_id: str = CALL) -> int:
    with store.reading() as work:
        return len(work.log.of_call(call_id))


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Another program holds the database's only lock."""
    other = sqlite3.connect(str(store.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def dead(url: str, store: Store) -> Store:
    return replace(store, engine=open_database(url))


@pytest.fixture(params=["nowhere", "no tables", "no database", "no server"])
def dead_store(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "rubbish.db").write_bytes(b"not a database" * 100)
    urls = {
        "nowhere": f"sqlite:///{tmp_path / 'no' / 'folder' / 'x.db'}",
        "no tables": f"sqlite:///{tmp_path / 'empty.db'}",
        "no database": f"sqlite:///{tmp_path / 'rubbish.db'}",
        "no server": f"postgresql://hotline@127.0.0.1:{free_port()}/x",
    }
    made = dead(urls[request.param], store)
    yield made
    made.engine.dispose()


def test_with_the_database_dead_the_call_is_routed_and_one_line_says_so(serve: Serve, dead_store: Store) -> None:
    address = serve(dead_store)
    with capture_logs() as logs:
        assert ask(address) == WAY
    alarms = [entry for entry in logs if entry["log_level"] == "error"]
    assert [(entry["event"], entry["call_id"]) for entry in alarms] == [("call not recorded", CALL)]
    assert "13900000000" not in str(logs)


def test_with_the_database_dead_a_message_is_taken_all_the_same(serve: Serve, dead_store: Store) -> None:
    address = serve(dead_store)
    assert ask(address, MESSAGE, **WAY) == WAY


def test_with_redis_dead_the_call_is_routed_and_written(serve: Serve, store: Store) -> None:
    client = open_redis(f"redis://127.0.0.1:{free_port()}/0")
    assert ask(serve(replace(store, bell=RedisBell(client)))) == WAY
    assert written(store) == 4
    client.close()


def test_with_a_redis_that_never_answers_the_call_is_routed_and_written(serve: Serve, store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as dumb:
        client = open_redis(f"redis://127.0.0.1:{dumb.getsockname()[1]}/0")
        assert ask(serve(replace(store, bell=RedisBell(client)))) == WAY
        assert written(store) == 4
        client.close()


def test_the_way_is_told_before_the_database_and_the_rows_are_there_before_the_recorder(
    serve: Serve, store: Store
) -> None:
    address = serve(store, patience_s=10.0, session_s=10.0)
    with connect(address) as peer:
        exchange = Exchange(peer)
        with locked(store):
            exchange.say(headers())
            for _, line in zip(WAY, exchange.heard(), strict=False):
                exchange.say(exchange.answer(line))
            assert exchange.variables == WAY
        assert list(exchange.heard()) == []
        assert written(store) == 4


def test_a_locked_database_holds_no_caller_and_its_rows_follow(serve: Serve, store: Store) -> None:
    address = serve(store, patience_s=0.1)
    with locked(store), capture_logs() as logs:
        assert ask(address) == WAY
        assert written(store) == 0
    assert "the database is slow: the call goes on, its rows follow" in [entry["event"] for entry in logs]
    until(lambda: written(store) == 4)
    with store.reading() as work:
        row = work.calls.get(CALL)
        assert row is not None and row.arrived_at == WORKING


def test_who_comes_while_it_is_locked_need_not_wait_again(store: Store) -> None:
    slow, tried, leave = Records(store, patience_s=0.05), threading.Event(), threading.Event()

    def stuck(work: Work) -> None:
        tried.set()
        leave.wait(10)

    slow.keep("stuck.1", stuck, 10.0)
    assert tried.is_set() and slow._patience() == 0.0
    leave.set()
    until(lambda: slow._patience() == 0.05)
    slow.close(10)


def test_changes_are_written_in_the_order_they_came(store: Store) -> None:
    kept, order = Records(store), list[int]()
    for n in range(20):
        kept.keep(f"{n}.1", lambda _, n=n: order.append(n), 0.0)  # type: ignore[misc]
    kept.close(10)
    assert order == list(range(20))


def test_too_many_waiting_changes_are_left_to_the_sweep(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "WAITING", 2)
    full, leave = Records(store, patience_s=0.01), threading.Event()

    def stuck(work: Work) -> None:
        leave.wait(10)

    with capture_logs() as logs:
        for n in range(5):
            full.keep(f"{n}.1", stuck, 0.05)
    lost = [entry["call_id"] for entry in logs if entry["event"].startswith("call not recorded")]
    assert lost and "0.1" not in lost
    leave.set()
    full.close(10)


def test_a_call_that_another_program_wrote_in_the_same_moment_is_looked_at_again(store: Store) -> None:
    tries: list[int] = []

    def lose_the_race_once(work: Work) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError("INSERT", {}, Exception("unique"))
        work.calls.arrived("raced.1", unit="370900", called="", caller="", action="queue", at=WORKING)

    raced = Records(store)
    raced.keep("raced.1", lose_the_race_once, 5.0)
    raced.close(10)
    with store.reading() as work:
        assert len(tries) == 2 and work.calls.get("raced.1") is not None


def test_a_fault_in_one_change_does_not_lose_the_next(store: Store) -> None:
    def faulty(work: Work) -> None:
        raise ValueError("13900000000")

    kept, after = Records(store), threading.Event()
    with capture_logs() as logs:
        kept.keep("faulty.1", faulty, 5.0)
        kept.keep("next.1", lambda _: after.set(), 5.0)
    kept.close(10)
    assert after.is_set()
    assert [(entry["call_id"], entry["error"]) for entry in logs] == [("faulty.1", "ValueError")]
    assert "139" not in str(logs)
