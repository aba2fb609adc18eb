"""Dispatch from its parts, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cases.decisions import Levels
from cases.dispatch import DispatchRules
from cases.units import Directory
from seats.dispatch.api import DispatchApi
from seats.dispatch.dispatcher import Dispatcher, Exchange, Live
from seats.dispatch.orders import Orders
from seats.dispatch.overflow import Overflow
from seats.dispatch.postings import Postings
from seats.seating import Seating
from store.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class DispatchPlan:
    """What of config/ concerns the supervisors' part."""

    rules: DispatchRules
    levels: Levels


def dispatch_api(
    store: Store, directory: Directory, rules: DispatchRules, exchange: Exchange, live: Live, seating: Seating,
    vacate: Callable[[str], Awaitable[None]], overflow: Overflow, postings: Postings,
) -> DispatchApi:  # fmt: skip
    orders = Orders(store, directory, rules)
    dispatcher = Dispatcher(exchange, live, directory, seating, orders, rules, vacate, overflow, postings)
    return DispatchApi(dispatcher, orders, overflow, directory, rules)
