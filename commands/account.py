"""`./hotline account LOGIN`: a person who may sign in. The password is shown once and never stored."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.instance import Instance, open_instance
from commands.running import Refusal
from config.settings import Settings
from web.accounts import create, forget_second_factor

ROLES = ("operator", "supervisor", "system_admin", "security_admin", "audit_admin")


def command(
    login: Annotated[str, typer.Argument(help="登录名")],
    name: Annotated[str, typer.Option(help="姓名")] = "",
    unit: Annotated[str, typer.Option(help="单位代码，如 370900")] = "",
    role: Annotated[str, typer.Option(help="、".join(ROLES))] = "operator",
    reset_second_factor: Annotated[
        bool, typer.Option("--reset-second-factor", help="去掉动态验证码（手机丢失时），不改密码")
    ] = False,
) -> None:
    """新建账号；账号已存在时换一个新密码。"""
    instance = open_instance(Settings.load())
    if reset_second_factor:
        _reset(instance, login)
        return
    if not name or not unit:
        raise Refusal("请写明姓名和单位：--name 姓名 --unit 单位代码。")
    if unit not in instance.directory:
        raise Refusal(f"没有代码为 {unit} 的单位。用 ./hotline units --find 名称 查找代码。")
    if role not in ROLES:
        raise Refusal(f"没有“{role}”这个角色。可用：{'、'.join(ROLES)}。")
    with instance.store.work() as work:
        password = create(work, login=login, name=name, role=role, unit=unit)
        work.commit()
    typer.echo(f"账号 {login}（{name}，{instance.directory.unit(unit).name}）的密码，只显示这一次：{password}")


def _reset(instance: Instance, login: str) -> None:
    with instance.store.work() as work:
        there = forget_second_factor(work, login)
        work.commit()
    if there is None:
        raise Refusal(f"没有登录名为 {login} 的账号。")
    typer.echo(
        f"账号 {login} 的动态验证码已去掉，其登录已全部退出。" if there else f"账号 {login} 没有启用动态验证码。"
    )
