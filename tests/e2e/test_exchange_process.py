"""Asterisk as a program: all 422 seats, ports in use, stop and start."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.plan import ExchangePlan, Seat, Unit
from exchange.process import Exchange, ExchangeFailed, PortInUse
from exchange.render import render
from tests.e2e.exchanges import TEMPLATES, plan_in, wait_until
from tests.e2e.phones import citizen, seat

pytestmark = pytest.mark.e2e


def whole_country() -> tuple[tuple[Unit, ...], tuple[Seat, ...]]:
    provinces = [Unit(f"{number}0000", f"省{number}", "province", "000000") for number in range(11, 43)]
    cities = [
        Unit(f"{province.code[:2]}{number:02}00", f"市{number}", "city", province.code)
        for province in provinces
        for number in range(1, 12)
    ][:350]
    units = (Unit("000000", "公安部", "ministry"), *provinces, *cities)
    many = {"ministry": 8, "province": 2, "city": 1}
    return units, tuple(
        Seat(f"{unit.code[:4]}{n}", unit.code, f"secret-{unit.code}-{n}")
        for unit in units
        for n in range(1, many[unit.tier] + 1)
    )


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory, sounds: Path) -> Iterator[Exchange]:
    units, seats = whole_country()
    plan = plan_in(tmp_path_factory.mktemp("c"), sounds, units=units, seats=seats)
    running = Exchange(plan)
    render(plan, TEMPLATES, plan.paths.etc)
    running.start()
    yield running
    running.stop()


def memory_mb(exchange: Exchange) -> float:
    status = Path(f"/proc/{exchange.pid()}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024


def test_all_422_seats_and_383_queues_are_there_and_a_call_rings(country: Exchange) -> None:
    assert len(country.plan.seats) == 422
    queues = country.command("queue show")
    assert len(re.findall(r"^unit-\d{6} has", queues, re.MULTILINE)) == 383
    # Both phones of each seat: the browser's and the one on the table.
    assert queues.count("PJSIP/") == 2 * (8 + 32 * (2 + 8) + 350 * (1 + 2 + 8))
    assert "Objects found: 845" in country.command("pjsip show endpoints")  # two for a seat, and the trunk
    assert memory_mb(country) < 300
    with seat(country.plan, "37091") as operator, citizen(country.plan) as caller:
        caller.dial("12389")
        operator.wait_until_ringing(10)
        caller.hang_up()
        caller.wait_until_ended()


def test_nothing_is_reported_as_an_error_while_it_starts(country: Exchange) -> None:
    started = (country.plan.paths.log / "messages").read_text()
    assert not re.findall(r".*(?:ERROR|declined|failed to load).*", started)


@pytest.mark.parametrize(("use", "kind"), [("sip", socket.SOCK_DGRAM), ("ami", socket.SOCK_STREAM)])
def test_a_port_in_use_is_named_before_anything_starts(
    tmp_path: Path, sounds: Path, use: str, kind: socket.SocketKind
) -> None:
    plan = plan_in(tmp_path, sounds)
    render(plan, TEMPLATES, plan.paths.etc)
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind((plan.bind, getattr(plan.ports, use)))
        if kind is socket.SOCK_STREAM:
            other.listen()
        with pytest.raises(PortInUse, match=f"端口 {getattr(plan.ports, use)}.*已被其他程序占用"):
            Exchange(plan).start()
    assert not Exchange(plan).running()


@pytest.fixture
def short_lived(tmp_path: Path, sounds: Path) -> Iterator[ExchangePlan]:
    plan = plan_in(tmp_path, sounds)
    render(plan, TEMPLATES, plan.paths.etc)
    yield plan
    Exchange(plan).stop()


def test_start_and_stop_may_be_repeated_and_stop_may_come_from_elsewhere(short_lived: ExchangePlan) -> None:
    starter, other = Exchange(short_lived), Exchange(short_lived)
    starter.start()
    starter.start()
    assert other.running()
    other.stop()
    assert not starter.running()
    starter.stop()
    starter.start()
    assert "System uptime" in starter.command("core show uptime")


def test_a_command_to_a_stopped_exchange_names_the_log(short_lived: ExchangePlan) -> None:
    with pytest.raises(ExchangeFailed, match="日志"):
        Exchange(short_lived).command("core show uptime")


def test_a_pid_file_of_another_program_is_not_believed(short_lived: ExchangePlan) -> None:
    short_lived.paths.run.mkdir(parents=True)
    (short_lived.paths.run / "asterisk.pid").write_text("1")
    assert not Exchange(short_lived).running()


def test_a_broken_configuration_fails_at_once_and_names_the_log(short_lived: ExchangePlan) -> None:
    (short_lived.paths.etc / "modules.conf").write_text("[modules]\nautoload = no\nrequire = nothing.so\n")
    with pytest.raises(ExchangeFailed, match="启动失败"):
        Exchange(short_lived).start()


def test_two_exchanges_run_side_by_side(short_lived: ExchangePlan, country: Exchange) -> None:
    second = Exchange(short_lived)
    second.start()
    wait_until(lambda: second.running() and country.running())
    assert second.pid() != country.pid()
