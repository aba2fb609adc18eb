"""Moments as whole microseconds of the epoch, so that 15.000000 s is 15 s on every database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

MICRO = 1_000_000


class Micros(FunctionElement[int]):
    """Of one column of times."""

    type = BigInteger()
    name = "micros"
    inherit_cache = True


@compiles(Micros, "sqlite")
def _on_sqlite(element: Micros, compiler: SQLCompiler, **kw: Any) -> str:
    # As SQLAlchemy writes them: 2026-03-12 02:00:00.000000. SQLite itself reckons in milliseconds and would round up.
    at = compiler.process(element.clauses, **kw)
    return f"(strftime('%s', substr({at}, 1, 19)) * {MICRO} + CAST(substr({at}, 21, 6) AS INTEGER))"


@compiles(Micros, "postgresql")
def _on_postgresql(element: Micros, compiler: SQLCompiler, **kw: Any) -> str:
    at = compiler.process(element.clauses, **kw)
    return f"CAST(EXTRACT(EPOCH FROM {at}) * {MICRO} AS BIGINT)"


class MinuteOf(FunctionElement[str]):
    """The UTC minute of a column of times as text, without reading it as a time: `2026-03-12 02:00`."""

    name = "minute_of"
    inherit_cache = True


class HourOf(FunctionElement[str]):
    """The UTC hour as text: `2026-03-12 02`. China's days, months and years are made of whole ones."""

    name = "hour_of"
    inherit_cache = True


@compiles(MinuteOf, "sqlite")
def _minute_on_sqlite(element: MinuteOf, compiler: SQLCompiler, **kw: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kw)}, 1, 16)"


@compiles(MinuteOf, "postgresql")
def _minute_on_postgresql(element: MinuteOf, compiler: SQLCompiler, **kw: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **kw)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"


@compiles(HourOf, "sqlite")
def _hour_on_sqlite(element: HourOf, compiler: SQLCompiler, **kw: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kw)}, 1, 13)"


@compiles(HourOf, "postgresql")
def _hour_on_postgresql(element: HourOf, compiler: SQLCompiler, **kw: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **kw)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"


def in_micros(at: datetime) -> int:
    """The same of a time of ours."""
    return int(at.timestamp()) * MICRO + at.microsecond


def apart(later: ColumnElement[Any], earlier: ColumnElement[Any]) -> ColumnElement[int]:
    """Microseconds from one to the other."""
    return Micros(later) - Micros(earlier)
