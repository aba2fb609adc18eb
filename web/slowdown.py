"""Slows down who guesses passwords: after a few failures each further try must wait longer."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

FREE_TRIES = 3
LONGEST_S = 60.0
FORGET_AFTER_S = 900.0
REMEMBERED = 10_000
"""Pairs of login and address kept in memory: a guesser cannot fill it."""

Key = tuple[str, str]


class Slowdown:
    """By login and address together: a guesser elsewhere cannot lock an operator out."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures: OrderedDict[Key, tuple[int, float]] = OrderedDict()

    def wait_s(self, login: str, address: str) -> float:
        """Seconds until the next try is looked at; 0 when it may come now."""
        count, last = self._failures.get((login, address), (0, 0.0))
        if count < FREE_TRIES:
            return 0.0
        pause = min(2.0 ** (count - FREE_TRIES), LONGEST_S)
        return max(0.0, last + pause - self._now())

    def failed(self, login: str, address: str) -> None:
        key, now = (login, address), self._now()
        count, last = self._failures.pop(key, (0, now))
        self._failures[key] = (1 if now - last > FORGET_AFTER_S else count + 1, now)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)

    def succeeded(self, login: str, address: str) -> None:
        self._failures.pop((login, address), None)
