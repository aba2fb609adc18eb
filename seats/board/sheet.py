"""What boards show, as rows of four tables, and what changed in it since it was last sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from seats.board.narrow import narrowed

Table = Literal["seats", "waiting", "units", "alarms"]
TABLES: tuple[Table, ...] = ("seats", "waiting", "units", "alarms")
Body = dict[str, Any]


NOBODY: frozenset[str] = frozenset()


class Entry:
    """Of the unit whose superiors may see it. `closed`: marks of those to whom its call is closed; they get `bare`, or
    nothing when there is none. Encoded once, whoever gets it."""

    def __init__(
        self, table: Table, unit: str, body: Body, closed: frozenset[str] = NOBODY, bare: Body | None = None
    ) -> None:
        self.table, self.unit, self.body, self.closed, self.bare = table, unit, body, closed, bare

    def same(self, other: Entry) -> bool:
        return (self.unit, self.body, self.closed, self.bare) == (other.unit, other.body, other.closed, other.bare)

    def text_for(self, marks: frozenset[str]) -> str:
        """Empty: nothing."""
        return self.text if self.closed.isdisjoint(marks) else self._bare

    @cached_property
    def wall_text(self) -> str:
        """For whoever has no name: a screen on a wall."""
        return encoded(narrowed(self.table, self.body))

    @cached_property
    def text(self) -> str:
        return encoded(self.body)

    @cached_property
    def _bare(self) -> str:
        return encoded(self.bare) if self.bare is not None else ""


@dataclass(slots=True)
class Changed:
    """`was_of`: the units that it belonged to before; who sees only those must forget it."""

    entry: Entry | None
    was_of: set[str]


Changes = dict[tuple[Table, str], Changed]


class Sheet:
    """`on_change` is called when there is something to send that was not there before."""

    def __init__(self) -> None:
        self.connected = True
        self._entries: dict[Table, dict[str, Entry]] = {table: {} for table in TABLES}
        self._changes: Changes = {}
        self._tell: Callable[[], None] = lambda: None

    def on_change(self, tell: Callable[[], None]) -> None:
        self._tell = tell

    def get(self, table: Table, key: str) -> Entry | None:
        return self._entries[table].get(key)

    def keys(self, table: Table) -> Collection[str]:
        return tuple(self._entries[table])

    def bodies(self, table: Table) -> Iterator[Body]:
        return (entry.body for entry in self._entries[table].values())

    def put(
        self, table: Table, key: str, unit: str, body: Body, closed: frozenset[str] = NOBODY, bare: Body | None = None
    ) -> None:
        """What is the same as before is no change."""
        was, entry = self._entries[table].get(key), Entry(table, unit, body, closed, bare)
        if was is not None and was.same(entry):
            return
        self._entries[table][key] = entry
        self._note(table, key, entry, was)

    def drop(self, table: Table, key: str) -> None:
        was = self._entries[table].pop(key, None)
        if was is not None:
            self._note(table, key, None, was)

    def connect(self, connected: bool) -> None:
        self.connected = connected
        self._tell()

    @property
    def changes(self) -> int:
        """How many rows have something to send."""
        return len(self._changes)

    def take_changes(self) -> Changes:
        changes, self._changes = self._changes, {}
        return changes

    def seen_by(self, units: Collection[str], table: Table) -> Iterator[Entry]:
        return (entry for entry in self._entries[table].values() if entry.unit in units)

    def _note(self, table: Table, key: str, entry: Entry | None, was: Entry | None) -> None:
        changed = self._changes.setdefault((table, key), Changed(None, set()))
        changed.entry = entry
        if was is not None:
            changed.was_of.add(was.unit)
        self._tell()


def encoded(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
