"""Run one command: exit status 0, 1 (it failed) or 2 (used wrongly); a failure is one line in Chinese, not a trace."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import typer

FAILED = 1


class Refusal(Exception):
    """The command cannot be done; the text says what to do."""


def say(text: str) -> None:
    """To the person; standard output is for the answer."""
    typer.echo(text, err=True)


def run_command(command: Callable[..., Any], name: str, rest: list[str]) -> int:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(command)
    try:
        app(args=rest, prog_name=name, standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _tell(error)
    return 0


def _tell(error: Exception) -> int:
    """Our own faults explain themselves; others show where they come from."""
    if type(error).__module__.partition(".")[0] in _ROOMS:
        say(f"错误：{error}")
    else:
        traceback.print_exception(error, file=sys.stderr)
    if os.environ.get("HOTLINE_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    return FAILED


_ROOMS = frozenset(
    ["agi", "cases", "commands", "config", "exchange", "install", "recordings", "seats", "store", "transcribe", "web"]
)
