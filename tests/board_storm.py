"""A storm of changes at the whole country's seats: calls that arrive, ring, are answered and end; pauses."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any, Protocol

from cases.units import Directory


class Link(Protocol):
    """As tests.fakes.scripted_link.ScriptedLink."""

    def arrive(self, call_id: str, unit: str, caller: str) -> object: ...
    def ring(self, number: str, call_id: str) -> None: ...
    def answer(self, number: str, call_id: str) -> None: ...
    def hang_up(self, number: str, call_id: str) -> None: ...
    def seat(self, number: str, state: str, *, reason: str = "") -> None: ...


class Storm:
    """`step` makes one thing happen. The same seed makes the same storm."""

    def __init__(self, link: Link, directory: Directory, seed: int = 1) -> None:
        self._link, self._chance = link, random.Random(seed)
        self._units = [unit.code for unit in directory]
        self._free = [seat.number for seat in directory.all_seats()]
        self._waiting: list[str] = []
        self._ringing: list[tuple[str, str]] = []
        self._talking: list[tuple[str, str]] = []
        self._calls = 0

    def step(self) -> None:
        steps: list[tuple[bool, Callable[[], None]]] = [
            (len(self._waiting) < 30, self._arrives),
            (bool(self._waiting and self._free), self._rings),
            (bool(self._ringing), self._is_answered),
            (len(self._talking) > 60, self._ends),
            (bool(self._free), self._pauses),
        ]
        self._chance.choice([act for possible, act in steps if possible])()

    def _take(self, things: list[Any]) -> Any:
        return things.pop(self._chance.randrange(len(things)))

    def _arrives(self) -> None:
        self._calls += 1
        call_id, caller = f"storm-{self._calls}", f"13800{self._chance.randrange(10**6):06d}"
        self._link.arrive(call_id, unit=self._chance.choice(self._units), caller=caller)
        self._waiting.append(call_id)

    def _rings(self) -> None:
        pair = self._take(self._free), self._take(self._waiting)
        self._link.ring(*pair)
        self._ringing.append(pair)

    def _is_answered(self) -> None:
        pair = self._take(self._ringing)
        self._link.answer(*pair)
        self._talking.append(pair)

    def _ends(self) -> None:
        seat, call_id = self._take(self._talking)
        self._link.hang_up(seat, call_id)
        self._free.append(seat)

    def _pauses(self) -> None:
        state = self._chance.choice(("paused", "ready", "offline"))
        self._link.seat(self._chance.choice(self._free), state, reason="break" if state == "paused" else "")


def blow(now: Callable[[Callable[[], None]], object], storm: Storm, per_second: int, seconds: float) -> int:
    """`now` runs a step where the link would. How many there were: fewer than asked where the machine is too slow."""
    begun, steps = time.monotonic(), 0
    while (elapsed := time.monotonic() - begun) < seconds:
        if steps < elapsed * per_second:
            now(storm.step)
            steps += 1
        else:
            time.sleep(0.5 / per_second)
    return steps
