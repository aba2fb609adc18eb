"""The whole service of one instance, with all 422 seats, at a pretended Thursday night: 泰安, 山东 and 济南 answer
round the clock, the rest of the country is closed."""

from __future__ import annotations

import csv
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from cases.clock import CHINA
from commands.demonstration.call import Lines
from commands.demonstration.desk import Desk
from commands.instance import Instance
from commands.ports import free_ports
from commands.service import Service, address
from commands.supervision import control
from config.settings import Message, Settings, Waiting
from exchange.phone import Phone
from store.tables import CallRow
from store.unit_of_work import Work
from tests.e2e.exchanges import PREFIX, PROMPTS, ROOT
from web.accounts import create

NIGHT = datetime(2026, 3, 12, 22, 30, tzinfo=CHINA)
OPEN_AT_NIGHT = {"370000", "370100", "370900"}
TRUNK = "127.0.0.2"
Found = TypeVar("Found")


class Town:
    """The service and the people around it."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.settings = service.settings

    @property
    def instance(self) -> Instance:
        return self.service.instance

    @property
    def lines(self) -> Lines:
        return Lines(self.instance, TRUNK, self.settings.tools_dir / "sounds")

    def citizen(self, number: str = "05385550100") -> Phone:
        return self.lines.citizen(number)

    @contextmanager
    def seat(self, number: str) -> Iterator[tuple[Phone, Desk]]:
        """A person at a seat, signed in and ready; gone afterwards."""
        unit = self.instance.directory.seat(number).unit
        with self.instance.store.work() as work:
            password = create(work, login=f"p{number}", name="测试值机员", role="operator", unit=unit)
            work.commit()
        with self.lines.seat(number) as phone:
            desk = Desk(address(self.settings), f"p{number}", password)
            desk.sit(number)
            desk.ready()
            try:
                yield phone, desk
            finally:
                desk.leave()

    def last_fact(self) -> int:
        with self.instance.store.reading() as work:
            return work.log.last()

    def until(self, look: Callable[[Work], Found | None], seconds: float = 30) -> Found:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            with self.instance.store.reading() as work:
                if found := look(work):
                    return found
            time.sleep(0.05)
        raise AssertionError(f"did not happen in {seconds} s")

    def ended_call(self, since: int, seconds: float = 30) -> CallRow:
        """The first call that arrived after the fact `since`, when it is over and all it left is kept."""

        def look(work: Work) -> CallRow | None:
            calls = [row.call_id for row in work.log.after(since) if row.kind == "CallArrived"]
            row = work.calls.get(calls[0]) if calls else None
            segments = work.segments.of_call(calls[0]) if calls else ()
            done = row is not None and row.ended_at is not None and segments
            return row if done and all(s.state != "open" for s in segments) else None

        return self.until(look, seconds)

    def kept(self, call_id: str, n: int, side: str) -> Path:
        with self.instance.store.reading() as work:
            row = work.segments.get(f"{call_id}.{n}.{side}")
        assert row is not None and row.state == "kept", row and (row.state, row.flaw)
        return self.settings.vault / row.file

    def kinds(self, call_id: str) -> list[str]:
        with self.instance.store.reading() as work:
            return [row.kind for row in work.log.of_call(call_id)]

    def stop(self, *programs: str) -> None:
        control(self.settings, "stop", *programs)

    def start(self, *programs: str) -> None:
        control(self.settings, "start", *programs)
        self.service.wait_ready()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    settings = Settings(
        state_dir=folder / "state",
        tools_dir=_tools(folder / "tools"),
        config_dir=_config(folder / "config"),
        ports=free_ports(),
        waiting=Waiting(province_after_s=4, ministry_after_s=8, ring_s=4, give_up_after_s=12, wrap_up_s=0),
        message=Message(max_s=60, silence_s=3),
        clock_offset_s=(NIGHT - datetime.now(UTC)).total_seconds(),
    )
    service = Service(settings)
    service.prepare()
    service.start()
    try:
        service.wait_ready()
        yield Town(service)
    finally:
        service.stop()


def _tools(folder: Path) -> Path:
    folder.mkdir()
    (folder / "asterisk").symlink_to(PREFIX.resolve())
    return folder


def _config(folder: Path) -> Path:
    """The project's own, but short prompts, and three units that answer at night."""
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "prompts"))
    (folder / "prompts.toml").write_text(PROMPTS, encoding="utf-8")
    path = folder / "units.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["hours"] = "24h" if row["code"] in OPEN_AT_NIGHT else "office"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture
def microphone(tmp_path: Path, seat_says: Path) -> Path:
    """The operator begins to speak a little after the answer: the connection is not up at once."""
    target = tmp_path / "microphone.wav"
    subprocess.run(["sox", str(seat_says), "-r", "48000", str(target), "pad", "1.5", "60"], check=True)
    return target
