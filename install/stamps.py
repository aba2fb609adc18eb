"""Whether a step is done: a hash of what it was made from, kept inside what it made, written last.

Deleting the thing deletes its stamp, and a killed step leaves none, so that it is done again.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

NAME = ".set-up-stamp"


def digest(files: Iterable[Path], *words: str) -> str:
    """Content and names count, dates do not."""
    total = hashlib.sha256(json.dumps(words).encode())
    for file in sorted(files):
        total.update(f"\0{file.name}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def read(folder: Path) -> dict[str, str]:
    """Empty for none or a broken one."""
    try:
        found = json.loads((folder / NAME).read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(folder: Path, stamp: dict[str, str]) -> None:
    replace_text(folder / NAME, json.dumps(stamp, indent=1) + "\n")


def clear(folder: Path) -> None:
    (folder / NAME).unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """All of it or nothing, whenever the power goes."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with new.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
