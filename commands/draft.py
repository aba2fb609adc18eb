"""`./hotline draft CALLS.jsonl`: one drafted registration a line, from transcripts."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cases.drafting import CallError, Gazetteer, call_from_json, draft_json

UNITS = Path(__file__).parent.parent / "config" / "units.csv"


def command(
    calls: Annotated[Path, typer.Argument(help="calls as JSON lines: id, call_time, turns")],
    summary: Annotated[
        bool, typer.Option("--summary", help="add the text of the main problem and what is missing")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document: {drafts, failed}")] = False,
) -> None:
    """Draft a registration for each call; a broken line is named on standard error and the rest still drafted."""
    if not calls.is_file():
        typer.echo(f"draft: {calls}: no such file", err=True)
        raise typer.Exit(2)
    broken: list[int] = []
    drafts = _drafts(calls, broken, summary)
    if as_json:
        typer.echo(json.dumps({"drafts": list(drafts), "failed": broken}, ensure_ascii=False))
    else:
        for line in drafts:
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    if broken:
        raise typer.Exit(1)


def _drafts(calls: Path, broken: list[int], summary: bool) -> Iterator[dict[str, object]]:
    gazetteer = Gazetteer.from_units(_units())
    with calls.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                call_id, call = call_from_json(line)
                yield draft_json(call_id or f"line-{number}", call, gazetteer, with_summary=summary)
            except CallError as error:
                broken.append(number)
                typer.echo(f"draft: line {number}: {error}", err=True)


def _units() -> list[tuple[str, str, str]]:
    """Code, name and parent of every unit; none when the table is not there (counties are shipped with the rules)."""
    if not UNITS.is_file():
        return []
    with UNITS.open(encoding="utf-8-sig", newline="") as table:
        rows = csv.DictReader(row for row in table if not row.startswith("#"))
        return [(row["code"], row["name"], row.get("parent") or "") for row in rows]
