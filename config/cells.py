"""Single cells read as values: what cannot be read becomes a fault of the table, with its line and column."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from cases.hours import MIDNIGHT
from config.tables import Row, Table

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_Word = TypeVar("_Word", bound=StrEnum)
_Value = TypeVar("_Value")


def filled(row: Row, table: Table, *columns: str) -> None:
    table.faults += [row.fault(column, "是空的", "请填写") for column in columns if not row[column]]


def word(row: Row, column: str, words: type[_Word], table: Table) -> _Word | None:
    return value(row, column, words, f"请写 {'、'.join(words)} 之一", table)


def number(row: Row, column: str, otherwise: int, table: Table) -> int:
    found = value(row, column, _whole_number, "请写一个整数", table)
    return otherwise if found is None else found


def day(row: Row, column: str, table: Table) -> date | None:
    return value(row, column, date.fromisoformat, "请写成 2026-10-01 的样子", table)


def minute(row: Row, column: str, table: Table) -> int | None:
    return value(row, column, _minute_of, "请写成 08:30 的样子，一天的末尾写 24:00", table)


def value(row: Row, column: str, read: Callable[[str], _Value], how_to_fix: str, table: Table) -> _Value | None:
    """`read` raises ValueError for what it does not understand."""
    try:
        return read(row[column])
    except ValueError:
        table.faults.append(row.fault(column, f"不能是“{row[column]}”", how_to_fix))
        return None


def no_doubles(table: Table, column: str, keys: list[str]) -> None:
    """`keys`: what must differ from row to row."""
    for place, key in enumerate(keys):
        if key in keys[:place]:
            row = table.rows[place]
            table.faults.append(row.fault(column, f"“{row[column]}”重复", "请删去或改正其中一行"))


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise ValueError(text)
    return int(text)


def _minute_of(text: str) -> int:
    if text == "24:00":
        return MIDNIGHT
    if not (found := _TIME.fullmatch(text)):
        raise ValueError(text)
    return int(found[1]) * 60 + int(found[2])
