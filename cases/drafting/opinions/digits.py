"""Numbers of an opinion: only digits that were said, all of them, in their order, and of one number."""

from __future__ import annotations

import re
from collections.abc import Callable

from cases.drafting.identifiers.badges import LENGTHS, NAMED
from cases.drafting.identifiers.ids import CROSS, OF_OTHERS, is_id_number
from cases.drafting.identifiers.phones import is_phone
from cases.drafting.identifiers.whose_phone import ASKED, OFFICE, OTHERS
from cases.drafting.opinions.quotes import Quote, Saying
from cases.drafting.reading.lines import Line
from cases.drafting.reading.numbers import Run, corrects

Spoken = tuple[Line, Run]
_JOINS = 3
"""So few words between two groups of digits leave them one number."""
_PHONE = re.compile(f"{ASKED.pattern}|联系|打我|找我")
_ID = re.compile("身份证|证件|证号")


def phone(saying: Saying, value: object) -> str | None:
    digits = said_digits(saying)
    if digits is None or digits != value or not is_phone(digits):
        return None
    around = _around(saying)
    stranger = OTHERS.search(around) or OFFICE.search(around)
    return digits if _PHONE.search(around) and not stranger else None


def id_number(saying: Saying, value: object) -> str | None:
    digits = said_digits(saying)
    if digits is not None and len(digits) == 17 and CROSS.search(saying.quotes[-1].text[-6:]):
        digits += "X"
    if digits is None or digits != value or not is_id_number(digits):
        return None
    around = _around(saying)
    return digits if _ID.search(around) and not OF_OTHERS.search(around) else None


def badge(saying: Saying, value: object) -> str | None:
    digits = said_digits(saying)
    if digits is None or digits != value or len(digits) not in LENGTHS:
        return None
    return digits if NAMED.search(_around(saying)) else None


def _around(saying: Saying) -> str:
    return saying.asked + saying.quotes[0].before + saying.text


def said_digits(saying: Saying) -> str | None:
    """None when the quotes cut a number, leave a group out, or were taken back."""
    chosen = [spoken for quote in saying.quotes for spoken in _inside(quote)]
    if not chosen or any(_cuts(quote) for quote in saying.quotes) or _taken_back(saying):
        return None
    row = _row(saying)
    places = [row.index(spoken) for spoken in chosen]
    if places != list(range(places[0], places[0] + len(places))):
        return None
    if _goes_on(row, places[0] - 1) or _goes_on(row, places[-1]):
        return None
    return "".join(run.digits for _, run in chosen)


def _inside(quote: Quote) -> list[Spoken]:
    runs = [run for run in quote.line.runs if run.start >= quote.start and run.end <= quote.end]
    return [(quote.line, run) for run in runs]


def _cuts(quote: Quote) -> bool:
    crosses: Callable[[int], bool] = lambda at: any(run.start < at < run.end for run in quote.line.runs)  # noqa: E731
    return crosses(quote.start) or crosses(quote.end)


def _row(saying: Saying) -> list[Spoken]:
    """All digits that the same side said, in their order."""
    lines = saying.scene.callers if saying.caller_only else list({id(q.line): q.line for q in saying.quotes}.values())
    return [(line, run) for line in lines for run in line.runs]


def _goes_on(row: list[Spoken], at: int) -> bool:
    """Whether the number of place `at` runs on into the next."""
    if at < 0 or at + 1 >= len(row):
        return False
    (line, run), (after, following) = row[at], row[at + 1]
    if line is after:
        return following.start - run.end <= _JOINS
    near = after.index - line.index <= 2
    return near and run.end >= len(line.text) - 2 and following.start <= 2


def _taken_back(saying: Saying) -> bool:
    return corrects(saying.text) or corrects(saying.quotes[-1].after)
