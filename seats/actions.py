"""What is asked of the exchange, by the user that may act."""

from __future__ import annotations

import asyncio

from asterisk.ami import Action, Response

from seats.ami_answers import ConnectionLost
from seats.line import Line
from seats.picture import Picture


class NotDone(Exception):
    """`str()` is for the operator."""


class ExchangeAway(NotDone):
    def __init__(self) -> None:
        super().__init__("话务系统暂时没有连接，操作没有执行，请稍后重试。")


class NoAnswer(NotDone):
    """It may have been done: the picture will show."""

    def __init__(self, action: str) -> None:
        super().__init__("话务系统没有及时应答，请以屏幕上的坐席状态为准。")
        self.action = action


class RefusedByExchange(NotDone):
    def __init__(self, action: str, message: str) -> None:
        super().__init__("话务系统拒绝了这个操作，请联系系统管理员。")
        self.action, self.message = action, message


class NoSuchLiveCall(NotDone):
    def __init__(self, call_id: str) -> None:
        super().__init__("这通电话已经结束。")
        self.call_id = call_id


class NoSuchMember(NotDone):
    def __init__(self, seat: str) -> None:
        super().__init__(f"没有坐席 {seat}。")
        self.seat = seat


class Actions:
    def __init__(self, line: Line, picture: Picture, answer_s: float) -> None:
        self._line, self._picture, self._answer_s = line, picture, answer_s
        self._owed: dict[str, str] = {}

    async def pause(self, seat: str, reason: str) -> None:
        """In all its queues. Raises NotDone; a pause that found the exchange away is made up for when it is back:
        nobody's phone may ring at a desk that was left."""
        await self._pause(self._interface(seat), reason)

    async def ready(self, seat: str) -> None:
        interface = self._interface(seat)
        self._owed.pop(interface, None)
        await self._set_paused(interface, False, "")

    def owe(self, interface: str, reason: str) -> None:
        """A pause that `make_up` sees to."""
        self._owed.setdefault(interface, reason)

    async def hang_up(self, call_id: str) -> None:
        channel = self._picture.calls.channel(call_id)
        if not channel:
            raise NoSuchLiveCall(call_id)
        await self.act("Hangup", Channel=channel, Cause="16")

    async def reload_queues(self) -> None:
        """After the files were rendered anew. Members keep their pause."""
        await self.act("QueueReload", Members="yes", Rules="yes", Parameters="yes")

    async def make_up(self) -> None:
        """After a connect: the pauses that are owed."""
        for interface, reason in list(self._owed.items()):
            await self._pause(interface, reason)

    async def _pause(self, interface: str, reason: str) -> None:
        self._owed[interface] = reason
        try:
            await self._set_paused(interface, True, reason)
        except ExchangeAway:
            raise
        except NotDone:
            self._owed.pop(interface, None)
            raise
        self._owed.pop(interface, None)

    def _interface(self, seat: str) -> str:
        view = self._picture.seats.get(seat)
        if view is None:
            raise NoSuchMember(seat)
        return view.interface

    async def _set_paused(self, interface: str, paused: bool, reason: str) -> None:
        keys = {"Reason": reason} if reason else {}
        await self.act("QueuePause", Interface=interface, Paused="true" if paused else "false", **keys)

    async def act(self, name: str, **keys: str) -> Response:
        connection = self._line.connection
        if connection is None:
            raise ExchangeAway
        try:
            async with asyncio.timeout(self._answer_s):
                # Sending may block when the other end does not read.
                answer = await asyncio.to_thread(connection.send_action, Action(name, keys))
                response = await asyncio.wrap_future(answer)
        except TimeoutError:
            raise NoAnswer(name) from None
        except ConnectionLost:
            raise ExchangeAway from None
        if response.is_error():
            raise RefusedByExchange(name, response.keys.get("Message", ""))
        return response
