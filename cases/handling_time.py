"""The clock of a matter: working days from its acceptance, after the day on which it was accepted."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cases.clock import CHINA
from cases.deadlines import Due, WorkCalendar


class Grade(StrEnum):
    SIMPLE = "simple"
    ORDINARY = "ordinary"
    MAJOR = "major"


WORKING_DAYS = {Grade.SIMPLE: 10, Grade.ORDINARY: 15, Grade.MAJOR: 20}
TELL_ACCEPTANCE = 15
"""Within so many working days a real-name reporter is told that the matter was accepted."""


def handling_due(accepted: datetime, calendar: WorkCalendar, grade: Grade = Grade.ORDINARY) -> Due:
    """Ordinary until triage says otherwise."""
    return calendar.add_working_days(accepted.astimezone(CHINA).date(), WORKING_DAYS[grade])


def acceptance_due(accepted: datetime, calendar: WorkCalendar) -> Due:
    return calendar.add_working_days(accepted.astimezone(CHINA).date(), TELL_ACCEPTANCE)
