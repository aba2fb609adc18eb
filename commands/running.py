"""Run one command: exit status 0, 1 (it failed) or 2 (used wrongly); a failure is one line in Chinese, not a trace."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import typer

FAILED, WRONG_USE, STOPPED = 1, 2, 130
_OTHERS = ("install", "recordings", "seats", "store", "transcribe", "web")
_ROOMS = frozenset(("agi", "cases", "commands", "config", "exchange", *_OTHERS))


class Refusal(Exception):
    """The command cannot be done; the text says what to do."""


class WrongUse(Refusal):
    """What was asked for makes no sense; exit status 2."""


def say(text: str) -> None:
    """To the person; standard output is for the answer."""
    typer.echo(text, err=True)


def run_command(command: Callable[..., Any] | typer.Typer, name: str, rest: list[str]) -> int:
    app = command if isinstance(command, typer.Typer) else _app(command)
    try:
        ended = app(args=rest, prog_name=name, standalone_mode=False)
    except typer.TyperException as error:
        say(f"用法有误：{_what_is_wrong(error)}。运行 ./{name} --help 查看用法。")
        return WRONG_USE
    except (typer.Abort, KeyboardInterrupt):
        return STOPPED
    except Exception as error:
        return _tell(error)
    return ended if isinstance(ended, int) else 0


def _app(command: Callable[..., Any]) -> typer.Typer:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(command)
    return app


def _what_is_wrong(error: typer.TyperException) -> str:
    """typer speaks English and keeps the kinds of its errors to itself: told by what they carry."""
    if option := getattr(error, "option_name", None):
        return f"没有选项 {option}，或它后面缺少值"
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "多了或缺了参数"
    name = max((parameter.name or "", *parameter.opts), key=len)
    return f"缺少 {name}" if type(error).__name__ == "MissingParameter" else f"{name} 的值不对"


def _tell(error: Exception) -> int:
    """Our own faults explain themselves; others show where they come from."""
    ours = type(error).__module__.partition(".")[0] in _ROOMS
    if ours:
        say(f"错误：{error}")
    if isinstance(error, WrongUse):
        return WRONG_USE
    if not ours or os.environ.get("HOTLINE_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    return FAILED
