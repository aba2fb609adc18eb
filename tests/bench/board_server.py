"""The service of `board_cpu`: says where it is, then for each line `batched` or `singly` plays a storm of as many
seconds as its argument says, and says the seconds of CPU that it took."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fastapi import WebSocket, WebSocketDisconnect

from seats.board.sheet import encoded
from store.logs import set_up_logs
from tests.board_storm import Storm
from tests.desk_world import MINISTRY, World, open_world

PER_SECOND = 200
SOCKETS: set[WebSocket] = set()


async def singly(socket: WebSocket) -> None:
    await socket.accept()
    SOCKETS.add(socket)
    try:
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
    except (WebSocketDisconnect, RuntimeError):
        pass
    SOCKETS.discard(socket)


Step = list[Callable[[], None]]


def recorded(world: World, steps: int) -> list[Step]:
    """What a storm puts on the sheet, event by event: what the exchange and the picture cost is the same for both."""
    sheet, storm, found = world.service.board.sheet, Storm(world.link, world.directory), list[Step]()
    put, drop = sheet.put, sheet.drop
    for record, name in ((put, "put"), (drop, "drop")):
        setattr(sheet, name, lambda *what, record=record: found[-1].append(partial(record, *what)))
    for _ in range(steps):
        found.append([])
        world.now(storm.step)
    sheet.put, sheet.drop = put, drop  # type: ignore[method-assign]
    return found


async def storm_for(world: World, storm: list[Step], how: str) -> float:
    """Seconds of CPU for the same events, however long the machine takes for them."""
    world.service.board.send()
    begun, used = time.monotonic(), time.process_time()
    for n, step in enumerate(storm):
        while time.monotonic() - begun < n / PER_SECOND:
            await asyncio.sleep(1 / PER_SECOND)
        for change in step:
            change()
        if how == "singly":
            await _write_singly(world)
    # What still waits in a batch belongs to the storm.
    world.service.board.send()
    await asyncio.sleep(0.2)
    return time.process_time() - used


async def _write_singly(world: World) -> None:
    """Each event is encoded once and written to each socket: the plainest thing that works."""
    for (table, key), changed in world.service.board.sheet.take_changes().items():
        text = changed.entry.text if changed.entry else encoded({"gone": key, "table": table})
        for socket in tuple(SOCKETS):
            await socket.send_text(text)


def main() -> None:
    # Standard output is for the figures alone.
    set_up_logs()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, open_world(Path(folder)) as world:
        world.service.app.app.add_api_websocket_route("/ws/singly", singly)
        world.person("boss", MINISTRY, "supervisor")
        cookie = world.sign_in("boss")["Cookie"]
        storm = recorded(world, int(float(sys.argv[1]) * PER_SECOND))
        print(json.dumps({"address": world.served.address, "cookie": cookie}), flush=True)  # noqa: T201
        for line in sys.stdin:
            print(world.served.run(storm_for(world, storm, line.strip())), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
