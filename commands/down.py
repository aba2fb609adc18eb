"""`./hotline down`: stop the service."""

from __future__ import annotations

import typer

from commands.service import Service
from commands.up import is_up
from config.settings import Settings


def command() -> None:
    """停止服务；进行中的通话会断开，已录的音都会保留。"""
    settings = Settings.load()
    if not is_up(settings):
        typer.echo("服务没有在运行。")
        return
    Service(settings).stop()
    typer.echo("服务已停止。")
