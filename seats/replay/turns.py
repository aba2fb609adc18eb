"""Each change of a seat that a board shows goes into the log, so that the board of any moment can be shown again."""

from __future__ import annotations

from collections.abc import Callable

from cases.clock import Clock
from cases.events import SeatTurned
from seats.hub import Exchange
from seats.states import Change, LinkChanged, SeatChanged, SeatState
from seats.steps import Step, Told


class Turns:
    """For `Link.on_change`. What is the same as before is not told again; after a start, every seat once."""

    def __init__(self, exchange: Exchange, clock: Clock, write: Callable[[Step], None]) -> None:
        self._exchange, self._clock, self._write = exchange, clock, write
        self._told: dict[str, SeatTurned] = {}

    def changed(self, change: Change) -> None:
        match change:
            case SeatChanged(seat):
                self._tell(seat)
            case LinkChanged():
                for seat in self._exchange.picture.snapshot().seats:
                    self._tell(seat)

    def _tell(self, seat: SeatState) -> None:
        fact = turned(seat)
        if self._told.get(seat.number) != fact:
            self._told[seat.number] = fact
            self._write(Told(fact, self._clock()))


def turned(seat: SeatState) -> SeatTurned:
    return SeatTurned(
        call_id=seat.call_id, unit=seat.unit, seat=seat.number, state=seat.state, reason=seat.reason,
        since=seat.since.isoformat(), device=seat.device, person=seat.person or 0, hand=seat.hand, peer=seat.peer,
        listened=seat.listened, queues=" ".join(seat.queues),
    )  # fmt: skip
