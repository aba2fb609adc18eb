"""`python -m recordings`: keeps every recording of one instance."""

from __future__ import annotations

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from prometheus_client import CollectorRegistry, Gauge, write_to_textfile
from redis import Redis
from sqlalchemy.exc import DBAPIError

from cases.clock import clock
from config.load import ConfigFault, load_calendar
from config.settings import Settings, SettingsFault
from recordings.keeper import Keeper
from recordings.space import Space
from recordings.sweep import Sweep
from recordings.vault import Vault
from store import schema
from store.feed import follow, open_redis
from store.logs import set_up_logs
from store.opening import open_store
from store.sealing import SealingFault
from store.unit_of_work import Store

SWEEP_EVERY_S = 10.0
RETRY_S = 1.0
METRICS = "recordings.prom"
log = structlog.get_logger()


def main() -> int:
    set_up_logs()
    try:
        settings = Settings.load()
        redis = open_redis(settings.redis)
        store = open_store(settings.database, settings.key_file, settings.redis, clock(settings.clock_offset_s))
        schema.check(store.engine)
        keeper, registry = _keeper(settings, store, redis)
    except (SettingsFault, SealingFault, ConfigFault, schema.SchemaFault) as fault:
        log.error(str(fault))
        return 1
    with _alone(settings.vault):
        _serve(keeper, Sweep(store, settings.spool, keeper.vault), registry, settings.state_dir / "run" / METRICS)
    return 0


def _keeper(settings: Settings, store: Store, redis: Redis) -> tuple[Keeper, CollectorRegistry]:
    for folder in (settings.spool, settings.vault, settings.state_dir / "run"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    registry = CollectorRegistry()
    gauge = Gauge("hotline_recordings_free_bytes", "Room left for recordings", registry=registry)
    space = Space((settings.spool, settings.vault), settings.free_space_mb, store.clock, gauge)
    calendar = load_calendar(settings.config_dir / "holidays.csv")
    return Keeper(store, settings.spool, Vault(settings.vault), space, calendar, redis), registry


def _serve(keeper: Keeper, sweep: Sweep, registry: CollectorRegistry, metrics: Path) -> None:
    """For ever: a database that is away or a disk that is full ends when somebody sees to it, not when we do."""
    troubled = ""
    while True:
        try:
            for _ in _beats(keeper, sweep):
                write_to_textfile(str(metrics), registry)
                troubled = ""
        except (DBAPIError, OSError) as error:
            if (name := type(error).__name__) != troubled:
                log.error("数据库或录音磁盘暂不可用，录音留在暂存目录，恢复后自动处理。", error=name)
            troubled = name
            time.sleep(RETRY_S)


def _beats(keeper: Keeper, sweep: Sweep) -> Iterator[None]:
    with keeper.store.reading() as work:
        last = work.log.last()
    next_sweep = 0.0
    for rows in follow(keeper.store, keeper.redis, last):
        if time.monotonic() >= next_sweep or any(row.kind == "CallEnded" for row in rows):
            sweep.run()
            next_sweep = time.monotonic() + SWEEP_EVERY_S
        keeper.round()
        yield


@contextmanager
def _alone(vault: Path) -> Iterator[None]:
    """One keeper for a vault; a second one waits until the first has ended."""
    with (vault / ".keeper").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.warning("另一个录音保管程序正在运行，等它结束。")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
