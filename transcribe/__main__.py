"""`python -m transcribe`: the workers of one instance."""

from __future__ import annotations

import sys
import time
from functools import partial

import structlog
from redis import Redis
from rq.utils import import_attribute

from cases.clock import clock
from cases.drafting import Gazetteer
from config.load import ConfigFault, load_directory
from config.settings import Settings, SettingsFault
from store import schema
from store.feed import open_redis
from store.logs import set_up_logs
from store.opening import open_store
from store.queues import NAMES
from store.sealing import SealingFault
from store.unit_of_work import Store
from transcribe import worker
from transcribe.model_files import ModelFault
from transcribe.opinion import Opinion
from transcribe.pool import Child, Pool, reconcile, work
from transcribe.recogniser import Recogniser
from transcribe.vosk_recogniser import load
from transcribe.warming import warm

REMIND_EVERY_S = 60.0
log = structlog.get_logger()


def main() -> int:
    set_up_logs()
    try:
        settings = Settings.load()
        store = open_store(settings.database, settings.key_file, settings.redis, clock(settings.clock_offset_s))
        gazetteer, opinion = _gazetteer(settings), _opinion(settings)
        schema.check(store.engine)
    except (SettingsFault, SealingFault, ConfigFault, schema.SchemaFault) as fault:
        log.error(str(fault))
        return 1
    # A connection must not cross the fork.
    store.engine.dispose()
    worker.set_bench(worker.Bench(_recogniser(settings), store, settings.vault, gazetteer, opinion))
    warm(worker.bench())
    for name in NAMES:
        # Loaded before the fork, so that no job has to; and a name that leads nowhere is told now.
        import_attribute(name)
    Pool(_children(settings, store)).serve()
    worker.clear_bench()
    return 0


def _children(settings: Settings, store: Store) -> list[Child]:
    reconciler: Child = partial(reconcile, store, partial(open_redis, settings.redis))
    one: Child = partial(work, partial(_queue_redis, settings.redis))
    return [reconciler, *[one] * settings.workers]


def _recogniser(settings: Settings) -> Recogniser:
    """Waits for a model that is missing or broken: recordings wait too, and the person reads each minute what to do."""
    while True:
        try:
            return load(settings.model_dir)
        except ModelFault as fault:
            log.error(f"{fault}录音照常保存，装好后自动转写。")
            time.sleep(REMIND_EVERY_S)


def _gazetteer(settings: Settings) -> Gazetteer:
    directory = load_directory(settings.config_dir / "units.csv")
    return Gazetteer.from_units([(unit.code, unit.name, unit.parent or "") for unit in directory])


def _opinion(settings: Settings) -> Opinion | None:
    asked = settings.opinion
    ca_file = str(asked.ca_file or "")
    return Opinion(asked.address, asked.model, asked.timeout_s, asked.key, ca_file) if asked.address else None


def _queue_redis(url: str) -> Redis:
    """RQ sets the time-out of its blocking reads itself."""
    return Redis.from_url(url, socket_connect_timeout=2)


if __name__ == "__main__":
    sys.exit(main())
