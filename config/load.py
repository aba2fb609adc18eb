"""What the files of config/ say, as values of the domain. Raises ConfigFault with all that is wrong with a file."""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cases.categories import Categories, Category
from cases.deadlines import DayKind, WorkCalendar
from cases.dispositions import Disposition, Dispositions
from cases.hours import Days, HoursBook, OfficeHours, Span
from cases.organ_checks import SEATS, tier_by_code
from cases.units import Directory, DirectoryFaulty, Tier, Unit
from config.cells import day, filled, minute, no_doubles, number, value, word
from config.tables import ConfigFault, Fault, Row, Table, read_table

__all__ = ["ConfigFault", "Fault", "Trunk", "load_calendar", "load_categories", "load_directory", "load_hours"]
__all__ += ["load_dispositions", "load_hours_book", "load_trunks"]

_MARK = "*"
_TRUNK_NAME = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Trunk:
    """A line to the public network, known by the address that its calls come from."""

    name: str
    address: str
    unit: str


def load_directory(path: Path, hours: Collection[str] | None = None) -> Directory:
    """`hours`: the profiles that exist; left out, the names in the file are taken as they are."""
    columns = ("code", "name", "short_name", "tier", "parent", "seats", "area_codes", "hours")
    table = read_table(path, columns)
    units = [_unit(row, table, hours) for row in table.rows]
    try:
        directory = Directory(units)
    except DirectoryFaulty as faulty:
        _locate(faulty, table)
        raise ConfigFault(table.faults) from None
    table.check()
    return directory


def load_calendar(path: Path) -> WorkCalendar:
    table = read_table(path, ("date", "kind", "name"))
    exceptions: dict[date, DayKind] = {}
    for row in table.rows:
        when, kind = day(row, "date", table), word(row, "kind", DayKind, table)
        if when in exceptions:
            table.faults.append(row.fault("date", f"日期 {when} 重复", "请只留一行"))
        if when and kind:
            exceptions[when] = kind
    table.check()
    return WorkCalendar.of(exceptions)


def load_hours(path: Path) -> tuple[OfficeHours, ...]:
    """A row a span; the rows of one name together are one profile."""
    table = read_table(path, ("name", "days", "opens", "closes"))
    spans: dict[str, list[Span]] = {}
    for row in table.rows:
        filled(row, table, "name")
        if span := _span(row, table):
            spans.setdefault(row["name"], []).append(span)
    table.check()
    return tuple(OfficeHours(name, tuple(of_name)) for name, of_name in spans.items())


def load_hours_book(config_dir: Path) -> HoursBook:
    return HoursBook(load_calendar(config_dir / "holidays.csv"), load_hours(config_dir / "hours.csv"))


def load_trunks(path: Path, directory: Directory) -> tuple[Trunk, ...]:
    table = read_table(path, ("name", "address", "unit"))
    trunks = tuple(Trunk(row["name"], _address(row, table), _trunk_unit(row, table, directory)) for row in table.rows)
    for row in table.rows:
        if not _TRUNK_NAME.fullmatch(row["name"]):
            table.faults.append(row.fault("name", f"中继名称不能是“{row['name']}”", "请用小写字母、数字和连字符"))
    no_doubles(table, "name", [trunk.name for trunk in trunks])
    no_doubles(table, "address", [trunk.address for trunk in trunks])
    if not table.rows:
        table.wrong(0, "一条中继也没有", "请至少写一行")
    table.check()
    return trunks


def load_pause_limits(path: Path) -> dict[str, int]:
    """Seconds that a pause of each reason may last; a reason without a row has no limit."""
    table = read_table(path, ("reason", "limit_min"))
    limits = {row["reason"]: 60 * number(row, "limit_min", 0, table) for row in table.rows}
    no_doubles(table, "reason", [row["reason"] for row in table.rows])
    table.check()
    return limits


def load_categories(path: Path) -> Categories:
    table = read_table(path, ("category", "subcategory", "since", "until"))
    entries = tuple(
        Category(row["category"], row["subcategory"], number(row, "since", 1, table), _until(row, table))
        for row in table.rows
    )
    for row, entry in zip(table.rows, entries, strict=True):
        filled(row, table, "category", "subcategory")
        if entry.until is not None and entry.until < entry.since:
            table.faults.append(row.fault("until", "停用版本早于启用版本", "请改大或留空"))
    no_doubles(table, "subcategory", [f"{entry.top}/{entry.sub}/{entry.since}" for entry in entries])
    table.check()
    return Categories(entries)


def load_dispositions(path: Path) -> Dispositions:
    table = read_table(path, ("name", "registers", "since", "until"))
    entries = tuple(_disposition(row, table) for row in table.rows)
    no_doubles(table, "name", [f"{entry.name}/{entry.since}" for entry in entries])
    if not any(entry.registers and entry.until is None for entry in entries):
        table.wrong(0, "没有一种处置是登记编号的", "请保留一行 registers 写 yes 的")
    table.check()
    return Dispositions(entries)


def _disposition(row: Row, table: Table) -> Disposition:
    filled(row, table, "name")
    if row["registers"] not in ("yes", "no"):
        table.faults.append(row.fault("registers", f"不能是“{row['registers']}”", "请写 yes 或 no"))
    since, until = number(row, "since", 1, table), _until(row, table)
    if until is not None and until < since:
        table.faults.append(row.fault("until", "停用版本早于启用版本", "请改大或留空"))
    return Disposition(row["name"], row["registers"] == "yes", since, until)


def _unit(row: Row, table: Table, hours: Collection[str] | None) -> Unit:
    """A cell that cannot be read is told once and filled with what it should be, so that the rest is checked too."""
    filled(row, table, "code", "name", "short_name", "hours")
    if hours is not None and row["hours"] and row["hours"] not in hours:
        table.faults.append(row.fault("hours", f"没有名为“{row['hours']}”的值守时间", f"请写 {'、'.join(hours)} 之一"))
    tier = word(row, "tier", Tier, table) or tier_by_code(row["code"])
    marked = row["area_codes"].split()
    return Unit(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        tier=tier,
        parent=row["parent"] or None,
        seats=number(row, "seats", SEATS[tier], table),
        area_codes=tuple(area_code.removesuffix(_MARK) for area_code in marked),
        hours=row["hours"],
        primary_codes=tuple(area_code.removesuffix(_MARK) for area_code in marked if area_code.endswith(_MARK)),
    )


def _locate(faulty: DirectoryFaulty, table: Table) -> None:
    for fault in faulty.faults:
        if fault.index < len(table.rows):
            table.faults.append(table.rows[fault.index].fault(fault.field, fault.what, fault.remedy))
        else:
            table.wrong(0, fault.what, fault.remedy)


def _span(row: Row, table: Table) -> Span | None:
    days, opens, closes = word(row, "days", Days, table), minute(row, "opens", table), minute(row, "closes", table)
    if days is None or opens is None or closes is None:
        return None
    if opens >= closes:
        how_to_fix = "请写更晚的时间；跨过零点的写成两行：一行到 24:00，一行从 00:00 起"
        table.faults.append(row.fault("closes", f"结束 {row['closes']} 不晚于开始 {row['opens']}", how_to_fix))
        return None
    return Span(days, opens, closes)


def _until(row: Row, table: Table) -> int | None:
    return number(row, "until", 9999, table) if row["until"] else None


def _address(row: Row, table: Table) -> str:
    address = value(row, "address", ipaddress.ip_address, "请写 IP 地址，形如 127.0.0.2", table)
    return str(address or row["address"])


def _trunk_unit(row: Row, table: Table, directory: Directory) -> str:
    if row["unit"] not in directory:
        table.faults.append(row.fault("unit", f"没有代码为“{row['unit']}”的单位", "请写 units.csv 里的代码"))
    return row["unit"]
