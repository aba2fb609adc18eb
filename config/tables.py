"""CSV files that people edit: read line by line, so that every fault names the line and column it is in."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_MOST_SHOWN = 20
# Control characters, U+2028, U+2029.
_INVISIBLE = frozenset({"Cc", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` and `column` count from 1; 0 when it is about the whole file, or about no single column."""

    path: Path
    line: int
    column: int
    name: str
    what: str
    how_to_fix: str

    def __str__(self) -> str:
        line = f" 第 {self.line} 行" if self.line else ""
        column = f" 第 {self.column} 列({self.name})" if self.column else ""
        return f"{self.path.parent.name}/{self.path.name}{line}{column}：{self.what}，{self.how_to_fix}。"


class ConfigFault(Exception):
    """All that is wrong with a file, a line of text each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))
        shown = [str(fault) for fault in self.faults[:_MOST_SHOWN]]
        if len(self.faults) > _MOST_SHOWN:
            shown.append(f"……共 {len(self.faults)} 处错误，以上是前 {_MOST_SHOWN} 处。")
        super().__init__("\n".join(shown))


@dataclass(frozen=True, slots=True)
class Row:
    path: Path
    line: int
    cells: dict[str, str]
    columns: dict[str, int]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, what: str, how_to_fix: str) -> Fault:
        return Fault(self.path, self.line, self.columns[column], column, what, how_to_fix)


@dataclass(slots=True)
class Table:
    """The rows that have their columns, and what was wrong with the others. Loaders add what they find."""

    path: Path
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, line: int, what: str, how_to_fix: str) -> None:
        self.faults.append(Fault(self.path, line, 0, "", what, how_to_fix))

    def check(self) -> None:
        if self.faults:
            raise ConfigFault(self.faults)


def read_table(path: Path, required: Sequence[str]) -> Table:
    """Raises ConfigFault where no row can be read at all. Further columns are the editor's own and are let be."""
    table = Table(path)
    records = _records(table, _text(path))
    header = next(records, None)
    if header is None:
        table.wrong(0, "文件是空的", f"请写上表头：{','.join(required)}")
        raise ConfigFault(table.faults)
    columns = _columns(table, *header, required)
    for line, cells in records:
        _add_row(table, line, cells, columns)
    return table


def _columns(table: Table, line: int, names: list[str], required: Sequence[str]) -> dict[str, int]:
    """Each name's place, from 1."""
    if missing := [name for name in required if name not in names]:
        table.wrong(line, f"表头缺少列 {'、'.join(missing)}", f"请补上，必需的列是 {','.join(required)}")
    if doubled := sorted({name for name in names if name and names.count(name) > 1}):
        table.wrong(line, f"表头里 {'、'.join(doubled)} 列重复", "请只留一列")
    if table.faults:
        raise ConfigFault(table.faults)
    return {name: place for place, name in enumerate(names, start=1) if name}


def _add_row(table: Table, line: int, cells: list[str], columns: dict[str, int]) -> None:
    width = max(columns.values())
    if len(cells) < width:
        table.wrong(line, f"只有 {len(cells)} 列，应有 {width} 列", "请补上缺的逗号")
    elif any(cells[width:]):
        table.wrong(line, f"有 {len(cells)} 列，应有 {width} 列", "请删去多余的逗号，或给带逗号的文字加上英文双引号")
    elif any(unicodedata.category(sign) in _INVISIBLE for cell in cells for sign in cell.replace("\t", " ")):
        table.wrong(line, "含有看不见的控制字符", "请重新输入这一行")
    else:
        table.rows.append(Row(table.path, line, {name: cells[n - 1] for name, n in columns.items()}, columns))


def _records(table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    """Line by line: a quote that is never closed spoils its own line, not the rest of the file."""
    for line, content in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        try:
            cells = [cell.strip() for cell in next(csv.reader([content], strict=True), [])]
        except csv.Error:
            table.wrong(line, "这一行读不懂，多半是英文双引号没有成对", "请补上或删去引号")
            continue
        if any(cells) and not cells[0].startswith("#"):
            yield line, cells


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        what = "文件不存在" if isinstance(error, FileNotFoundError) else f"文件读不了({error.strerror})"
        raise ConfigFault([Fault(path, 0, 0, "", what, "请放回文件，或检查路径和权限")]) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        how_to_fix = "请在编辑器里另存为 UTF-8"
        raise ConfigFault([Fault(path, line, 0, "", f"不是 UTF-8 编码{_guess(content)}", how_to_fix)]) from None


def _guess(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "，看来是 UTF-16"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，看来是 GBK"
