"""`./hotline demo`: the main job, on real parts, from a fresh machine to a drafted registration."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from cases.clock import CHINA
from cases.hours import HoursBook
from cases.routing import Action, Route, route
from commands.demonstration import form, result
from commands.demonstration.again import ring_at_will
from commands.demonstration.call import Lines, Scene, place
from commands.demonstration.desk import Desk
from commands.demonstration.speech import Dialogue, brought, load, scripted
from commands.instance import Instance, exchange_plan
from commands.ports import free_ports
from commands.running import Refusal, say
from commands.service import Service, address
from commands.up import is_up
from config.load import load_hours_book
from config.settings import PROJECT, Settings
from web.accounts import create

SCRIPT = PROJECT / "config" / "demo.toml"
STATE = PROJECT / "var" / "demo"
Document = dict[str, Any]
TAIAN, TAIAN_SEAT = "370900", "37091"
CITIZEN = "05386660123"
PEOPLE = (
    ("taian", "泰安值机员", "operator", TAIAN),
    ("taian-zhang", "泰安值班长", "supervisor", TAIAN),
    ("shandong", "山东值机员", "operator", "370000"),
    ("bu", "部值班长", "supervisor", "000000"),
)


def command(
    speech: Annotated[Path | None, typer.Option(help="换成这个声音文件里的话（WAV）")] = None,
    caller: Annotated[str, typer.Option("--from", help="主叫号码")] = CITIZEN,
    called: Annotated[str, typer.Option("--to", help="拨打的号码，如 12389、053112389")] = "12389",
    at: Annotated[str, typer.Option(help="假定的通话时间，如 2026-03-12T10:24:00")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档，然后退出")] = False,
) -> None:
    """启动服务，打一个真实的电话，显示每一步，打印登记草稿。"""
    _check_numbers(caller, called)
    if speech is not None:
        load(speech)
    demo = Demonstration(at, Console(stderr=as_json, highlight=False))
    _end_cleanly()
    folder = Path(tempfile.mkdtemp(prefix="hotline-demo-"))
    with only_one(STATE):
        _run(demo, folder, speech, caller, called, as_json)


def _run(demo: Demonstration, folder: Path, speech: Path | None, caller: str, called: str, as_json: bool) -> None:
    try:
        demo.start()
        alone = demo.way(called).action is Action.MESSAGE
        dialogue = brought(speech, SCRIPT, folder, alone) if speech else scripted(SCRIPT, folder, alone)
        document, draft = demo.call(caller, called, dialogue)
        if as_json:
            typer.echo(json.dumps(document, ensure_ascii=False))
            return
        demo.show(document, draft)
        demo.stay(caller, dialogue)
    finally:
        demo.service.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _end_cleanly() -> None:
    """A demonstration that is told to end takes down what it started."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda number, _: sys.exit(128 + number))


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Two demonstrations would share one state. What an earlier one left running after a kill is stopped first."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (state / "demo.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("另一个演示正在运行。请先在它的窗口按 Ctrl-C，再重新运行。") from None
        settings = Settings(state_dir=state)
        if is_up(settings):
            say("停止上一次演示留下的服务……")
            Service(settings).stop()
        yield


def _check_numbers(*numbers: str) -> None:
    for number in numbers:
        if len(number) > 40 or not all(c in "0123456789+*#-" for c in number):
            raise Refusal("号码只能由数字和 + * # - 组成，最多 40 位。")


class Demonstration:
    """An instance of its own in var/demo, on free ports, beside whatever else runs on this machine."""

    def __init__(self, at: str, console: Console) -> None:
        self.console = console
        self.began = time.monotonic() - _already_s()
        self.hours = load_hours_book(Settings.load().config_dir)
        self.at = moment(at, self.hours)
        offset = (self.at - datetime.now(UTC)).total_seconds()
        self.service = Service(Settings(state_dir=STATE, ports=free_ports(), clock_offset_s=offset))
        self.passwords: dict[str, str] = {}
        self.set_up_s = 0.0

    @property
    def instance(self) -> Instance:
        return self.service.instance

    def tell(self, text: str) -> None:
        self.console.print(f"[dim]{time.monotonic() - self.began:7.1f} s[/]  {text}")

    def start(self) -> None:
        self.service.prepare()
        self.service.start()
        self.service.wait_ready(lambda name: self.tell(f"{name} 就绪"))
        with self.instance.store.work() as work:
            self.passwords = {
                login: create(work, login=login, name=name, role=role, unit=unit) for login, name, role, unit in PEOPLE
            }
            work.commit()
        self.set_up_s = time.monotonic() - self.began
        self.tell(f"服务已启动：{address(self.service.settings)}")

    @property
    def lines(self) -> Lines:
        plan = exchange_plan(self.instance)
        return Lines(self.instance, plan.trunks[0].address, plan.paths.sounds)

    def way(self, called: str) -> Route:
        """Where the call should go, by the rules alone: the real call is held against it."""
        trunk = exchange_plan(self.instance).trunks[0]
        return route(called, trunk.unit, self.at, self.instance.directory, self.hours)

    def call(self, caller: str, called: str, dialogue: Dialogue) -> tuple[Document, Document]:
        way, lines = self.way(called), self.lines
        unit = self.instance.directory.unit(way.unit)
        self.tell(f"通话时间（假定）{self.at.astimezone(CHINA):%Y-%m-%d %H:%M}，应由{unit.name}受理")
        seat = self.instance.directory.seats(way.unit)[0].number
        with self.instance.store.reading() as work:
            since = work.log.last()
        with self._desk(way, seat) as desk:
            figures = place(Scene(caller, called, way, seat, dialogue), lines, desk, self.tell)
            aftermath = result.Aftermath(self.instance, since, self.tell)
            call_id, hangup_to_draft = aftermath.wait(dialogue.seconds, figures.hung_up_at)
        document = result.document(self.instance, call_id, figures, self.set_up_s, hangup_to_draft)
        return document, result.evidence(self.instance, call_id)

    @contextmanager
    def _desk(self, way: Route, seat: str) -> Iterator[Desk]:
        """An operator of the unit that the call is for; out of hours the seat is empty."""
        with self.instance.store.work() as work:
            password = create(work, login="demo", name="演示值机员", role="operator", unit=way.unit)
            work.commit()
        desk = Desk(address(self.service.settings), "demo", password)
        if way.action is Action.QUEUE:
            desk.sit(seat)
            desk.ready()
        try:
            yield desk
        finally:
            desk.leave()

    def show(self, document: Document, draft: Document) -> None:
        unit = self.instance.directory.unit(document["unit"])
        for turn in document["transcript"]:
            who = "市民" if turn["side"] == "caller" else "值机员"
            self.console.print(f"[dim]{turn['start']:7.1f}[/]  {who}：", Text(turn["text"]))
        form.print_form(self.console, document, draft, unit.name)
        self.console.print(f"\n服务在运行：{address(self.service.settings)}")
        for login, name, _, code in PEOPLE:
            where = self.instance.directory.unit(code).name
            self.console.print(f"  账号 {login:<12} 密码 {self.passwords[login]}  {name}，{where}", highlight=False)

    def stay(self, caller: str, dialogue: Dialogue) -> None:
        """Until Ctrl-C; with a person at the terminal, another call at each Enter."""
        self.console.print(
            f"按 Ctrl-C 停止。想看弹屏：用 taian 登录，选坐席 {TAIAN_SEAT}，点“就绪”，再回到这里按回车。"
        )
        try:
            ring_at_will(self.lines, TAIAN_SEAT, caller, "053812389", dialogue, self.tell)
        except KeyboardInterrupt:
            say("\n正在停止……")


def moment(text: str, hours: HoursBook) -> datetime:
    """The pretended time; left out, now, or when 泰安 is closed now the last time at which it was open."""
    if text:
        return _parsed(text)
    now = datetime.now(UTC)
    back = (now - timedelta(minutes=10 * step) for step in range(6 * 24 * 30))
    return next((at for at in back if hours.is_open("office", at)), now)


def _parsed(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(f"看不懂时间“{text}”。请写成 2026-03-12T10:24:00 这样。") from None
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def _already_s() -> float:
    """How long ./hotline has been setting up before Python took over."""
    started = os.environ.get("HOTLINE_STARTED_AT")
    return max(0.0, time.time() - float(started)) if started else 0.0
