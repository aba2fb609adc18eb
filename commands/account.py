"""`./hotline account LOGIN`: a person who may sign in. The password is shown once and never stored."""

from __future__ import annotations

from typing import Annotated

import typer

from cases.seats import Seat
from cases.units import NoSuchSeat
from commands.instance import Instance, open_instance
from commands.running import Refusal, WrongUse
from config.settings import Settings
from store.unit_of_work import Work
from web.accounts import NotTheirSeat, create, forget_second_factor, give_seat

ROLES = ("operator", "supervisor", "system_admin", "security_admin", "audit_admin")


def command(
    login: Annotated[str, typer.Argument(help="登录名")],
    name: Annotated[str, typer.Option(help="姓名")] = "",
    unit: Annotated[str, typer.Option(help="单位代码，如 370900")] = "",
    role: Annotated[str, typer.Option(help=f"{'、'.join(ROLES)}；不写为 {ROLES[0]}")] = "",
    seat: Annotated[str, typer.Option(help="指定坐席，如 37091；账号已存在时可单独使用，不改密码")] = "",
    no_seat: Annotated[bool, typer.Option("--no-seat", help="取消指定坐席，不改密码")] = False,
    reset_second_factor: Annotated[
        bool, typer.Option("--reset-second-factor", help="去掉动态验证码（手机丢失时），不改密码")
    ] = False,
) -> None:
    """新建账号；账号已存在时换一个新密码。"""
    if seat and no_seat:
        raise WrongUse("--seat 和 --no-seat 只能用一个。")
    instance = open_instance(Settings.load())
    if reset_second_factor:
        _reset(instance, login)
    elif (seat or no_seat) and not (name or unit or role):
        _seat_only(instance, login, seat)
    else:
        _check(instance, name, unit, role)
        _put(instance, login, name=name, unit=unit, role=role or ROLES[0], seat=seat, no_seat=no_seat)


def _check(instance: Instance, name: str, unit: str, role: str) -> None:
    if not name or not unit:
        raise Refusal("请写明姓名和单位：--name 姓名 --unit 单位代码。")
    if unit not in instance.directory:
        raise Refusal(f"没有代码为 {unit} 的单位。用 ./hotline units --find 名称 查找代码。")
    if role and role not in ROLES:
        raise Refusal(f"没有“{role}”这个角色。可用：{'、'.join(ROLES)}。")


def _put(instance: Instance, login: str, *, name: str, unit: str, role: str, seat: str, no_seat: bool) -> None:
    with instance.store.work() as work:
        password = create(work, login=login, name=name, role=role, unit=unit)
        given = _give(instance, work, login, seat) if seat or no_seat else ""
        work.commit()
    typer.echo(f"账号 {login}（{name}，{instance.directory.unit(unit).name}）的密码，只显示这一次：{password}")
    if given:
        typer.echo(given)


def _seat_only(instance: Instance, login: str, seat: str) -> None:
    with instance.store.work() as work:
        given = _give(instance, work, login, seat)
        work.commit()
    typer.echo(given)


def _give(instance: Instance, work: Work, login: str, seat: str) -> str:
    """What to tell when it is committed. `seat` empty: none any more."""
    row = work.people.by_login(login)
    if row is None:
        raise Refusal(f"没有登录名为 {login} 的账号。")
    if not seat:
        row.given_seat = None
        return f"{login}（{row.name}）不再有指定坐席。"
    try:
        give_seat(row, seat, instance.directory)
    except NoSuchSeat:
        raise Refusal(f"没有坐席 {seat}。用 ./hotline units --find 名称 查找坐席号。") from None
    except NotTheirSeat as refused:
        raise Refusal(_not_theirs(refused.seat, login, instance)) from None
    return f"坐席 {row.given_seat} 已指定给 {login}（{row.name}），登录后按回车入座。"


def _not_theirs(seat: Seat, login: str, instance: Instance) -> str:
    place = instance.directory.unit(seat.unit).name
    who = "值机员只能使用本单位的坐席，值班长还可使用下级单位的坐席，管理员不使用坐席"
    return f"坐席 {seat.number}（{place}）不能指定给 {login}：{who}。"


def _reset(instance: Instance, login: str) -> None:
    with instance.store.work() as work:
        there = forget_second_factor(work, login)
        work.commit()
    if there is None:
        raise Refusal(f"没有登录名为 {login} 的账号。")
    typer.echo(
        f"账号 {login} 的动态验证码已去掉，其登录已全部退出。" if there else f"账号 {login} 没有启用动态验证码。"
    )
