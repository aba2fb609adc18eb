"""法律法规 and 办事指南: what an operator looks up while talking."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is its file's; `unit` empty: for every unit."""

    name: str
    unit: str
    kind: str
    title: str
    citation: str
    body: str
