"""`./hotline status`: the programs of the service and their state."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from commands.service import address
from commands.supervision import control
from commands.up import is_up
from config.settings import Settings


def command(as_json: Annotated[bool, typer.Option("--json", help="只输出一个 JSON 文档")] = False) -> None:
    """各程序的状态；没有运行时退出码为 1。"""
    settings = Settings.load()
    up = is_up(settings)
    states = dict(line.split()[:2] for line in control(settings, "status").stdout.splitlines()) if up else {}
    if as_json:
        typer.echo(json.dumps({"up": up, "address": address(settings), "programs": states}))
    else:
        typer.echo(f"地址 {address(settings)}" if up else "服务没有在运行。用 ./hotline up 启动。")
        typer.echo("\n".join(f"  {name:<12} {state}" for name, state in states.items()))
    raise typer.Exit(0 if up else 1)
