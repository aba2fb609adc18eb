"""One demonstration at a time, and nothing left behind."""

from __future__ import annotations

import fcntl
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands.running import Refusal, say
from commands.service import Service
from commands.up import is_up
from config.settings import Settings


def end_cleanly() -> None:
    """A demonstration that is told to end takes down what it started."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda number, _: sys.exit(128 + number))


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Two demonstrations would share one state. What an earlier one left running after a kill is stopped first."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (state / "demo.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("另一个演示正在运行。请先在它的窗口按 Ctrl-C，再重新运行。") from None
        settings = Settings(state_dir=state)
        if is_up(settings):
            say("停止上一次演示留下的服务……")
            Service(settings).stop()
        yield
