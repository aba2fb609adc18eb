"""SHA-256 of files of the vault: taken once, and again as soon as the file was touched."""

from __future__ import annotations

import hashlib
import os
import time
from io import BufferedReader
from typing import NamedTuple

SETTLED_NS = 1_000_000_000
"""A change so shortly after another may carry the same time."""
MANY = 10_000


class Identity(NamedTuple):
    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int
    """Set by the kernel with every change: nobody can put it back, as they can `modified_ns`."""


def identity(file: BufferedReader) -> Identity:
    about = os.fstat(file.fileno())
    return Identity(about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


class Fingerprints:
    """A seek asks for the file again: it is not read through for each."""

    def __init__(self) -> None:
        self._known: dict[Identity, str] = {}

    def of(self, file: BufferedReader) -> tuple[Identity, str]:
        # Before the bytes, so that a change meanwhile gives another identity.
        found = identity(file)
        known = self._known.get(found)
        return found, known or self._take(file, found)

    def _take(self, file: BufferedReader, found: Identity) -> str:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        if len(self._known) >= MANY:
            self._known.clear()
        if time.time_ns() - found.changed_ns > SETTLED_NS:
            self._known[found] = digest
        return digest
