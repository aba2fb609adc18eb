"""`./hotline units`: the organs and their seats."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cases.organ_checks import TIER_NAMES
from cases.units import Directory, Tier, Unit
from commands.running import Refusal
from config.load import load_directory, load_hours_book
from config.settings import Settings


def command(
    as_json: Annotated[bool, typer.Option("--json", help="只输出各级单位数和坐席数，JSON")] = False,
    tier: Annotated[Tier | None, typer.Option(help="只列这一级")] = None,
    under: Annotated[str, typer.Option(help="只列这个单位和它的下级，如 370000")] = "",
    find: Annotated[str, typer.Option(help="按名称、代码、区号或坐席号查找，如 泰安")] = "",
) -> None:
    """各级单位和坐席。"""
    config_dir = Settings.load().config_dir
    directory = load_directory(config_dir / "units.csv", hours=load_hours_book(config_dir).names)
    units = chosen(directory, tier, under, find)
    if as_json:
        typer.echo(json.dumps(totals(units)))
    else:
        _show(units, directory)


def totals(units: Iterable[Unit]) -> dict[str, dict[str, int]]:
    listed = tuple(units)
    organs = Counter(unit.tier for unit in listed)
    seats = Counter({tier: sum(unit.seats for unit in listed if unit.tier is tier) for tier in Tier})
    return {
        "organs": {tier.value: organs[tier] for tier in Tier},
        "seats": {tier.value: seats[tier] for tier in Tier} | {"total": seats.total()},
    }


def chosen(directory: Directory, tier: Tier | None, under: str, find: str) -> tuple[Unit, ...]:
    if under and under not in directory:
        raise Refusal(f"没有代码为 {under} 的单位。用 ./hotline units --find 名称 查找代码。")
    within = directory.jurisdiction(under or directory.ministry.code)
    return tuple(
        unit
        for unit in directory
        if unit.code in within and tier in (None, unit.tier) and _matches(unit, find.strip(), directory)
    )


def _matches(unit: Unit, words: str, directory: Directory) -> bool:
    numbers = (unit.code, *unit.area_codes, *(seat.number for seat in directory.seats(unit.code)))
    return words in unit.name or words in unit.short_name or words in numbers


def _show(units: tuple[Unit, ...], directory: Directory) -> None:
    """A table a page at a time on a screen; lines cut nowhere when the output goes on to another program."""
    screen = sys.stdout.isatty()
    console = Console(width=None if screen else 160)
    if screen and len(units) > console.height:
        with console.pager():
            console.print(_table(units, directory))
    else:
        console.print(_table(units, directory))
    sums = totals(units)
    console.print(f"{sum(sums['organs'].values())} 个单位，{sums['seats']['total']} 个坐席")


def _table(units: tuple[Unit, ...], directory: Directory) -> Table:
    table = Table("代码", "单位", "级别", "上级", "区号", "值守时间", "坐席", box=None, header_style="bold")
    for unit in units:
        seats = [seat.number for seat in directory.seats(unit.code)]
        span = seats[0] if len(seats) == 1 else f"{seats[0]}–{seats[-1]}"
        table.add_row(
            unit.code,
            unit.name,
            TIER_NAMES[unit.tier],
            directory.unit(unit.parent).short_name if unit.parent else "",
            " ".join(_area_codes(unit)),
            unit.hours,
            span,
        )
    return table


def _area_codes(unit: Unit) -> list[str]:
    return [code + "*" * (code in unit.primary_codes) for code in unit.area_codes]
