"""CPU of the service while 200 events a second go to 50 boards of 422 seats: batched as the board does it, against
writing each event to each socket singly; less what the same storm costs while nobody looks. In turns; the service is a
process of its own (`board_server`)."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack

from websockets.asyncio.client import ClientConnection, connect

from config.settings import PROJECT
from tests.bench.result import Result, paired

BOARDS, TURNS, TURN_S = 50, 5, 3
PATHS = {"alone": "", "batched": "/ws/board", "singly": "/ws/singly"}
LOOKED_AT = ("batched", "singly")


def measure(tell: Callable[[str], None]) -> Result:
    command = [sys.executable, "-m", "tests.bench.board_server", str(TURN_S)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        try:
            figures = asyncio.run(_turns(server, tell))
        finally:
            server.kill()
    name = f"CPU of 200 events/s to {BOARDS} boards, batched ÷ singly"
    batched, singly = ([a - b for a, b in zip(figures[how], figures["alone"], strict=True)] for how in LOOKED_AT)
    return paired(name, batched, singly, "ms/s", 0.35)


async def _turns(server: subprocess.Popen[str], tell: Callable[[str], None]) -> dict[str, list[float]]:
    where = json.loads(await _line(server))
    figures: dict[str, list[float]] = {how: [] for how in PATHS}
    for turn in range(TURNS):
        for how in PATHS:
            figures[how].append(await _turn(server, where, how))
        tell(f"CPU {turn + 1}/{TURNS}：" + " / ".join(f"{figures[how][-1]:.0f}" for how in PATHS) + " ms/s")
    return figures


async def _turn(server: subprocess.Popen[str], where: dict[str, str], how: str) -> float:
    """Milliseconds of CPU a second."""
    async with AsyncExitStack() as opened:
        headers = {"Cookie": where["cookie"]}
        address = f"ws://{where['address']}{PATHS[how]}"
        readers = []
        for _ in range(BOARDS if PATHS[how] else 0):
            socket = await opened.enter_async_context(
                connect(address, additional_headers=headers, origin=f"http://{where['address']}")  # type: ignore[arg-type]
            )
            readers.append(asyncio.create_task(_read(socket)))
        assert server.stdin is not None
        server.stdin.write(f"{how}\n")
        server.stdin.flush()
        used = float(await _line(server))
        for reader in readers:
            reader.cancel()
    return used * 1000 / TURN_S


async def _read(socket: ClientConnection) -> None:
    async for _ in socket:
        pass


async def _line(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    line = await asyncio.to_thread(server.stdout.readline)
    if not line:
        raise RuntimeError("the service of the bench went away")
    return line
