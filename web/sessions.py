"""Sessions: a random token in the browser's cookie, only its hash in the database."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cases.access import Role, Viewer
from store.tables import PersonRow
from store.unit_of_work import Store

COOKIE = "hotline"
LASTS = timedelta(hours=12)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SignedIn:
    viewer: Viewer
    session: str
    """The hash of the token: names the session without opening it."""


Ended = Callable[[SignedIn], Awaitable[None]]


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Sessions:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._ended: list[Ended] = []

    def on_end(self, tell: Ended) -> None:
        """`tell` hears when a person signs out: what hangs on the session must end with it."""
        self._ended.append(tell)

    def open(self, person: int) -> str:
        """The new token, for the cookie."""
        token = secrets.token_urlsafe(32)
        with self._store.work() as work:
            work.people.open_session(token_hash(token), person, work.now, work.now + LASTS)
            work.commit()
        return token

    def find(self, token: str) -> SignedIn | None:
        return self.still(token_hash(token)) if token else None

    def still(self, session: str) -> SignedIn | None:
        """The session, if it is neither over nor closed and its person is still active."""
        with self._store.reading() as work:
            row = work.people.of_session(session, work.now)
            return SignedIn(viewer_of(row), session) if row is not None else None

    def over(self, session: str) -> bool:
        """For what hangs on it and looks from time to time: a database that is away ends nobody's line."""
        try:
            return self.still(session) is None
        except SQLAlchemyError as error:
            log.warning("a session could not be looked at", error=type(error).__name__)
            return False

    def close(self, session: str) -> None:
        with self._store.work() as work:
            work.people.close_session(session)
            work.commit()

    def close_others(self, who: SignedIn) -> None:
        """Of the same person; what hangs on them ends when it next asks."""
        with self._store.work() as work:
            work.people.close_sessions(who.viewer.person, but=who.session)
            work.commit()

    async def tell_ended(self, who: SignedIn) -> None:
        for tell in self._ended:
            await tell(who)


def viewer_of(row: PersonRow) -> Viewer:
    return Viewer(person=row.id, name=row.name, role=Role(row.role), unit=row.unit)
