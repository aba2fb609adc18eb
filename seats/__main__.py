"""`python -m seats`: the link to the exchange, and the desks, of one instance."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from cases.access import Role
from cases.clock import clock
from cases.decisions import Levels
from cases.registration import Book
from cases.second_factor import Demand, Demands
from cases.units import Directory
from config.alarms import load_limits
from config.dispatch import load_dispatch
from config.knowledge_files import load_knowledge
from config.load import (
    ConfigFault,
    load_calendar,
    load_categories,
    load_directory,
    load_dispositions,
    load_hours_book,
    load_pause_limits,
    load_trunks,
)
from config.settings import SecondFactor, Settings, SettingsFault
from seats.board.watch import WatchPlan
from seats.dispatch.building import DispatchPlan
from seats.link import Link, LinkPlan
from seats.matters.building import MatterRules
from seats.matters.hand_up import mark_all
from seats.matters.knowledge import KnowledgeBook
from seats.phone.hands import raised
from seats.replay.turns import Turns
from seats.seating import Seating
from seats.service import DeskService
from seats.serving import PortInUse, Server, listen, server
from seats.writer import Writer
from store import schema
from store.feed import open_redis
from store.logs import set_up_logs
from store.opening import open_store
from store.sealing import SealingFault, load_key, secret_for
from store.unit_of_work import Store

ENDS = (signal.SIGTERM, signal.SIGINT)


def main() -> int:
    set_up_logs()
    try:
        settings = Settings.load()
        listener = listen(settings.host, settings.ports.web)
        store = open_store(settings.database, settings.key_file, settings.redis, clock(settings.clock_offset_s))
        schema.check(store.engine)
        directory = load_directory(settings.config_dir / "units.csv", load_hours_book(settings.config_dir).names)
        asyncio.run(serve(settings, listener, store, directory))
    except (SettingsFault, ConfigFault, SealingFault, schema.SchemaFault, PortInUse) as fault:
        return _refuse(str(fault))
    except SQLAlchemyError as error:
        return _refuse(f"数据库无法使用（{type(error).__name__}）。请检查数据库是否在运行、地址是否正确后重新启动。")
    return 0


async def serve(settings: Settings, listener: socket.socket, store: Store, directory: Directory) -> None:
    """Until a signal. A link that fails for good ends the program, so that it is started anew."""
    await asyncio.to_thread(mark_all, store)
    writer = Writer(store)
    link = Link(_plan(settings, directory), directory, store.clock, writer.write)
    rules = _rules(settings.config_dir, directory)
    knowledge = load_knowledge(settings.config_dir / "knowledge", [unit.code for unit in directory])
    KnowledgeBook(store, directory).keep(knowledge)
    sip = f"ws://127.0.0.1:{settings.ports.asterisk_http}/ws"
    service = DeskService(
        store,
        directory,
        rules,
        link,
        open_redis(settings.redis),
        settings.vault,
        sip,
        _watch(settings),
        _dispatch(settings),
        demands=_demands(settings.second_factor),
    )
    _seat_people(link, Seating(store, directory), directory)
    _raise_hands(link, store)
    link.on_change(service.changed)
    link.on_change(Turns(link, store.clock, writer.write).changed)
    http = server(service.app)
    for end in ENDS:
        asyncio.get_running_loop().add_signal_handler(end, setattr, http, "should_exit", True)
    writer.start()
    try:
        await _serve(service, link, http, listener)
    finally:
        await asyncio.to_thread(writer.close)


async def _serve(service: DeskService, link: Link, http: Server, listener: socket.socket) -> None:
    async with service.running():
        linking = asyncio.create_task(link.run())
        linking.add_done_callback(lambda _: setattr(http, "should_exit", True))
        host, port = listener.getsockname()[:2]
        print(f"坐席服务已就绪：http://{host}:{port}/", file=sys.stderr, flush=True)  # noqa: T201  (for who starts it)
        await http.serve(sockets=[listener])
        linking.cancel()
        with suppress(asyncio.CancelledError):
            await linking


def _dispatch(settings: Settings) -> DispatchPlan:
    waiting = settings.waiting
    levels = Levels(waiting.province_after_s, waiting.ministry_after_s)
    return DispatchPlan(load_dispatch(settings.config_dir / "dispatch.toml"), levels)


def _demands(asked: SecondFactor) -> Demands:
    return {role: Demand(getattr(asked, role.value)) for role in Role}


def _watch(settings: Settings) -> WatchPlan:
    limits = load_limits(settings.config_dir / "alarms.toml", settings.free_space_mb)
    return WatchPlan(limits, (settings.spool, settings.vault))


def _rules(config: Path, directory: Directory) -> MatterRules:
    categories, dispositions = (
        load_categories(config / "categories.csv"),
        load_dispositions(config / "dispositions.csv"),
    )
    return MatterRules(Book(categories, dispositions, directory), load_calendar(config / "holidays.csv"))


def _plan(settings: Settings, directory: Directory) -> LinkPlan:
    key = load_key(settings.key_file)
    trunks = load_trunks(settings.config_dir / "trunks.csv", directory)
    return LinkPlan(
        address=settings.host,
        port=settings.ports.ami,
        reader_secret=secret_for(key, "ami.reader"),
        actor_secret=secret_for(key, "ami.actor"),
        default_unit=trunks[0].unit if trunks else directory.ministry.code,
        wrap_up_s=settings.waiting.wrap_up_s,
        pause_limits=load_pause_limits(settings.config_dir / "pauses.csv"),
    )


def _seat_people(link: Link, seating: Seating, directory: Directory) -> None:
    known = {seat.number for seat in directory.all_seats()}
    for number, person in seating.occupied().items():
        if number in known:
            link.seated(number, person)
    for number, device in seating.devices().items():
        if number in known:
            link.use(number, device)


def _raise_hands(link: Link, store: Store) -> None:
    """Of those who sit there still; nobody asks for help for longer than a day."""
    with store.reading() as work:
        for number in raised(work.log, store.clock() - timedelta(days=1)):
            if number in link.picture.seats:
                link.hand_is_up(number)


def _refuse(why: str) -> int:
    print(why, file=sys.stderr, flush=True)  # noqa: T201  (for who starts it)
    return 1


if __name__ == "__main__":
    sys.exit(main())
