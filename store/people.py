"""People and their sessions. Passwords and tokens are only ever stored as hashes (made in `web`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.tables import PersonRow, SessionRow


class People:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person: int) -> PersonRow | None:
        return self._session.get(PersonRow, person)

    def by_login(self, login: str) -> PersonRow | None:
        return self._session.scalars(select(PersonRow).where(PersonRow.login == login)).first()

    def given_seat(self, person: int) -> str | None:
        row = self.get(person)
        return row.given_seat if row is not None else None

    def put(self, login: str, *, name: str, password_hash: str, role: str, unit: str) -> PersonRow:
        """A new person, or a new password and post for one who is there."""
        row = self.by_login(login) or PersonRow(login=login)
        if row.id is not None:
            # Who knew the old password must not stay signed in.
            self.close_sessions(row.id)
        if row.unit != unit:
            row.given_seat = None
        row.name, row.password_hash, row.role, row.unit, row.active = name, password_hash, role, unit, True
        self._session.add(row)
        self._session.flush()
        return row

    def open_session(self, token_hash: str, person: int, at: datetime, until: datetime) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.expires_at <= at))
        self._session.add(SessionRow(token_hash=token_hash, person_id=person, created_at=at, expires_at=until))

    def of_session(self, token_hash: str, now: datetime) -> PersonRow | None:
        row = self._session.get(SessionRow, token_hash)
        if row is None or row.expires_at <= now:
            return None
        person = self.get(row.person_id)
        return person if person is not None and person.active else None

    def close_session(self, token_hash: str) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def close_sessions(self, person: int, but: str = "") -> None:
        others = (SessionRow.person_id == person) & (SessionRow.token_hash != but)
        self._session.execute(delete(SessionRow).where(others))

    def units_with(self, role: str) -> frozenset[str]:
        """The units that have somebody in that role."""
        query = select(PersonRow.unit).where(PersonRow.role == role, PersonRow.active).distinct()
        return frozenset(self._session.scalars(query))
