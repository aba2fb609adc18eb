"""Boards that look at the same jurisdiction get the same bytes: filtered and encoded once for all of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cases.clock import Clock
from seats.board.feed import Feed
from seats.board.sheet import TABLES, Changes, Entry, Sheet, Table, encoded


class Group:
    """`units`: the jurisdiction. `head`: what the snapshot of walls tells besides; they get no personal data. Each
    message has the next number; a snapshot has that of the last message."""

    def __init__(self, units: frozenset[str], sheet: Sheet, clock: Clock, head: dict[str, Any] | None = None) -> None:
        self.units, self._sheet, self._clock, self._wall = units, sheet, clock, head
        self.feeds: set[Feed] = set()
        self._seq, self._connected = 0, sheet.connected
        self._snapshot = ""
        self._marks: frozenset[str] = frozenset()

    def join(self, session: str, marks: frozenset[str]) -> Feed:
        feed = Feed(session, self.snapshot, marks=marks)
        self.feeds.add(feed)
        self._look_again()
        return feed

    def leave(self, feed: Feed) -> None:
        if feed in self.feeds:
            self.feeds.remove(feed)
            self._look_again()

    def _look_again(self) -> None:
        """They get the same bytes: what is closed to one of them is closed to all."""
        self._marks, self._snapshot = frozenset[str]().union(*(feed.marks for feed in self.feeds)), ""

    def snapshot(self) -> str:
        """The same for all who ask for it before the next message."""
        if not self._snapshot:
            tables = (f'"{table}":[{self._texts(table)}]' for table in TABLES)
            more = [f'"{key}":{encoded(value)}' for key, value in (self._wall or {}).items()]
            self._snapshot = "{" + ",".join([self._head("snapshot"), self._link(), *more, *tables]) + "}"
        return self._snapshot

    def send(self, changes: Changes) -> None:
        put, gone = self._seen(changes)
        if put or gone or self._sheet.connected != self._connected:
            self._connected = self._sheet.connected
            tables = ",".join(f'"{table}":[{",".join(texts)}]' for table, texts in put.items())
            self._tell("changes", self._link(), f'"put":{{{tables}}}', f'"gone":{encoded(gone)}')

    def alive(self) -> None:
        """So that a silent line can be told from a quiet night."""
        self._tell("alive")

    def _seen(self, changes: Changes) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        put: defaultdict[str, list[str]] = defaultdict(list)
        gone: defaultdict[str, list[str]] = defaultdict(list)
        for (table, key), changed in changes.items():
            if text := self._text(changed.entry):
                put[table].append(text)
            elif not self.units.isdisjoint(changed.was_of):
                gone[table].append(key)
        return put, gone

    def _text(self, entry: Entry | None) -> str:
        if entry is None or entry.unit not in self.units:
            return ""
        return entry.wall_text if self._wall is not None else entry.text_for(self._marks)

    def _tell(self, kind: str, *parts: str) -> None:
        self._seq, self._snapshot = self._seq + 1, ""
        text = "{" + ",".join([self._head(kind), *parts]) + "}"
        for feed in self.feeds:
            feed.put(text)

    def _head(self, kind: str) -> str:
        return f'"type":"{kind}","seq":{self._seq},"now":"{self._clock().isoformat()}"'

    def _link(self) -> str:
        return f'"connected":{encoded(self._sheet.connected)}'

    def _texts(self, table: Table) -> str:
        texts = (self._text(entry) for entry in self._sheet.seen_by(self.units, table))
        return ",".join(text for text in texts if text)


class Groups:
    def __init__(self, sheet: Sheet, clock: Clock) -> None:
        self._sheet, self._clock = sheet, clock
        self._groups: dict[tuple[frozenset[str], bool], Group] = {}

    def join(self, units: frozenset[str], session: str, marks: frozenset[str] = frozenset()) -> Feed:
        """`marks`: what closes a call to who looks."""
        return self._group(units, None).join(session, marks)

    def join_wall(self, units: frozenset[str], session: str, head: dict[str, Any]) -> Feed:
        return self._group(units, head).join(session, frozenset())

    def _group(self, units: frozenset[str], head: dict[str, Any] | None) -> Group:
        return self._groups.setdefault((units, head is not None), Group(units, self._sheet, self._clock, head))

    def leave(self, feed: Feed) -> None:
        for key, group in tuple(self._groups.items()):
            group.leave(feed)
            if not group.feeds:
                del self._groups[key]

    def send(self) -> None:
        changes = self._sheet.take_changes()
        for group in self._groups.values():
            group.send(changes)

    def feeds(self) -> list[Feed]:
        return [feed for group in self._groups.values() for feed in group.feeds]

    def alive(self) -> None:
        for group in self._groups.values():
            group.alive()
