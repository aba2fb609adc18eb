"""What set-up tells the person: Chinese first, short English after it, always on standard error."""

import sys
import time
from collections.abc import Callable

Say = Callable[[str, str], None]


def tell(line: str) -> None:
    """Standard output stays clean for `--json`."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def say(zh: str, en: str) -> None:
    tell(f"» {zh}  ({en})")


class Progress:
    """Shows that a long step moves: in place on a terminal, a line every few seconds in a log."""

    def __init__(self, title: str, every: float = 5.0) -> None:
        self._title = title
        self._live = sys.stderr.isatty()
        self._every = 0.1 if self._live else every
        self._last = time.monotonic()
        self._shown = False

    def move(self, what: str) -> None:
        now = time.monotonic()
        if now - self._last < self._every or not what.strip():
            return
        self._last, self._shown = now, True
        line = f"  {self._title} {what}"[:100]
        if self._live:
            sys.stderr.write(f"\r\033[K{line}")
            sys.stderr.flush()
        else:
            tell(line)

    def close(self) -> None:
        if self._live and self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
