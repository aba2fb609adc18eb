"""What a supervisor's order asks of the exchange. Only seats and units of the directory get into an action."""

from __future__ import annotations

from seats.actions import Actions, NotDone
from seats.dispatch.spies import Listening
from seats.picture import Picture
from seats.seat_view import SeatView

RINGS_MS = "20000"
TALKS = frozenset({"talking", "held", "consulting", "conference"})


class CannotListen(NotDone):
    """`str()` says why."""


class DispatchCommands:
    def __init__(self, actions: Actions, picture: Picture) -> None:
        self._actions, self._picture = actions, picture

    def listening(self, own: str) -> Listening | None:
        return self._picture.spies.of(own)

    async def listen(self, own: str, seat: str, how: str) -> None:
        """Calls the own phone, or changes how it listens already. Raises NotDone."""
        view, target = self._picture.seats[own], self._picture.seats[seat]
        now = self.listening(own)
        if now is not None:
            await self._actions.act("Redirect", Channel=now.channel, Context=how, Exten=seat, Priority="1")
            return
        _check(view, target)
        await self._actions.act(
            "Originate", Channel=view.interface, Context=how, Exten=seat, Priority="1", CallerID=seat,
            Timeout=RINGS_MS, Async="true",
        )  # fmt: skip

    async def stop(self, own: str) -> None:
        """Raises NotDone."""
        now = self.listening(own)
        if now is None:
            raise CannotListen("您没有在旁听。")
        await self._actions.act("Hangup", Channel=now.channel, Cause="16")


def _check(own: SeatView, target: SeatView) -> None:
    if own is target:
        raise CannotListen("不能旁听自己的坐席。")
    if target.shown.state not in TALKS or not target.shown.call_id:
        raise CannotListen(f"坐席 {target.seat.number} 当前没有通话，无法旁听。")
    if own.shown.state == "offline":
        raise CannotListen("您的话机没有连接，无法旁听：请先打开软电话或检查桌面话机。")
    if own.shown.call_id or own.shown.state in TALKS or own.shown.state == "ringing":
        raise CannotListen("您的话机正在使用，请结束后再旁听。")
