"""Days, times and sums of an opinion: read again from the quoted words by the rules' own readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.drafting.opinions.quotes import Quote, Saying
from cases.drafting.reading.numbers import corrects
from cases.drafting.sums.amounts import sums_told
from cases.drafting.times.clock import times
from cases.drafting.times.dates import days_in

_OLDEST_YEARS = 20
"""A matter older than this is more likely a birthday."""


def day(saying: Saying, value: object) -> str | None:
    today = saying.call_time.date()
    return next((told.isoformat() for told in _days(saying, today) if told.isoformat() == value), None)


def _days(saying: Saying, today: date) -> Iterator[date]:
    for quote in saying.quotes:
        for told in days_in(quote.line.text, today):
            past = told.day <= today and today.year - told.day.year <= _OLDEST_YEARS
            if past and _holds(quote, told.start, told.end):
                yield told.day


def time(saying: Saying, value: object) -> str | None:
    for quote in saying.quotes:
        for told in times(quote.line.text):
            if told.hhmm == value and _holds(quote, told.start, told.end):
                return told.hhmm
    return None


def amount(saying: Saying, value: object) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    for quote in saying.quotes if saying.caller_only else ():
        for told, yuan in sums_told(quote.line):
            if yuan == value and _holds(quote, told.start, told.end):
                return yuan
    return None


def _holds(quote: Quote, start: int, end: int) -> bool:
    """Whether the quote has the words, and the caller did not take them back."""
    return quote.start <= start and end <= quote.end and not corrects(quote.line.text[end : end + 8])
