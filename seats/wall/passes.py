"""The pass of a wall: read-only, without personal data, for one browser, until a supervisor takes it back.

Reads and writes the database: to be called in a thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cases.access import Viewer, supervised_units
from cases.events import WallOpened, WallRevoked
from cases.units import Directory
from seats.caller import unit_name
from store.tables import PersonRow, WallPassRow
from store.unit_of_work import Store, Work
from web.sessions import token_hash, viewer_of

LASTS = timedelta(days=366)
log = structlog.get_logger()


class NoSuchWall(LookupError):
    """There is none, or it is not of this person's jurisdiction."""


@dataclass(frozen=True, slots=True)
class Wall:
    """`key` names the pass without opening it."""

    key: str
    unit: str
    name: str
    units: frozenset[str]


class Passes:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store, self._directory = store, directory

    def open(self, viewer: Viewer, place: str) -> str:
        """The token, for the cookie of the browser that asks."""
        token = secrets.token_urlsafe(32)
        with self._store.work() as work:
            until = work.now + LASTS
            row = work.walls.open(token_hash(token), viewer.unit, place, viewer.person, work.now, until)
            work.record(WallOpened(unit=row.unit, wall=row.id, person=viewer.person))
            work.commit()
        return token

    def find(self, token: str) -> Wall | None:
        return self._find(token_hash(token)) if token else None

    def over(self, key: str) -> bool:
        """A database that is away ends nobody's line."""
        try:
            return self._find(key) is None
        except SQLAlchemyError as error:
            log.warning("a wall's pass could not be looked at", error=type(error).__name__)
            return False

    def listed(self, units: Collection[str]) -> list[dict[str, Any]]:
        with self._store.reading() as work:
            return [self._shown(work, row) for row in work.walls.of_units(units, work.now)]

    def revoke(self, viewer: Viewer, units: Collection[str], wall: int) -> str:
        """The key of the pass. Safe to repeat. Raises NoSuchWall."""
        with self._store.work() as work:
            row = work.walls.locked(wall)
            if row is None or row.unit not in units:
                raise NoSuchWall(wall)
            if row.revoked_at is None:
                row.revoked_at, row.revoked_by = work.now, viewer.person
                work.record(WallRevoked(unit=row.unit, wall=row.id, person=viewer.person))
                work.commit()
            return row.token_hash

    def _find(self, key: str) -> Wall | None:
        with self._store.reading() as work:
            held = work.walls.held(key, work.now)
        return self._wall(*held) if held is not None else None

    def _wall(self, row: WallPassRow, person: PersonRow) -> Wall | None:
        """Who made it answers for it: it ends when that person looks after the unit no more."""
        if not person.active or row.unit not in supervised_units(viewer_of(person), self._directory):
            return None
        units = self._directory.jurisdiction(row.unit)
        return Wall(row.token_hash, row.unit, unit_name(self._directory, row.unit), units)

    def _shown(self, work: Work, row: WallPassRow) -> dict[str, Any]:
        person = work.people.get(row.person_id)
        return {
            "id": row.id,
            "place": row.place,
            "unit": row.unit,
            "unit_name": unit_name(self._directory, row.unit),
            "by": person.name if person is not None else "",
            "at": row.made_at.isoformat(),
            "until": row.expires_at.isoformat(),
            "key": row.token_hash,
        }
