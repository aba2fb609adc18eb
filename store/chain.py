"""The chain of the event log: each hash covers its row and the hash before it, so that no row can be changed,
taken out or slipped in without every later hash telling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.tables import EventRow

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    seq: int
    what: str


def link(previous: str, row: EventRow) -> str:
    parts = [row.seq, row.at.isoformat(), row.kind, row.call_id, row.unit, row.seat, row.body]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


def breaks(rows: Iterable[EventRow]) -> Iterator[Break]:
    """Every place where the chain does not hold, in order."""
    previous, expected = START, 1
    for row in rows:
        if row.seq != expected:
            yield Break(row.seq, f"序号不连续：应为 {expected}")
        if row.previous != previous:
            yield Break(row.seq, "与前一条的散列不相接")
        if row.hash != link(row.previous, row):
            yield Break(row.seq, "内容与散列不符")
        previous, expected = row.hash, row.seq + 1
