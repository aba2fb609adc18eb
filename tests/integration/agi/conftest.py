"""A real server on a free port, with the real directory, and a store of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from agi.office import Office
from agi.records import Records
from agi.server import Server, listen
from cases.clock import CHINA
from cases.units import Directory
from config.load import load_directory, load_hours_book
from store.unit_of_work import Store
from tests.fakes.agi_peer import Address
from tests.integration.conftest import build_store

CONFIG = Path(__file__).parents[3] / "config"
WORKING = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=CHINA)


@pytest.fixture(scope="session")
def directory() -> Directory:
    return load_directory(CONFIG / "units.csv", load_hours_book(CONFIG).names)


@pytest.fixture
def lone_store(tmp_path: Path) -> Iterator[Store]:
    """For behaviour that does not hang on the kind of database."""
    made = build_store(f"sqlite:///{tmp_path / 'hotline.db'}")
    yield made
    made.engine.dispose()


@contextmanager
def serving(office: Office, **options: Any) -> Iterator[Address]:
    listener = listen("127.0.0.1", 0)
    address: Address = listener.getsockname()
    server = Server(listener, office, **options)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield address
    finally:
        server.stop()
        thread.join(10)
        assert not thread.is_alive(), "the server did not end"


Serve = Callable[..., Address]


@pytest.fixture
def serve(directory: Directory) -> Iterator[Serve]:
    """`serve(store)`; `at` pretends a time, other options are the server's own."""
    hours = load_hours_book(CONFIG)
    with ExitStack() as stack:

        def start(store: Store, at: datetime = WORKING, patience_s: float = 1.0, **options: Any) -> Address:
            records = Records(store, patience_s)
            stack.callback(records.close, 10.0)
            return stack.enter_context(serving(Office(directory, hours, lambda: at, records), **options))

        yield start
