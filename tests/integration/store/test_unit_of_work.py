"""Rows and facts live or die together, and the chain of facts tells every change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import text

from cases.events import CallArrived, CallRouted
from store import schema
from store.chain import breaks
from store.unit_of_work import Store

AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def arrive(store: Store, call_id: str) -> bool:
    with store.work() as work:
        new = work.calls.arrived(call_id, unit="370900", called="12389", caller="13900000000", action="queue", at=AT)
        if new:
            work.record(CallArrived(call_id=call_id, unit="370900", called="12389", source="agi"))
        work.commit()
    return new


def test_a_change_and_its_fact_are_written_together(store: Store) -> None:
    arrive(store, "c1")
    with store.reading() as work:
        assert work.calls.get("c1") is not None
        assert [row.kind for row in work.log.of_call("c1")] == ["CallArrived"]


def test_what_is_not_committed_has_not_happened(store: Store) -> None:
    with store.work() as work:
        work.calls.arrived("c2", unit="370900", called="12389", caller="", action="queue", at=AT)
        work.record(CallArrived(call_id="c2", called="12389", source="agi"))
    with store.reading() as work:
        assert work.calls.get("c2") is None
        assert work.log.last() == 0


def test_an_event_that_comes_twice_makes_one_row_and_one_fact(store: Store) -> None:
    assert arrive(store, "c3") and not arrive(store, "c3")
    with store.reading() as work:
        assert len(work.log.of_call("c3")) == 1


def test_the_chain_holds_when_many_write_at_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: arrive(store, f"call-{n}"), range(40)))
    with store.reading() as work:
        assert work.log.last() == 40
        assert list(breaks(work.log.whole())) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET kind = 'CallEnded' WHERE seq = 2",
        "DELETE FROM events WHERE seq = 2",
        "UPDATE events SET at = '2020-01-01 00:00:00' WHERE seq = 2",
    ],
)
def test_the_chain_tells_every_change(store: Store, change: str) -> None:
    for n in range(4):
        arrive(store, f"c{n}")
    with store.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(change))
    with store.reading() as work:
        assert list(breaks(work.log.whole()))


def test_the_caller_is_sealed_in_the_database_and_found_by_index(store: Store) -> None:
    arrive(store, "c5")
    with store.engine.connect() as connection:
        stored = connection.execute(text("SELECT caller_sealed FROM calls")).scalar_one()
    assert b"139" not in bytes(stored)
    later = AT.replace(hour=2)
    with store.work() as work:
        work.calls.arrived("c6", unit="370900", called="12389", caller="13900000000", action="queue", at=later)
        work.commit()
    with store.reading() as work:
        row = work.calls.get("c6")
        assert row is not None and work.calls.caller(row) == "13900000000"
        assert [call.id for call in work.calls.earlier(row)] == ["c5"]


def test_a_fact_has_a_reader_for_its_row(store: Store) -> None:
    from cases.events import fact

    told = CallRouted(call_id="c7", unit="370900", action="queue", reason="hours")
    with store.work() as work:
        work.record(told)
        work.commit()
    with store.reading() as work:
        (row,) = work.log.of_call("c7")
        assert fact(row.kind, row.call_id, row.unit, row.seat, row.body) == told


def test_the_migrations_make_the_tables_that_the_code_expects(store: Store) -> None:
    config = schema._config()
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)
    schema.check(store.engine)
