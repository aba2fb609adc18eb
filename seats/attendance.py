"""Whether somebody is there for a unit's callers, told to the exchange: there each caller who comes to a queue is let
in or sent to the message (`[attended]` of extensions.conf). What was never told lets the caller wait.

app_queue has no word for this: to its `joinempty` who wraps up is as absent as who went home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seats.pauses import WAITED_FOR
from seats.seat_view import SeatView

if TYPE_CHECKING:
    from seats.actions import Actions
    from seats.picture import Picture


class Attendance:
    def __init__(self, actions: Actions, picture: Picture) -> None:
        self._actions, self._picture = actions, picture
        self._units = [unit.code for unit in picture.directory]
        self._told: dict[str, bool] = {}

    def unattended(self, unit: str) -> bool:
        """As the exchange was told."""
        return self._told.get(unit) is False

    def forget(self) -> None:
        """The exchange may have started anew."""
        self._told = {}

    def units(self) -> frozenset[str]:
        """Those with somebody for whom a caller waits, at once in line or in a moment."""
        there = (view for view in self._picture.seats.values() if is_there(view))
        return frozenset(unit for view in there for unit in view.queues or (view.seat.unit,))

    async def see_to(self) -> None:
        """Raises NotDone."""
        attended = self.units()
        for unit in self._units:
            is_attended = unit in attended
            if self._told.get(unit) is not is_attended:
                value = "" if is_attended else "1"
                await self._actions.act("Setvar", Variable=f"NOBODY_{unit}", Value=value)
                self._told[unit] = is_attended


def is_there(view: SeatView) -> bool:
    """Signed in, with a phone, and back within what a caller can be asked to wait."""
    return view.shown.state != "offline" and (not view.paused or view.reason in WAITED_FOR)
