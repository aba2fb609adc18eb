"""The number (编号) of a matter: of its organ and year, counted without gaps. 370900-2026-00001."""

from __future__ import annotations

from datetime import datetime

from cases.clock import CHINA


def number_year(accepted: datetime) -> int:
    """The year in China: at half past midnight on New Year's Day it is still the old year in UTC."""
    return accepted.astimezone(CHINA).year


def registration_number(unit: str, year: int, n: int) -> str:
    return f"{unit}-{year}-{n:05d}"
