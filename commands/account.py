"""`./hotline account LOGIN`: a person who may sign in. The password is shown once and never stored."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.instance import open_instance
from commands.running import Refusal
from config.settings import Settings
from web.accounts import create

ROLES = ("operator", "supervisor", "system_admin", "security_admin", "audit_admin")


def command(
    login: Annotated[str, typer.Argument(help="登录名")],
    name: Annotated[str, typer.Option(help="姓名")],
    unit: Annotated[str, typer.Option(help="单位代码，如 370900")],
    role: Annotated[str, typer.Option(help="、".join(ROLES))] = "operator",
) -> None:
    """新建账号；账号已存在时换一个新密码。"""
    instance = open_instance(Settings.load())
    if unit not in instance.directory:
        raise Refusal(f"没有代码为 {unit} 的单位。用 ./hotline units --find 名称 查找代码。")
    if role not in ROLES:
        raise Refusal(f"没有“{role}”这个角色。可用：{'、'.join(ROLES)}。")
    with instance.store.work() as work:
        password = create(work, login=login, name=name, role=role, unit=unit)
        work.commit()
    typer.echo(f"账号 {login}（{name}，{instance.directory.unit(unit).name}）的密码，只显示这一次：{password}")
