"""The vault: `YYYY/MM/DD/<segment>.wav`, days of China. What is in it is never replaced and never changed."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cases.clock import CHINA

READ_ONLY = 0o440
NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
PART = ".part"


@dataclass(frozen=True, slots=True)
class Kept:
    file: str
    """Relative to the vault."""
    sha256: str


class Vault:
    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, source: Path, segment: str, opened_at: datetime, *, alive: bool = False) -> Kept:
        """Safe to repeat after a kill at any moment. `source` stays: take it away once the row is committed.

        `alive`: somebody may still write to `source`, so that its bytes may not be shared.
        """
        _sync(source)
        digest = sha256(source)
        target = self._free_place(segment, opened_at, digest)
        if not target.exists():
            self._make_folder(target.parent)
            (_copy if alive else _share)(source, target)
        target.chmod(READ_ONLY)
        _sync(target.parent)
        return Kept(str(target.relative_to(self._root)), digest)

    def path(self, file: str) -> Path:
        return self._root / file

    def place(self, segment: str, opened_at: datetime) -> Path:
        return self._root / opened_at.astimezone(CHINA).strftime("%Y/%m/%d") / f"{segment}.wav"

    def holds(self, file: str, digest: str) -> bool:
        path = self.path(file)
        return bool(file) and path.is_file() and sha256(path) == digest

    def is_same(self, file: str, other: Path) -> bool:
        kept = self.path(file)
        return kept.is_file() and (kept.samefile(other) or sha256(kept) == sha256(other))

    def _free_place(self, segment: str, opened_at: datetime, digest: str) -> Path:
        """A file of that name with other sound in it keeps its place; ours stands beside it."""
        usual = self.place(segment, opened_at)
        if not usual.exists() or sha256(usual) == digest:
            return usual
        return usual.with_name(f"{segment}.{digest[:16]}.wav")

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        for parent in (folder.parent, *folder.parent.parents[:2]):
            if parent.is_relative_to(self._root):
                _sync(parent)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _share(source: Path, target: Path) -> None:
    """A second name for the same bytes: atomic, and needs no space on a full disk."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(target.name + PART)
    shutil.copyfile(source, part)
    _sync(part)
    part.rename(target)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
