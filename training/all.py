"""Trains every model of the drafter anew, each after those that it rests on.

usage: python -m training.all CALLS.jsonl...
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
ORDER = (
    "category", "name", "own_name", "secrecy", "organization", "sum", "day", "hour", "evidence", "person", "position",
    "place",
)  # fmt: skip


def left_out() -> set[str]:
    """Models that the order above forgot."""
    return {path.name.removesuffix("_model.py") for path in HERE.glob("*_model.py")} - {*ORDER, "choice"}


if __name__ == "__main__":
    if missing := left_out():
        sys.exit(f"not in the order: {', '.join(sorted(missing))}")
    if not sys.argv[1:]:
        sys.exit(__doc__)
    for name in ORDER:
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", f"training.{name}_model", *sys.argv[1:]], check=True)  # noqa: S603
        print(f"{name} {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201
