"""The gap proof: every recording is there and is what it was when it was closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recordings.vault import sha256
from store.tables import SegmentRow
from store.unit_of_work import Store

CLOSED = "RecordingKept"


@dataclass(frozen=True, slots=True)
class Fault:
    segment: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    files: int
    """Recordings that were compared."""
    flawed: int
    """Of all segments, those that were flagged when they were closed: told, not a fault of the vault."""
    faults: list[Fault]

    @property
    def sound(self) -> bool:
        return not self.faults

    def __str__(self) -> str:
        lines = [f"录音 {self.files} 个，{len(self.faults)} 个不符；入库时已标记缺陷的 {self.flawed} 个。"]
        return "\n".join(lines + [f"  {fault.segment}：{fault.what}" for fault in self.faults])


def verify(store: Store, vault: Path) -> Report:
    with store.reading() as work:
        kept = list(work.segments.kept())
        noted = {row.body["segment"]: row.body["sha256"] for row in work.log.whole() if row.kind == CLOSED}
        flawed = sum(row.kind == "RecordingFlawed" for row in work.log.whole())
    faults = [*_lost(kept, noted), *(fault for row in kept for fault in _compared(row, vault, noted))]
    return Report(len(kept), flawed, faults)


def _compared(row: SegmentRow, vault: Path, noted: dict[str, str]) -> Iterator[Fault]:
    path = vault / row.file
    if not path.is_file():
        yield Fault(row.id, "文件不见了")
        return
    if path.stat().st_size != row.bytes:
        yield Fault(row.id, "文件长度与登记不符")
    if sha256(path) != row.sha256:
        yield Fault(row.id, "文件内容与登记的散列不符")
    if noted.get(row.id) != row.sha256:
        yield Fault(row.id, "登记的散列与事件链不符")


def _lost(kept: list[SegmentRow], noted: dict[str, str]) -> Iterator[Fault]:
    """Told by the chain, and without a row: the row was taken out of the database."""
    for segment in sorted(set(noted) - {row.id for row in kept}):
        yield Fault(segment, "事件链有此录音，登记却没有了")
