"""What a command says when it is used wrongly or cannot do its work, and with which exit status."""

from __future__ import annotations

from typing import Annotated

import pytest
import typer

from commands.__main__ import COMMANDS, main
from commands.running import FAILED, STOPPED, WRONG_USE, Refusal, run_command
from config.settings import SettingsFault


def takes(number: Annotated[int, typer.Argument()], loud: bool = False) -> None:
    typer.echo(number)


@pytest.mark.parametrize("words", [["--quiet"], [], ["seven"], ["1", "2"]])
def test_wrong_use_is_one_chinese_line_and_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(takes, "hotline x", words) == WRONG_USE
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("用法有误：") and len(told.err.splitlines()) == 1


def test_right_use_answers_on_standard_output_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(takes, "hotline x", ["7"]) == 0
    assert capsys.readouterr() == ("7\n", "")


@pytest.mark.parametrize("fault", [Refusal("没有这个坐席。"), SettingsFault("设置有误。")])
def test_a_fault_of_ours_is_its_one_line(fault: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise fault

    assert run_command(fails, "hotline x", []) == FAILED
    assert capsys.readouterr().err == f"错误：{fault}\n"


def test_an_unknown_fault_shows_where_it_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    assert run_command(fails, "hotline x", []) == FAILED
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_ctrl_c_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    assert run_command(stopped, "hotline x", []) == STOPPED
    assert "Traceback" not in capsys.readouterr().err


def test_a_status_that_a_command_chooses_is_kept() -> None:
    def chooses() -> None:
        raise typer.Exit(1)

    assert run_command(chooses, "hotline x", []) == 1


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == WRONG_USE
    assert "没有“fly”这个命令" in capsys.readouterr().err


def test_every_command_that_is_listed_exists_and_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert main([name, "--help"]) == 0, name
        assert "Usage: hotline" in capsys.readouterr().out
