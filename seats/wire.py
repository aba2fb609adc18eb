"""One WebSocket to a browser that only listens: open until it goes away, its session ends, or it is told to close."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from typing import Any, Protocol

from fastapi import WebSocket, WebSocketDisconnect

CLOSE_WITHIN_S = 2.0


class Waiting(Protocol):
    """What waits to be sent, and whether it is over."""

    def get(self) -> Awaitable[str]: ...

    def until_closed(self) -> Awaitable[int]: ...


async def keep_open(socket: WebSocket, waiting: Waiting, watch: Coroutine[Any, Any, None]) -> None:
    """`watch` closes `waiting` when its time has come, and returns."""
    works = (_send(socket, waiting), _listen(socket), _watched(watch), _close(socket, waiting))
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.wait(tasks[1:], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watched(watch: Coroutine[Any, Any, None]) -> None:
    await watch
    # The browser may be too slow even to be told so.
    await asyncio.sleep(CLOSE_WITHIN_S)


async def _send(socket: WebSocket, waiting: Waiting) -> None:
    try:
        while True:
            await socket.send_text(await waiting.get())
    except (WebSocketDisconnect, RuntimeError):
        return  # the browser went away while we spoke; the listener ends the line


async def _close(socket: WebSocket, waiting: Waiting) -> None:
    code = await waiting.until_closed()
    with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
        # What the browser has not read stands before the close: it may never take it.
        await asyncio.wait_for(socket.close(code), CLOSE_WITHIN_S)


async def _listen(socket: WebSocket) -> None:
    try:
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
    except (WebSocketDisconnect, RuntimeError):
        return
