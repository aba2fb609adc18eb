"""What the matters need, built once."""

from __future__ import annotations

from dataclasses import dataclass

from cases.deadlines import WorkCalendar
from cases.registration import Book
from seats.matters.api import MattersApi
from seats.matters.knowledge import KnowledgeBook
from seats.matters.lists import Lists
from seats.matters.versions import Versions
from seats.matters.work_items import WorkDone
from seats.matters.wrap_up import WrapUps
from store.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class MatterRules:
    """The lists and the calendar of config/."""

    book: Book
    calendar: WorkCalendar


def matters_api(store: Store, rules: MatterRules) -> MattersApi:
    directory = rules.book.directory
    return MattersApi(
        WrapUps(store, rules.book, rules.calendar),
        Lists(store, directory),
        KnowledgeBook(store, directory),
        Versions(store, directory),
        WorkDone(store, directory),
    )
