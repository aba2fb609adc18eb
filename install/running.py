"""Running other programs with their progress seen and their last words kept."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from install.faults import StepFailed

Line = Callable[[str], None]


def ignore(_line: str) -> None:
    """A program whose lines nobody needs."""


def run(
    command: Sequence[str],
    on_line: Line = ignore,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> str:
    """Gives the output; raises StepFailed with the last 30 lines of it."""
    tail: deque[str] = deque(maxlen=30)
    lines: list[str] = []
    with subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
        cwd=cwd,
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            tail.append(line)
            on_line(line.rstrip())
    if process.returncode:
        raise StepFailed(list(command), process.returncode, "".join(tail))
    return "".join(lines)
