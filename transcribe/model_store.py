"""The models of this machine: which are known, which are installed, and how another is installed."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

from transcribe import model_files
from transcribe.model_files import SUMS
from transcribe.model_trial import try_model
from transcribe.unpack import ArchiveFault, Moved, check_room, copy, is_archive, unpack

SHIPPED = Path(__file__).parent / "models"
FOLDERS_DEEP = 3
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}")
TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    note: str


KNOWN = (
    Known("demo-cn", "随程序附带，由合成语音训练，只供演示和测试"),
    Known("vosk-model-small-cn-0.22", "官方小模型，约 42 MB，16 kHz"),
    Known("vosk-model-cn-0.22", "官方大模型，约 1.3 GB，16 kHz，正式使用推荐"),
)


class InstallFault(Exception):
    """A model that was not installed, in one line that says what to do. Nothing was changed."""


def installed(models: Path) -> dict[str, Path]:
    """Name → folder: those that are shipped, then those of this machine."""
    folders = [folder for root in (SHIPPED, models) if root.is_dir() for folder in sorted(root.iterdir())]
    return {folder.name: folder for folder in folders if folder.is_dir() and not folder.name.startswith(".")}


def install(source: str, models: Path, name: str, moved: Moved) -> Path:
    """From a folder, an archive, or an address of one. Appears whole under its name, or not at all."""
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".install-", dir=models) as made:
        scratch = Path(made)
        with _fetched(source, scratch, moved) as given:
            unpacked = _laid_out(given, scratch / "model", moved)
        folder = _model_in(unpacked)
        target = models / _name(name or _own_name(folder, given, unpacked))
        if target.exists():
            raise InstallFault(f"模型 {target.name} 已安装在 {target}。要更换请先移走该文件夹，或用 --name 另取名。")
        try_model(folder)
        _note_sums(folder)
        folder.rename(target)
    return target


@contextmanager
def _fetched(source: str, scratch: Path, moved: Moved) -> Iterator[Path]:
    scheme = urlsplit(source).scheme
    if scheme == "file":
        yield Path(unquote(urlsplit(source).path))
    elif scheme in ("http", "https"):
        yield _downloaded(source, scratch, moved)
    else:
        yield Path(source).expanduser()


def _downloaded(address: str, scratch: Path, moved: Moved) -> Path:
    target = scratch / (Path(unquote(urlsplit(address).path)).name or "download")
    try:
        # The scheme was looked at: http or https, given by the operator.
        with urlopen(address, timeout=TIMEOUT_S) as answer:  # noqa: S310
            expected = int(answer.headers.get("Content-Length") or 0)
            check_room(scratch, expected)
            done = copy(answer, target, moved)
    except (URLError, OSError, ValueError) as error:
        raise InstallFault(f"下载失败（{type(error).__name__}）。请检查地址和网络，或先下载好再用文件安装。") from error
    if expected and done != expected:
        raise InstallFault(f"下载不完整：应有 {expected} 字节，只收到 {done} 字节。请重试。")
    return target


def _laid_out(given: Path, target: Path, moved: Moved) -> Path:
    target.mkdir()
    if given.is_dir():
        check_room(target, sum(file.stat().st_size for file in given.rglob("*") if file.is_file()))
        shutil.copytree(given, target, dirs_exist_ok=True, symlinks=False)
    elif not given.is_file():
        raise InstallFault(f"找不到 {given}。请给出模型的文件夹、压缩包或下载地址。")
    elif not is_archive(given):
        raise InstallFault(f"{given.name} 不是支持的压缩包（zip、tar、tar.gz、tar.xz）。")
    else:
        unpack(given, target, moved)
    return target


def _model_in(folder: Path) -> Path:
    """Archives hold the model in a folder of its own."""
    for depth in range(FOLDERS_DEEP):
        for found in sorted(folder.glob("/".join(["*"] * depth + ["am/final.mdl"]))):
            return found.parent.parent
    raise InstallFault("里面没有 Vosk 语音模型（缺少 am/final.mdl）。请确认是 Vosk 的中文模型。")


def _own_name(folder: Path, given: Path, unpacked: Path) -> str:
    if folder != unpacked:
        return folder.name
    return re.sub(r"\.(zip|tar|tgz|tar\.\w+)$", "", given.name)


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise InstallFault(f"模型名“{name}”不合用。请用 --name 给出字母、数字、点和连字符组成的名称。")
    return name


def _note_sums(folder: Path) -> None:
    """From now on every change is noticed before Vosk meets it. Sums that came with the model were checked already."""
    if (folder / SUMS).exists():
        return
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{model_files.sha256(path)}  ./{path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), "utf-8")


__all__ = ["KNOWN", "ArchiveFault", "InstallFault", "Known", "install", "installed"]
