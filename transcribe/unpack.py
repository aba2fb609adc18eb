"""Unpacks a model's archive into a folder, and nothing outside of it."""

from __future__ import annotations

import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

CHUNK = 1 << 20
MOST_BYTES = 20 * 1024**3
"""The largest official model is 2 GB; more than this is no model."""
Moved = Callable[[int], None]
"""Told after each chunk how many bytes were moved."""


class ArchiveFault(Exception):
    """An archive that is not unpacked, in one line that says why."""


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    open: Callable[[], IO[bytes] | None]


def unpack(archive: Path, folder: Path, moved: Moved) -> None:
    """Raises ArchiveFault; `folder` may then hold a part."""
    try:
        with _members(archive) as members:
            _unpack(members, folder, moved)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveFault(f"{archive.name} 已损坏或不是支持的压缩包（zip、tar、tar.gz、tar.xz）。") from error


def is_archive(path: Path) -> bool:
    return zipfile.is_zipfile(path) or tarfile.is_tarfile(path)


def copy(source: IO[bytes], target: Path, moved: Moved, most: int = MOST_BYTES) -> int:
    """Bytes that were copied. Raises ArchiveFault beyond `most`."""
    done = 0
    with target.open("wb") as file:
        while chunk := source.read(CHUNK):
            done += len(chunk)
            if done > most:
                raise ArchiveFault(f"内容超过 {most // 1024**3} GB，不像语音模型，已停止。")
            file.write(chunk)
            moved(len(chunk))
    return done


def check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ArchiveFault(f"磁盘空间不足：需要 {needed >> 20} MB，只有 {free >> 20} MB。请清理后重试。")


def _unpack(members: list[Member], folder: Path, moved: Moved) -> None:
    total = sum(member.size for member in members)
    if total > MOST_BYTES:
        raise ArchiveFault(f"解压后超过 {MOST_BYTES >> 30} GB，不像语音模型，已停止。")
    check_room(folder, total)
    left = total
    for member in members:
        target = _inside(folder, member.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        content = member.open()
        if content is None:
            raise ArchiveFault(f"压缩包里的 {member.name} 读不出来。")
        with content:
            # What the list of contents promises may be less than what comes out.
            left -= copy(content, target, moved, most=left)


def _inside(folder: Path, name: str) -> Path:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise ArchiveFault("压缩包里有指向文件夹之外的路径，已拒绝。")
    return folder.joinpath(*path.parts)


@contextmanager
def _members(archive: Path) -> Iterator[list[Member]]:
    """Plain files only: a link could lead outside."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as zipped:
            yield [_of_zip(zipped, info) for info in zipped.infolist() if not info.is_dir()]
    else:
        with tarfile.open(archive) as tarred:
            yield [_of_tar(tarred, info) for info in tarred.getmembers() if info.isfile()]


def _of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    return Member(info.filename, info.file_size, lambda: archive.open(info))


def _of_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    return Member(info.name, info.size, lambda: archive.extractfile(info))
