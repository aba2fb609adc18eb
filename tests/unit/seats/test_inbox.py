"""From the reader's thread to the loop: in order, bounded, and never from a connection that is gone."""

from __future__ import annotations

import asyncio
import threading

import pytest

from seats.ami_text import AmiEvent
from seats.inbox import Inbox


def numbered(n: int) -> AmiEvent:
    return AmiEvent(str(n), {})


def test_what_came_before_the_release_comes_first_and_in_order() -> None:
    async def run() -> None:
        taken: list[str] = []
        inbox = Inbox(asyncio.get_running_loop(), lambda event: taken.append(event.name))
        for n in range(500):
            inbox.put(numbered(n))
        await asyncio.sleep(0)
        assert taken == []
        inbox.release()
        inbox.put(numbered(500))
        while len(inbox):
            await asyncio.sleep(0)
        assert taken == [str(n) for n in range(501)]

    asyncio.run(run())


def test_a_reader_that_is_too_far_ahead_waits_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seats.inbox.FULL", 10)

    async def run() -> None:
        taken: list[str] = []
        most = 0

        def take(event: AmiEvent) -> None:
            nonlocal most
            most = max(most, len(inbox))
            taken.append(event.name)

        inbox = Inbox(asyncio.get_running_loop(), take)
        inbox.release()
        reader = threading.Thread(target=lambda: [inbox.put(numbered(n)) for n in range(200)])
        reader.start()
        while len(taken) < 200:
            await asyncio.sleep(0.001)
        reader.join()
        assert taken == [str(n) for n in range(200)]
        assert most <= 11

    asyncio.run(run())


def test_what_a_lost_connection_left_behind_is_not_taken() -> None:
    async def run() -> None:
        taken: list[str] = []
        inbox = Inbox(asyncio.get_running_loop(), lambda event: taken.append(event.name))
        inbox.put(numbered(1))
        inbox.close()
        inbox.release()
        inbox.put(numbered(2))
        await asyncio.sleep(0.01)
        assert taken == []

    asyncio.run(run())


def test_a_reader_that_waits_is_let_go_when_the_connection_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seats.inbox.FULL", 1)
    loop = asyncio.new_event_loop()
    inbox = Inbox(loop, lambda event: None)
    inbox.release()
    reader = threading.Thread(target=lambda: [inbox.put(numbered(n)) for n in range(5)], daemon=True)
    reader.start()
    inbox.close()
    reader.join(5)
    assert not reader.is_alive()
    loop.close()
