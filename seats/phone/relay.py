"""`/ws/sip`: the browser's SIP goes to the exchange over our own origin, for the seat where its person sits.

One frame at a time in each direction: nothing is kept here, a side that does not read stops the other.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from cases.seats import BROWSER_SUFFIX
from seats.outbox import SIGNED_OUT
from seats.phone.sip_frames import speaks_for
from seats.seating import Seating
from web.gate import NOT_OURS, signed_in
from web.sessions import Sessions, SignedIn

SIP = "sip"
LONGEST_FRAME = 65_536
LOOK_EVERY_S, CONNECT_S, TAKE_S = 15.0, 3.0, 5.0
NO_SEAT, TAKEN_OVER, AWAY = 4404, 4409, 1013
"""Close codes: sit down first; another page of this seat has the phone now; the exchange is away, try again."""
log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class _Phone:
    who: SignedIn
    seat: str
    over: asyncio.Event = field(default_factory=asyncio.Event)
    code: int = AWAY

    @property
    def endpoint(self) -> str:
        return self.seat + BROWSER_SUFFIX

    def end(self, code: int) -> None:
        if not self.over.is_set():
            self.code = code
            self.over.set()


class SipRelay:
    """`exchange` is the address of Asterisk's web socket."""

    def __init__(self, exchange: str, sessions: Sessions, seating: Seating) -> None:
        self._exchange, self._sessions, self._seating = exchange, sessions, seating
        self._phones: dict[str, _Phone] = {}
        self.look_every_s = LOOK_EVERY_S

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_websocket_route("/ws/sip", self.serve)
        return router

    def end_session(self, session: str) -> None:
        for phone in list(self._phones.values()):
            if phone.who.session == session:
                phone.end(SIGNED_OUT)

    def left(self, seat: str) -> None:
        """Its person got up: the phone is of the next one."""
        if phone := self._phones.get(seat):
            phone.end(NO_SEAT)

    async def serve(self, socket: WebSocket) -> None:
        who = signed_in(socket)
        if SIP not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(NOT_OURS)
            return
        await socket.accept(SIP)
        seat = await run_in_threadpool(self._seating.seat_of, who.viewer.person)
        if not seat:
            await socket.close(NO_SEAT)
            return
        await self._relay(socket, self._enter(_Phone(who, seat)))

    def _enter(self, phone: _Phone) -> _Phone:
        if former := self._phones.get(phone.seat):
            former.end(TAKEN_OVER)
        self._phones[phone.seat] = phone
        return phone

    async def _relay(self, socket: WebSocket, phone: _Phone) -> None:
        try:
            await _close(socket, await self._until_over(socket, phone))
        finally:
            if self._phones.get(phone.seat) is phone:
                del self._phones[phone.seat]

    async def _until_over(self, socket: WebSocket, phone: _Phone) -> int:
        """The code to close with. The session ends the phone also while the exchange is being reached."""
        try:
            async with connect(self._exchange, subprotocols=[Subprotocol(SIP)], max_size=LONGEST_FRAME, max_queue=8,
                               compression=None, proxy=None, open_timeout=CONNECT_S) as exchange:  # fmt: skip
                return await self._speak(socket, exchange, phone)
        except (OSError, TimeoutError, WebSocketException) as error:
            log.warning("no way to the exchange for a browser's phone", seat=phone.seat, error=type(error).__name__)
            return AWAY

    async def _speak(self, socket: WebSocket, exchange: ClientConnection, phone: _Phone) -> int:
        ways = (_to_exchange(socket, exchange, phone), _to_browser(socket, exchange))
        tasks = [asyncio.create_task(work) for work in (*ways, self._watch(phone), phone.over.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return phone.code

    async def _watch(self, phone: _Phone) -> None:
        """The session and the seat end by themselves too: at midnight, or by another program."""
        while True:
            await asyncio.sleep(self.look_every_s)
            if await run_in_threadpool(self._sessions.over, phone.who.session):
                phone.end(SIGNED_OUT)
            elif not await run_in_threadpool(self._sits, phone):
                phone.end(NO_SEAT)

    def _sits(self, phone: _Phone) -> bool:
        try:
            return self._seating.seat_of(phone.who.viewer.person) == phone.seat
        except SQLAlchemyError as error:  # calls go on, and ring, without the database
            log.warning("a seat could not be looked at", seat=phone.seat, error=type(error).__name__)
            return True


async def _to_exchange(socket: WebSocket, exchange: ClientConnection, phone: _Phone) -> None:
    with suppress(WebSocketDisconnect, WebSocketException, RuntimeError):
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            frame = message.get("text") or (message.get("bytes") or b"").decode("utf-8", "replace")
            if not speaks_for(frame, phone.endpoint):
                log.warning("a browser spoke for another seat's account", seat=phone.seat)
                phone.end(NOT_OURS)
                return
            await exchange.send(frame)


async def _to_browser(socket: WebSocket, exchange: ClientConnection) -> None:
    with suppress(WebSocketDisconnect, WebSocketException, RuntimeError, TimeoutError):
        async for frame in exchange:
            text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
            await asyncio.wait_for(socket.send_text(text), TAKE_S)


async def _close(socket: WebSocket, code: int) -> None:
    with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
        await asyncio.wait_for(socket.close(code), TAKE_S)
