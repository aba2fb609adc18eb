"""How long a change at the exchange takes to the desk's WebSocket, with a desk open at each of the 422 seats.

`python -m tests.bench.desk_pop`: the service in one process, the 422 desks in another, as in duty.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import statistics
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from websockets.asyncio.client import connect

from tests.desk_world import World, open_world

CALLS = 500
AT_ONCE = 20
"""Calls that begin within the same tenth of a second."""


def measure(calls: int = CALLS) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        seats = [seat.number for seat in world.directory.all_seats()]
        desks = [(number, _sit(world, number)) for number in seats]
        ours, theirs = multiprocessing.Pipe()
        watcher = multiprocessing.get_context("spawn").Process(
            target=_watch, args=(f"ws://{world.served.address}/ws/desk", desks, calls, theirs)
        )
        watcher.start()
        assert ours.recv() == "open"
        rung = _ring(world, seats, calls)
        seen: dict[str, float] = ours.recv()
        watcher.join(30)
    waits = sorted((seen[call_id] - at) * 1000 for call_id, at in rung.items())
    return {
        "desks": len(seats),
        "calls": len(waits),
        "p50_ms": round(statistics.median(waits), 2),
        "p99_ms": round(waits[int(len(waits) * 0.99)], 2),
        "max_ms": round(waits[-1], 2),
    }


def _sit(world: World, number: str) -> dict[str, str]:
    login = f"p{number}"
    world.person(login, world.directory.unit_of_seat(number).code)
    with world.store.work() as work:
        row = work.seats.get(number)
        assert row is not None
        work.seats.sit(row, world.people[login], work.now)
        work.commit()
    return world.sign_in(login)


def _ring(world: World, seats: list[str], calls: int) -> dict[str, float]:
    rung: dict[str, float] = {}

    def ring(number: str, call_id: str) -> None:
        # The clock starts where the link calls back; all processes of a machine share it.
        rung[call_id] = time.monotonic()
        world.link.arrive(call_id, world.directory.unit_of_seat(number).code)
        world.link.ring(number, call_id)

    for n in range(calls):
        world.now(ring, seats[n % len(seats)], f"c{n}")
        if n % AT_ONCE == AT_ONCE - 1:
            time.sleep(0.1)
    return rung


def _watch(address: str, desks: list[tuple[str, dict[str, str]]], calls: int, report: Connection) -> None:
    asyncio.run(_watch_all(address, desks, calls, report))


async def _watch_all(address: str, desks: list[tuple[str, dict[str, str]]], calls: int, report: Connection) -> None:
    seen: dict[str, float] = {}
    done = asyncio.Event()

    async def watch(headers: dict[str, str], opened: asyncio.Event) -> None:
        async with connect(address, additional_headers=headers, compression=None) as desk:
            async for text in desk:
                at = time.monotonic()
                message = json.loads(text)
                if message["type"] == "snapshot":
                    opened.set()
                if message["type"] == "call" and message["call"]["call_id"] not in seen:
                    seen[message["call"]["call_id"]] = at
                    if len(seen) == calls:
                        done.set()

    tasks = []
    for _, headers in desks:
        opened = asyncio.Event()
        tasks.append(asyncio.create_task(watch(headers, opened)))
        await opened.wait()
    report.send("open")
    async with asyncio.timeout(120):
        await done.wait()
    report.send(seen)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    print(json.dumps(measure()))  # noqa: T201
