"""The demonstration's service, its people, and what is shown of the call."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from cases.clock import CHINA
from cases.routing import Action, Route, route
from commands.demonstration import form, result
from commands.demonstration.again import ring_at_will
from commands.demonstration.call import Lines, Scene, place
from commands.demonstration.desk import Desk
from commands.demonstration.moment import already_s, moment
from commands.demonstration.speech import Dialogue
from commands.instance import Instance, exchange_plan
from commands.ports import free_ports
from commands.running import say
from commands.service import Service, address
from config.load import load_hours_book
from config.settings import Settings
from web.accounts import create

Document = dict[str, Any]
TAIAN, TAIAN_SEAT, TAIAN_CALLED = "370900", "37091", "053812389"
PEOPLE = (
    ("taian", "泰安值机员", "operator", TAIAN),
    ("taian-zhang", "泰安值班长", "supervisor", TAIAN),
    ("shandong", "山东值机员", "operator", "370000"),
    ("bu", "部值班长", "supervisor", "000000"),
)


class Stage:
    """An instance of its own, on free ports, beside whatever else runs on this machine."""

    def __init__(self, state: Path, at: str, console: Console) -> None:
        self.console = console
        self.began = time.monotonic() - already_s()
        self.hours = load_hours_book(Settings.load().config_dir)
        self.at = moment(at, self.hours)
        offset = (self.at - datetime.now(UTC)).total_seconds()
        self.service = Service(Settings(state_dir=state, ports=free_ports(), clock_offset_s=offset))
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
            ring_at_will(self.lines, TAIAN_SEAT, caller, TAIAN_CALLED, dialogue, self.tell)
        except KeyboardInterrupt:
            say("\n正在停止……")
