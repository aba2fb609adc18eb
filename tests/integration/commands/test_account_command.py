"""`./hotline account … --seat`: the seat that a person is given, on the database of an instance."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.__main__ import main
from commands.instance import prepare
from commands.ports import free_ports
from config.settings import Settings
from store.unit_of_work import Store

FANG = ["account", "fang", "--name", "王小芳", "--unit", "370900"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    settings = Settings(state_dir=tmp_path / "state", ports=free_ports())
    monkeypatch.setattr(Settings, "load", lambda: settings)
    return prepare(settings).store


def kept(store: Store, login: str = "fang") -> tuple[str | None, str] | None:
    """The given seat and the hash of the password."""
    with store.reading() as work:
        row = work.people.by_login(login)
        return None if row is None else (row.given_seat, row.password_hash)


def given(store: Store, login: str = "fang") -> str | None:
    there = kept(store, login)
    assert there is not None, "no account"
    return there[0]


def test_a_person_is_given_a_seat_with_the_account(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FANG, "--seat", "37091"]) == 0
    said = capsys.readouterr().out
    assert "密码" in said and "坐席 37091 已指定给 fang（王小芳）" in said
    assert given(store) == "37091"


def test_the_seat_changes_and_goes_without_a_new_password(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    main(["account", "hui", "--name", "李兰", "--unit", "370000", "--seat", "37001"])
    first = kept(store, "hui")
    assert first is not None and main(["account", "hui", "--seat", "37002"]) == 0
    assert kept(store, "hui") == ("37002", first[1])
    assert main(["account", "hui", "--no-seat"]) == 0
    assert kept(store, "hui") == (None, first[1])
    assert "hui（李兰）不再有指定坐席" in capsys.readouterr().out


def test_a_new_password_leaves_the_seat_and_another_unit_takes_it(store: Store) -> None:
    main([*FANG, "--seat", "37091"])
    assert main(FANG) == 0 and given(store) == "37091"
    assert main(["account", "fang", "--name", "王小芳", "--unit", "370100"]) == 0
    assert given(store) is None


@pytest.mark.parametrize(
    ("role", "unit", "seat", "said"),
    [
        ("operator", "370900", "99999", "没有坐席 99999"),
        ("operator", "370900", "37011", "坐席 37011（济南市公安局）不能指定给 x"),
        ("operator", "370000", "37091", "坐席 37091（泰安市公安局）不能指定给 x"),
        ("supervisor", "370900", "37001", "坐席 37001（山东省公安厅）不能指定给 x"),
        ("system_admin", "370900", "37091", "坐席 37091（泰安市公安局）不能指定给 x"),
    ],
)
def test_a_seat_that_one_may_not_take_is_refused_and_nothing_is_made(
    store: Store, capsys: pytest.CaptureFixture[str], role: str, unit: str, seat: str, said: str
) -> None:
    assert main(["account", "x", "--name", "李兰", "--unit", unit, "--role", role, "--seat", seat]) == 1
    told = capsys.readouterr()
    assert said in told.err and told.out == ""
    assert kept(store, "x") is None


def test_a_refused_change_leaves_the_seat_that_was_given(store: Store) -> None:
    main([*FANG, "--seat", "37091"])
    assert main(["account", "fang", "--seat", "37011"]) == 1
    assert given(store) == "37091"


def test_a_supervisor_is_given_a_seat_of_a_unit_below(store: Store) -> None:
    assert main(["account", "x", "--name", "李兰", "--unit", "370000", "--role", "supervisor", "--seat", "37091"]) == 0
    assert given(store, "x") == "37091"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["nobody", "--seat", "37091"], 1, "没有登录名为 nobody 的账号"),
        (["nobody", "--seat", "37091", "--no-seat"], 2, "只能用一个"),
        (["nobody", "--role", "operator", "--seat", "37091"], 1, "姓名和单位"),
    ],
)
def test_what_cannot_be_meant_is_told(
    store: Store, capsys: pytest.CaptureFixture[str], words: list[str], status: int, said: str
) -> None:
    assert main(["account", *words]) == status
    assert said in capsys.readouterr().err
