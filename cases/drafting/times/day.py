# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""A day that was told, and what the rules that find days share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cases.drafting.reading.numbers import read_count, read_digits
from cases.drafting.times.clock import read_clock


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    start: int
    end: int
    kind: str


Rule = Callable[[str, date], list[Day]]

YEAR = "(?P<year>大前年|去年|前年|今年|本年|[一二]?[零九][零一二三四五六七八九]{1,3}年|二[零][一二三四五六七八九零]{2}年|[二][零一二三四五六七八九]年)?(?:的)?"
"""The words of a year before a day; `year_of` reads them."""


def year_of(words: str | None, today: date) -> int | None:
    """去年 → last year, 二零二五年 and 二五年 → 2025; None when no year was said."""
    if not words:
        return None
    if words in ("今年", "本年"):
        return today.year
    if words.endswith("年") and words[:-1] in ("去", "前", "大前"):
        return today.year - {"去": 1, "前": 2, "大前": 3}[words[:-1]]
    digits = int(read_digits(words))
    return digits if digits >= 1000 else (2000 if digits <= today.year % 100 else 1900) + digits


def newest(build: Callable[[int], date | None], words: str | None, today: date) -> date | None:
    """In the year that was said, else the newest such day that has come."""
    year = year_of(words, today)
    if year is not None:
        return build(year)
    tries = (build(today.year), build(today.year - 1))
    return next((day for day in tries if day and day <= today), None)


def in_month(today: date, back: int, number: int) -> date | None:
    months = today.year * 12 + today.month - 1 + back
    return dated(months // 12, months % 12 + 1, number)


def dated(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def small(words: str) -> int:
    return read_clock(words) if len(words) == 2 else read_count(words) or 0
