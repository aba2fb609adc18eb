"""法律法规 and 办事指南: what an operator looks up while talking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from cases.knowledge import Entry
from store.search import SearchIndex, has_phrase, phrases
from store.tables import KnowledgeRow

MOST_RANKED = 200
"""Nobody reads further; a word that stands everywhere must not make one read everything."""


class Knowledge:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = SearchIndex(session, "knowledge")

    def keep(self, entries: Iterable[Entry]) -> bool:
        """Exactly these from now on. False when they were there already."""
        wanted = sorted(entries, key=lambda entry: entry.name)
        if wanted == [_entry(row) for row in self._all()]:
            return False
        self._session.execute(delete(KnowledgeRow))
        self._index.clear()
        for entry in wanted:
            row = KnowledgeRow(
                name=entry.name, unit=entry.unit, kind=entry.kind, title=entry.title, citation=entry.citation,
                body=entry.body,
            )  # fmt: skip
            self._session.add(row)
            self._session.flush()
            self._index.add(row.id, _said(row))
        return True

    def find(self, asked: str, units: Collection[str], limit: int = 20) -> Sequence[KnowledgeRow]:
        """The best first; all when nothing is asked for. `units`: whose own entries the person may see."""
        seen = select(KnowledgeRow).where(KnowledgeRow.unit.in_(["", *units])).order_by(KnowledgeRow.name)
        wanted = phrases(asked)
        rows = self._hits(seen, asked, wanted) if wanted else self._session.scalars(seen).all()
        return sorted(rows, key=lambda row: -_weight(row, wanted))[:limit] if asked.strip() else rows

    def _hits(self, seen: Select[KnowledgeRow], asked: str, wanted: Sequence[str]) -> list[KnowledgeRow]:
        """By name. The cut is made among what was found, never among what may be one."""
        found: list[KnowledgeRow] = []
        for ids in self._index.candidates(asked):
            rows = self._session.scalars(seen.where(KnowledgeRow.id.in_(ids)))
            found += (row for row in rows if all(has_phrase(_said(row), one) for one in wanted))
            if len(found) >= MOST_RANKED:
                break
        return sorted(found, key=lambda row: row.name)

    def _all(self) -> Sequence[KnowledgeRow]:
        return self._session.scalars(select(KnowledgeRow).order_by(KnowledgeRow.name)).all()


def _entry(row: KnowledgeRow) -> Entry:
    return Entry(row.name, row.unit, row.kind, row.title, row.citation, row.body)


def _said(row: KnowledgeRow) -> str:
    return f"{row.title}\n{row.citation}\n{row.body}"


def _weight(row: KnowledgeRow, wanted: Sequence[str]) -> int:
    """The title says what an entry is about, the citation where it comes from."""
    return sum(4 * has_phrase(row.title, one) + 2 * has_phrase(row.citation, one) for one in wanted)
