"""The unit's knowledge for the desk, searched. Reads the database: to be called in a thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.access import Viewer
from cases.knowledge import Entry
from cases.units import Directory
from store.unit_of_work import Store

LONGEST_ASKED = 100


@dataclass(frozen=True, slots=True)
class KnowledgeBook:
    store: Store
    directory: Directory

    def keep(self, entries: Iterable[Entry]) -> bool:
        """What the files say, from now on. False when nothing changed."""
        with self.store.work() as work:
            changed = work.knowledge.keep(entries)
            work.commit()
            return changed

    def find(self, viewer: Viewer, asked: str) -> list[dict[str, Any]]:
        """The entries for everybody, for the own unit and those above it."""
        if viewer.unit not in self.directory:
            return []
        units = [unit.code for unit in self.directory.chain(viewer.unit)]
        with self.store.reading() as work:
            return [
                {"name": row.name, "kind": row.kind, "title": row.title, "citation": row.citation, "body": row.body}
                for row in work.knowledge.find(asked[:LONGEST_ASKED], units)
            ]
