"""Calls to draft from."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from cases.drafting import Call, Gazetteer, Turn

DATA = Path(__file__).parents[2] / "data" / "drafting"
GAZETTEER = Gazetteer.from_units([("370900", "泰安市公安局", "370000")])
WHEN = datetime(2026, 5, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))
CALLS = [
    row for name in ("calls.jsonl", "more.jsonl") for row in (DATA / name).read_text(encoding="utf-8").splitlines()
]


def call(*turns: tuple[str, str]) -> Call:
    said = tuple(Turn("operator" if role == "O" else "caller", text) for role, text in turns)
    return Call(WHEN, "13800000000", "370900", said)
