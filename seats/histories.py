"""Looks callers up beside the pop: in a thread, one look for each call, told to the hub when it is there."""

from __future__ import annotations

import asyncio

import structlog

from seats.caller import Callers
from seats.hub import Hub
from seats.states import LiveCall

log = structlog.get_logger()


class Histories:
    def __init__(self, hub: Hub, callers: Callers) -> None:
        self._hub, self._callers = hub, callers
        self._running: set[asyncio.Task[None]] = set()

    def ask(self, call: LiveCall) -> None:
        task = asyncio.get_running_loop().create_task(self._look(call))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _look(self, call: LiveCall) -> None:
        try:
            earlier = await asyncio.to_thread(self._callers.earlier, call)
        except Exception as error:  # the call goes on without its history, and the desk says so
            log.warning("no history", call_id=call.call_id, error=type(error).__name__)
            self._hub.history(call.call_id, None)
        else:
            self._hub.history(call.call_id, earlier)
