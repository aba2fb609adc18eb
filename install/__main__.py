"""`python3 -m install LEVEL`: makes the checkout ready to run, says once what it does, asks nothing."""

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from install.asterisk import Asterisk
from install.faults import SetUpFailed
from install.frontend import Frontend
from install.packages import Packages
from install.say import say, tell
from install.step import LEVELS, Level, Step
from install.venv import Venv

ROOT = Path(__file__).resolve().parent.parent


def steps(root: Path, level: Level) -> list[Step]:
    """In this order: each may need the ones before it."""
    venv = Venv(root, level)
    return [
        Packages(level),
        venv,
        Asterisk(root / "var/tools/asterisk", root / "asterisk-conf/modules.txt"),
        Frontend(venv),
    ]


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Two set-ups of one checkout wait for each other; the lock goes with the process, however it ends."""
    path = root / "var/set-up.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个安装正在进行，等待它完成", "another set-up is running; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def missing(steps: list[Step]) -> list[tuple[str, str]]:
    return [line for step in steps for line in step.missing()]


def set_up(root: Path, steps: list[Step]) -> None:
    if not missing(steps):
        return
    with alone(root):
        lines = missing(steps)  # the other set-up may have done it all
        if not lines:
            return
        start = time.monotonic()
        say("准备运行环境，将安装：", "set-up; this will be installed:")
        for zh, en in lines:
            tell(f"  · {zh}  ({en})")
        make(steps)
        say(f"准备完成，用时 {time.monotonic() - start:.0f} 秒", "set-up done")


def make(steps: list[Step]) -> None:
    for number, step in enumerate(steps, 1):
        if step.missing():
            zh, en = step.title
            say(f"{number}/{len(steps)} {zh}", en)
            step.make()


def main(words: list[str]) -> int:
    level = next((level for level in LEVELS if words == [level]), None)
    if level is None:
        tell(f"用法 usage: python3 -m install {'|'.join(LEVELS)}")
        return 2
    try:
        set_up(ROOT, steps(ROOT, level))
    except SetUpFailed as fault:
        tell(f"✗ {fault}")
        return 1
    except KeyboardInterrupt:
        tell("\n已中断；重新运行会从未完成的步骤继续 (stopped; run it again to go on).")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
