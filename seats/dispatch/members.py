"""Seats as members of queues, where that is not what the directory says: what the exchange has, and what was ordered.

A member of queues.conf cannot be removed while Asterisk runs: it steps aside by its penalty.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cases.organs import queue_name
from cases.postings import Penalties
from cases.seats import Seat
from seats.snapshot import Serving

if TYPE_CHECKING:
    from seats.actions import Actions
    from seats.picture import News, Picture

ServingOf = Mapping[str, Serving]
"""By unit."""


class Servings:
    """Of each telephone (by its interface at the exchange) that is an unusual member somewhere."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Serving]] = {}

    def of(self, interface: str) -> ServingOf:
        return self._found.get(interface, {})

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def put(self, interface: str, unit: str, serving: Serving | None) -> bool:
        """None: it is what it usually is. Whether anything changed."""
        if self.of(interface).get(unit) == serving:
            return False
        units = {**self.of(interface), unit: serving}
        self.replace(interface, {unit: kept for unit, kept in units.items() if kept is not None})
        return True

    def replace(self, interface: str, units: ServingOf) -> None:
        self._found.pop(interface, None)
        if units:
            self._found[interface] = dict(units)


@dataclass(frozen=True, slots=True)
class Due:
    """To become so: None is what is usual."""

    seat: str
    interface: str
    unit: str
    action: str
    keys: Mapping[str, str]
    serving: Serving | None


class Members:
    """Makes the exchange's queues what was ordered, again and again as long as they are not."""

    def __init__(
        self, actions: Actions, picture: Picture, now: Callable[[], datetime], tell: Callable[[News], None]
    ) -> None:
        self._actions, self._picture, self._now, self._tell = actions, picture, now, tell
        self._wanted: Mapping[str, Penalties] | None = None
        self._turn = asyncio.Lock()

    async def post(self, wanted: Mapping[str, Penalties]) -> None:
        """From now on, by seat: where its penalty is not the usual one. Raises NotDone; what is wanted stays so."""
        self._wanted = wanted
        await self.see_to()

    async def see_to(self) -> None:
        """Raises NotDone."""
        async with self._turn:
            for due in self.due():
                await self._actions.act(due.action, Interface=due.interface, Queue=queue_name(due.unit), **due.keys)
                self._tell(self._picture.serves(due.seat, due.interface, due.unit, due.serving, self._now()))

    def due(self) -> list[Due]:
        """Nothing, as long as nobody has said what is wanted: a seat that was moved stays where it is meanwhile."""
        if self._wanted is None:
            return []
        posted = {self._picture.directory.seat(_endpoint(interface)).number for interface in self._picture.servings}
        numbers = sorted(self._wanted.keys() | posted)
        return [due for number in numbers for due in self._of(number, self._wanted.get(number, {}))]

    def _of(self, number: str, wanted: Penalties) -> Iterator[Due]:
        view = self._picture.seats[number]
        for interface, paused in ((view.interface, view.paused), (view.other.interface, view.other.paused)):
            seen = self._picture.servings.of(interface)
            for unit in sorted(wanted.keys() | seen.keys()):
                due = self._one(view.seat, interface, unit, wanted.get(unit), seen.get(unit), paused)
                if due is not None:
                    yield due

    def _one(
        self, seat: Seat, interface: str, unit: str, want: int | None, seen: Serving | None, paused: bool
    ) -> Due | None:
        usual = self._picture.reader.usual(seat.number, queue_name(unit))
        due = _back(usual) if want is None else _there(seat, want, usual, seen, paused)
        return Due(seat.number, interface, unit, *due) if due else None


Step = tuple[str, Mapping[str, str], Serving | None]
"""An action, its keys, and what the member is then."""


def _back(usual: int | None) -> Step:
    if usual is None:
        return "QueueRemove", {}, None
    return "QueuePenalty", {"Penalty": str(usual)}, None


def _there(seat: Seat, want: int, usual: int | None, seen: Serving | None, paused: bool) -> Step | None:
    if seen is None and usual is None:
        keys = {"MemberName": seat.number, "Penalty": str(want), "Paused": _yes(paused)}
        return "QueueAdd", keys, Serving(want, paused)
    if seen is None or seen.penalty != want:
        return "QueuePenalty", {"Penalty": str(want)}, Serving(want, seen.paused if seen else paused)
    if usual is None and seen.paused != paused:
        # It was added while a pause of all its queues was on the way.
        return "QueuePause", {"Paused": _yes(paused)}, Serving(want, paused)
    return None


def _endpoint(interface: str) -> str:
    return interface.partition("/")[2]


def _yes(true: bool) -> str:
    return "true" if true else "false"


def penalties_of(servings: ServingOf) -> Penalties:
    return {unit: serving.penalty for unit, serving in servings.items()}
