"""Writes config/holidays.csv anew from the chinesecalendar package: a developer's tool, not part of the service.

    python -m config.seed_holidays

The file is edited by hand from then on: when the State Council's notice for a year is out, its days are added.
"""

import csv
from datetime import date
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

from cases.deadlines import DayKind

FIRST_YEAR, LAST_YEAR = 2013, 2026


def main() -> None:
    target = Path(__file__).with_name("holidays.csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "kind", "name"])
        writer.writerows(sorted(_rows(holidays, DayKind.HOLIDAY, "") + _rows(workdays, DayKind.WORKDAY, "调休上班")))


def _rows(days: dict[date, str], kind: DayKind, suffix: str) -> list[list[str]]:
    return [
        [day.isoformat(), kind.value, Holiday(occasion).chinese + suffix]
        for day, occasion in days.items()
        if FIRST_YEAR <= day.year <= LAST_YEAR
    ]


if __name__ == "__main__":
    main()
