"""An instance keeps its key, its seats' secrets and its settings, whatever happens around it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from commands import account
from commands.demonstration.alone import only_one
from commands.demonstration.moment import moment
from commands.instance import environment, exchange_plan, prepare
from commands.ports import free_ports
from commands.running import Refusal, WrongUse
from commands.service import check_ports
from commands.supervision import programs
from config.load import load_hours_book
from config.settings import PROJECT, Settings, SettingsFault, Waiting
from exchange.process import PortInUse
from store.sealing import SealingFault
from web.accounts import create


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state_dir=tmp_path / "state", ports=free_ports())


def test_all_422_seats_get_accounts_that_stay(settings: Settings) -> None:
    first = exchange_plan(prepare(settings))
    again = exchange_plan(prepare(settings))
    assert len(first.seats) == 422 and first.seats == again.seats
    assert len({seat.password for seat in first.seats}) == 422


def test_a_lost_key_is_never_replaced_by_a_new_one(settings: Settings) -> None:
    prepare(settings).store.engine.dispose()
    settings.key_file.unlink()
    with pytest.raises(SealingFault, match="请从备份恢复"):
        prepare(settings)
    assert not settings.key_file.exists()


def test_the_key_is_for_its_owner_only(settings: Settings) -> None:
    prepare(settings)
    assert settings.key_file.stat().st_mode & 0o777 == 0o600


def test_a_program_reads_the_settings_that_its_starter_had(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    meant = settings.model_copy(update={"waiting": Waiting(province_after_s=7), "clock_offset_s": -12.5})
    for name, value in environment(meant).items():
        if name.startswith("HOTLINE_"):
            monkeypatch.setenv(name, value)
    assert Settings.load() == meant


def test_a_setting_that_is_wrong_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_PORTS__WEB", "eighty")
    with pytest.raises(SettingsFault, match=r"ports\.web"):
        Settings.load()


def test_a_settings_file_that_is_broken_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.state_dir.mkdir()
    (settings.state_dir / "settings.toml").write_text("host = [")
    monkeypatch.setenv("HOTLINE_STATE_DIR", str(settings.state_dir))
    with pytest.raises(SettingsFault, match=r"settings\.toml"):
        Settings.load()


def test_a_port_in_use_is_told_before_anything_starts(settings: Settings) -> None:
    with socket.create_server((settings.host, settings.ports.web)), pytest.raises(PortInUse) as fault:
        check_ports(settings)
    assert str(settings.ports.web) in str(fault.value)


def test_the_exchange_starts_first_and_every_program_is_supervised(settings: Settings) -> None:
    names = [program.name for program in programs(prepare(settings))]
    assert names[0] == "asterisk"
    assert set(names) == {"asterisk", "redis", "agi", "seats", "recordings", "transcribe", "watchdog"}


def test_two_demonstrations_do_not_share_one_state(tmp_path: Path) -> None:
    with only_one(tmp_path / "demo"), pytest.raises(Refusal, match="另一个演示"), only_one(tmp_path / "demo"):
        pass


def test_the_demonstrated_call_falls_into_office_hours_unless_told_otherwise() -> None:
    hours = load_hours_book(PROJECT / "config")
    assert hours.is_open("office", moment("", hours))
    assert moment("2026-03-12T22:30:00", hours).isoformat() == "2026-03-12T22:30:00+08:00"
    with pytest.raises(WrongUse, match="看不懂时间"):
        moment("tomorrow", hours)


def test_a_lost_phone_is_reset_by_command(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    store = prepare(settings).store
    with store.work() as work:
        create(work, login="fang", name="王小芳", role="operator", unit="370900")
        work.second_factors.enrol(1, "JBSWY3DPEHPK3PXP", 1, work.now)
        work.commit()
    monkeypatch.setattr(Settings, "load", lambda: settings)
    account.command("fang", reset_second_factor=True)
    with store.reading() as work:
        assert work.second_factors.of(1) is None
        assert [row.kind for row in work.log.whole()] == ["SecondFactorRemoved"]
    with pytest.raises(Refusal, match="没有登录名为 nobody"):
        account.command("nobody", reset_second_factor=True)
    with pytest.raises(Refusal, match="姓名和单位"):
        account.command("fang")
