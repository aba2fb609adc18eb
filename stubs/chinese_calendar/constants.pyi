from datetime import date
from enum import Enum

class Holiday(Enum):
    new_years_day = "New Year's Day"
    @property
    def chinese(self) -> str: ...

holidays: dict[date, str]
workdays: dict[date, str]
