"""Open the database: SQLite (WAL) on one machine, PostgreSQL on more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.url import make_url

BUSY_MS = 5_000


def open_database(url: str) -> Engine:
    """An engine; nothing connects before the first use."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    waits = {"connect_timeout": 2}
    # What was to be written does not stand in what is told of a fault.
    return create_engine(
        url, pool_pre_ping=True, pool_size=5, max_overflow=10, connect_args=waits, hide_parameters=True
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late for us: see _begin.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # A writer takes the lock at once: one that upgrades later can only fail. Readers never wait in WAL.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
