"""`./hotline up`: start the service on this machine and leave it running."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from commands.running import Refusal, say
from commands.service import Service, address
from commands.supervision import supervisor_pid
from config.settings import Settings


def command(
    foreground: Annotated[bool, typer.Option("--foreground", help="留在前台，按 Ctrl-C 停止")] = False,
) -> None:
    """启动服务；已在运行时只报告地址。"""
    settings = Settings.load()
    service = Service(settings)
    if is_up(settings):
        typer.echo(f"服务已在运行：{address(settings)}")
        return
    service.prepare()
    service.start()
    try:
        service.wait_ready(lambda name: say(f"  ✓ {name}"))
    except (Refusal, KeyboardInterrupt):
        service.stop()
        raise
    typer.echo(f"服务已启动：{address(settings)}\n新建账号：./hotline account 登录名 --name 姓名 --unit 单位代码")
    if foreground:
        stay(service)


def is_up(settings: Settings) -> bool:
    return supervisor_pid(settings) > 0


def stay(service: Service) -> None:
    """Until Ctrl-C."""
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        say("\n正在停止……")
    finally:
        service.stop()
