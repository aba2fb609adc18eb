"""Looks at a model's files before Vosk does: Vosk aborts the whole process over a broken one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

SUMS = "SHA256SUMS"
DEFAULT_RATE = 16_000
"""What Kaldi takes when mfcc.conf does not say."""
ALWAYS = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/phones/word_boundary.int")
STATIC_GRAPH = ("graph/HCLG.fst", "graph/words.txt")
DYNAMIC_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst")
IVECTORS = tuple(
    f"ivector/{name}"
    for name in ("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "online_cmvn.conf", "splice.conf")
)
MAGIC = {".mdl": b"\0B<", ".fst": b"\xd6\xfd\xb2\x7e"}
"""How a binary Kaldi model and an OpenFst file begin."""
WHAT_TO_DO = "请运行 ./hotline model list 查看可用模型，用 ./hotline model install 重新安装。"


class ModelFault(Exception):
    """A model that cannot be used, in one line that says what to do."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"语音模型 {folder} 不可用：{why}。{WHAT_TO_DO}")


def check(folder: Path) -> None:
    """Raises ModelFault when a file is missing, empty, of another kind, or differs from its recorded SHA-256."""
    if not folder.is_dir():
        raise ModelFault(folder, "没有这个文件夹")
    for name in needed(folder):
        _check_file(folder, name)
    for name in _changed(folder):
        raise ModelFault(folder, f"文件 {name} 与 {SUMS} 不符，可能已损坏")


def needed(folder: Path) -> tuple[str, ...]:
    """The official models come with a static or a dynamic graph, with or without i-vectors."""
    dynamic = (folder / "graph/HCLr.fst").exists() or (folder / "graph/Gr.fst").exists()
    graph = DYNAMIC_GRAPH if dynamic and not (folder / "graph/HCLG.fst").exists() else STATIC_GRAPH
    return ALWAYS + graph + (IVECTORS if (folder / "ivector").exists() else ())


def sample_rate(folder: Path) -> int:
    """Samples a second that the model was trained on."""
    text = (folder / "conf/mfcc.conf").read_text("utf-8", "replace")
    found = re.search(r"^--sample-frequency=([0-9.]+)", text, re.MULTILINE)
    return int(float(found[1])) if found else DEFAULT_RATE


def sums(folder: Path) -> dict[str, str]:
    """Relative name → SHA-256, as recorded beside the model; empty when nothing is recorded."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {name.removeprefix("*").removeprefix("./"): digest for digest, name in pairs}


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _changed(folder: Path) -> Iterator[str]:
    for name, digest in sums(folder).items():
        path = folder / name
        if not path.is_file() or sha256(path) != digest.lower():
            yield name


def _check_file(folder: Path, name: str) -> None:
    path = folder / name
    if not path.is_file():
        raise ModelFault(folder, f"缺少文件 {name}")
    if path.stat().st_size == 0:
        raise ModelFault(folder, f"文件 {name} 是空的")
    magic = MAGIC.get(path.suffix, b"")
    with path.open("rb") as file:
        if file.read(len(magic)) != magic:
            raise ModelFault(folder, f"文件 {name} 的格式不对，可能已损坏")
