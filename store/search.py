"""Full-text search of Chinese by pairs of characters, with one tokeniser for both databases.

The words of a text are its overlapping pairs of characters, its single characters, and its runs of Latin letters and
digits as they are. SQLite keeps them in a contentless FTS5 table, PostgreSQL in an array with a GIN index. What has
all tokens of a phrase is a candidate; whoever asks looks whether the phrase itself is there (`has_phrase`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Result, text
from sqlalchemy.orm import Session

MOST_PHRASES, LONGEST_PHRASE = 8, 40
FIRST_STEP, LONGEST_STEP = 200, 1_600
"""Candidates at a time."""
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_LATIN = re.compile(r"[a-z0-9]+")


def normal(said: str) -> str:
    return unicodedata.normalize("NFKC", said).casefold()


def tokens(said: str) -> list[str]:
    """Of a text that is to be found."""
    return list(dict.fromkeys(token for run in _runs(normal(said)) for token in _of_run(run, whole=True)))


def phrases(asked: str) -> list[str]:
    """What is asked for, each of which must be there."""
    parts = (part[:LONGEST_PHRASE] for part in normal(asked).split())
    return [part for part in dict.fromkeys(parts) if _RUN.search(part)][:MOST_PHRASES]


def has_phrase(said: str, phrase: str) -> bool:
    """Punctuation and spaces between the characters do not matter."""
    return _bare(phrase) in _bare(normal(said))


class SearchIndex:
    """The index `search_<name>`, by the number of the row that it is for. Made by a migration."""

    def __init__(self, session: Session, name: str) -> None:
        self._session, self._table = session, f"search_{name}"
        self._on_postgres = session.get_bind().dialect.name == "postgresql"

    def clear(self) -> None:
        if self._on_postgres:
            self._run("DELETE FROM {0}")
        else:
            self._run("INSERT INTO {0}({0}) VALUES ('delete-all')")

    def add(self, row: int, said: str) -> None:
        """For a row that is not in it yet."""
        found = tokens(said)
        if self._on_postgres:
            self._run("INSERT INTO {0}(id, tokens) VALUES (:row, :tokens)", row=row, tokens=found)
        else:
            self._run("INSERT INTO {0}(rowid, tokens) VALUES (:row, :tokens)", row=row, tokens=" ".join(found))

    def candidates(self, asked: str) -> Iterator[Sequence[int]]:
        """In steps that grow: whoever has found enough takes no more."""
        after, limit = 0, FIRST_STEP
        while step := self._step(asked, after, limit):
            yield step
            if len(step) < limit:
                return
            after, limit = step[-1], min(2 * limit, LONGEST_STEP)

    def _step(self, asked: str, after: int, limit: int) -> Sequence[int]:
        wanted = [token for phrase in phrases(asked) for token in _of_phrase(phrase)]
        if not wanted:
            return []
        if self._on_postgres:
            rows = self._run("SELECT id FROM {0} WHERE tokens @> :wanted AND id > :after ORDER BY id LIMIT :limit",
                             wanted=wanted, after=after, limit=limit)  # fmt: skip
        else:
            quoted = " AND ".join(f'"{token}"' for token in wanted)
            rows = self._run("SELECT rowid FROM {0} WHERE tokens MATCH :wanted AND rowid > :after "
                             "ORDER BY rowid LIMIT :limit", wanted=quoted, after=after, limit=limit)  # fmt: skip
        return [int(row[0]) for row in rows]

    def _run(self, statement: str, **values: object) -> Result[Any]:
        """`{0}` is the table: its name is ours and cannot be a parameter."""
        return self._session.execute(text(statement.format(self._table)), values)


def _of_phrase(phrase: str) -> Iterator[str]:
    for run in _runs(phrase):
        yield from _of_run(run, whole=False)


def _runs(said: str) -> Iterator[str]:
    """A comma does not part what is asked for without it: 秉公执法，办事公道 is found by 执法办事."""
    for latin, runs in groupby(_RUN.findall(said), lambda run: _LATIN.fullmatch(run) is not None):
        if latin:
            yield from runs
        else:
            yield "".join(runs)


def _of_run(run: str, *, whole: bool) -> Iterator[str]:
    """Of a phrase the pairs are enough, and its single character when it has no pair."""
    if _LATIN.fullmatch(run):
        yield run
        return
    yield from (first + second for first, second in pairwise(run))
    if whole or len(run) == 1:
        yield from run


def _bare(said: str) -> str:
    return "".join(_RUN.findall(said))
