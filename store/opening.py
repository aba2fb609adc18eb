"""What each program opens at its start."""

from __future__ import annotations

from pathlib import Path

from cases.clock import Clock
from store.database import open_database
from store.feed import RedisBell, open_redis
from store.sealing import Sealer, load_key
from store.unit_of_work import Store


def open_store(database: str, key_file: Path, redis: str, clock: Clock) -> Store:
    """Nothing connects yet. Raises SealingFault when the key is missing."""
    return Store(open_database(database), Sealer(load_key(key_file)), clock, RedisBell(open_redis(redis)))
