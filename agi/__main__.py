"""`python -m agi`: the FastAGI server of one instance."""

from __future__ import annotations

import signal
import sys
import threading

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from agi.office import Office
from agi.records import Records
from agi.server import CannotListen, Server, listen
from cases.clock import clock
from config.load import ConfigFault, load_directory, load_hours_book
from config.settings import Settings, SettingsFault
from store import schema
from store.logs import set_up_logs, tell
from store.opening import open_store
from store.sealing import SealingFault

DRAIN_S = 5.0
log = structlog.get_logger()


def main() -> int:
    set_up_logs()
    try:
        serve(Settings.load())
    except (SettingsFault, ConfigFault, SealingFault, CannotListen) as fault:
        tell(f"{fault}")
        return 1
    return 0


def serve(settings: Settings) -> None:
    """Faults of the configuration are raised before anything listens; a database or Redis that is away is none."""
    store = open_store(settings.database, settings.key_file, settings.redis, clock(settings.clock_offset_s))
    hours = load_hours_book(settings.config_dir)
    directory = load_directory(settings.config_dir / "units.csv", hours.names)
    listener = listen(settings.host, settings.ports.agi)
    records = Records(store)
    server = Server(listener, Office(directory, hours, store.clock, records))
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: server.stop())
    threading.Thread(target=_look_at_schema, args=(store.engine,), daemon=True).start()
    tell(f"呼叫路由已就绪：{settings.host}:{settings.ports.agi}")
    server.serve()
    records.close(DRAIN_S)


def _look_at_schema(engine: Engine) -> None:
    # Beside the serving, not before it: calls are routed by the files of config/ alone.
    try:
        schema.check(engine)
    except schema.SchemaFault as fault:
        log.error("calls are routed but may not be recorded", reason=str(fault))
    except SQLAlchemyError as error:
        log.error("the database is away: calls are routed but not recorded", error=type(error).__name__)


if __name__ == "__main__":
    sys.exit(main())
