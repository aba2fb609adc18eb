"""One instance of the service: its folders, key, database, accounts of seats, and the plan of its exchange."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cases.clock import clock
from cases.units import Directory
from config.load import load_directory, load_hours_book, load_trunks
from config.settings import PROJECT, Settings
from exchange import plan as exchange
from store import schema
from store.opening import open_store
from store.sealing import load_key, make_key, secret_for
from store.unit_of_work import Store

TEMPLATES = PROJECT / "asterisk-conf"


@dataclass(frozen=True, slots=True)
class Instance:
    settings: Settings
    directory: Directory
    store: Store
    key: bytes


def open_instance(settings: Settings) -> Instance:
    """An instance that `prepare` has made. Raises SealingFault, ConfigFault: loud, at the start."""
    key = load_key(settings.key_file)
    store = open_store(settings.database, settings.key_file, settings.redis, clock(settings.clock_offset_s))
    hours = load_hours_book(settings.config_dir)
    return Instance(settings, load_directory(settings.config_dir / "units.csv", hours.names), store, key)


def prepare(settings: Settings) -> Instance:
    """Makes what is missing, keeps what is there."""
    settings.state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (settings.spool, settings.vault, run_dir(settings), log_dir(settings)):
        folder.mkdir(exist_ok=True, mode=0o700)
    if not settings.key_file.exists() and _is_new(settings):
        make_key(settings.key_file)
    instance = open_instance(settings)
    schema.upgrade(instance.store.engine)
    _provision(instance)
    return instance


def run_dir(settings: Settings) -> Path:
    return settings.state_dir / "run"


def log_dir(settings: Settings) -> Path:
    return settings.state_dir / "log"


def _is_new(settings: Settings) -> bool:
    # A database without its key is a lost key, never a reason to make another one.
    return bool(settings.database_url) or not (settings.state_dir / "hotline.db").exists()


def _provision(instance: Instance) -> None:
    with instance.store.work() as work:
        work.seats.provision((seat.number, seat.unit) for seat in instance.directory.all_seats())
        work.commit()


def exchange_plan(instance: Instance) -> exchange.ExchangePlan:
    settings, ports = instance.settings, instance.settings.ports
    state, tools = settings.state_dir.resolve(), settings.tools_dir.resolve()
    trunks = load_trunks(settings.config_dir / "trunks.csv", instance.directory)
    return exchange.ExchangePlan(
        units=tuple(exchange.Unit(u.code, u.name, u.tier.value, u.parent) for u in instance.directory),
        seats=_seats(instance),
        trunks=tuple(exchange.Trunk(t.name, t.address, t.unit) for t in trunks),
        ports=exchange.Ports(ports.sip, ports.agi, ports.ami, ports.asterisk_http, ports.rtp_start, ports.rtp_end),
        paths=exchange.Paths(
            etc=state / "etc",
            run=state / "run",
            log=state / "log",
            spool=state / "spool",
            sounds=tools / "sounds",
            moh=tools / "moh",
            prefix=tools / "asterisk",
        ),
        secrets=exchange.Secrets(secret_for(instance.key, "ami.reader"), secret_for(instance.key, "ami.actor")),
        areas=_areas(instance.directory),
        tiers=exchange.Tiers(**settings.waiting.model_dump()),
        message=exchange.Message(**settings.message.model_dump()),
        bind=settings.host,
        agi_host=settings.host,
        seats_start_paused=settings.seats_start_paused,
    )


def _areas(directory: Directory) -> tuple[exchange.Area, ...]:
    codes = sorted({code for unit in directory for code in unit.area_codes})
    return tuple(exchange.Area(code, tuple(unit.code for unit in directory.by_area_code(code))) for code in codes)


def _seats(instance: Instance) -> tuple[exchange.Seat, ...]:
    with instance.store.reading() as work:
        return tuple(
            exchange.Seat(row.number, row.unit, work.seats.secret(row), "browser" if row.device == "browser" else "sip")
            for row in work.seats.all()
        )


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a child process reads them: every program of the instance gets the same."""
    flat: dict[str, str] = {}
    for name, value in settings.model_dump(mode="json").items():
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        for inner, scalar in pairs:
            if scalar is None:  # left out is the only way to say "not set" in an environment
                continue
            key = f"HOTLINE_{name}__{inner}" if inner else f"HOTLINE_{name}"
            flat[key.upper()] = str(scalar)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("HOTLINE_")}
    return inherited | flat | {"PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
