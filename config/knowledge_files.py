"""config/knowledge/*.md: one entry a file, its head in lines of `name：value`, an empty line, the text."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from cases.knowledge import Entry
from config.tables import ConfigFault, Fault

KINDS = ("法律法规", "办事指南")
_HEAD = re.compile(r"(标题|类别|出处|单位)[：:](.*)")


def load_knowledge(folder: Path, units: Collection[str]) -> tuple[Entry, ...]:
    """By name of file. Raises ConfigFault with all that is wrong. README.md is for people."""
    faults: list[Fault] = []
    paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    entries = tuple(_entry(path, units, faults) for path in paths)
    if faults:
        raise ConfigFault(faults)
    return entries


def _entry(path: Path, units: Collection[str], faults: list[Fault]) -> Entry:
    head, body = _parts(path, faults)
    for name in ("标题", "类别", "出处"):
        if not head.get(name):
            faults.append(Fault(path, 0, 0, "", f"开头缺少“{name}：”一行", "请补上"))
    if head.get("类别", KINDS[0]) not in KINDS:
        faults.append(Fault(path, 0, 0, "", f"类别不能是“{head['类别']}”", f"请写 {'、'.join(KINDS)} 之一"))
    if head.get("单位") and head["单位"] not in units:
        faults.append(
            Fault(path, 0, 0, "", f"没有代码为“{head['单位']}”的单位", "请写 units.csv 里的代码，或删去这一行")
        )
    if not body:
        faults.append(Fault(path, 0, 0, "", "没有正文", "请在开头之后空一行，再写正文"))
    return Entry(
        path.stem[:80], head.get("单位", ""), head.get("类别", ""), head.get("标题", "")[:200],
        head.get("出处", "")[:200], body,
    )  # fmt: skip


def _parts(path: Path, faults: list[Fault]) -> tuple[dict[str, str], str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        faults.append(Fault(path, 0, 0, "", "读不了", "请检查权限，并存成 UTF-8"))
        return {}, ""
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    found = (_HEAD.fullmatch(line.strip()) for line in head.splitlines())
    return {line[1]: line[2].strip() for line in found if line}, body.strip()
