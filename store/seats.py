"""Seats: accounts at the exchange, and who sits where."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.sealing import Sealer
from store.tables import PersonRow, SeatRow

SECRET = "seats.secret"  # noqa: S105  (the name of a column, not a secret)


class SeatTaken(Exception):
    """Another person sits there."""

    def __init__(self, seat: str, person: int) -> None:
        super().__init__(f"seat {seat} is taken")
        self.seat, self.person = seat, person


class Seats:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def all(self) -> Sequence[SeatRow]:
        return self._session.scalars(select(SeatRow).order_by(SeatRow.number)).all()

    def get(self, number: str) -> SeatRow | None:
        return self._session.get(SeatRow, number)

    def of_person(self, person: int) -> SeatRow | None:
        return self._session.scalars(select(SeatRow).where(SeatRow.person_id == person)).first()

    def sitting(self, units: Collection[str]) -> dict[str, str]:
        """The names of those who sit at seats of the units, by seat."""
        of_seats = select(SeatRow.number, PersonRow.name).join(PersonRow, PersonRow.id == SeatRow.person_id)
        found = self._session.execute(of_seats.where(SeatRow.unit.in_(units)))
        return {row.number: row.name for row in found}

    def secret(self, row: SeatRow) -> str:
        return self._sealer.unseal(SECRET, row.secret_sealed)

    def provision(self, wanted: Iterable[tuple[str, str]]) -> int:
        """An account for each (seat, unit) that has none; how many were new. Accounts that exist keep their secret."""
        known = {row.number for row in self.all()}
        new = [
            SeatRow(number=number, unit=unit, secret_sealed=self._sealer.seal(SECRET, secrets.token_urlsafe(18)))
            for number, unit in wanted
            if number not in known
        ]
        self._session.add_all(new)
        self._session.flush()
        return len(new)

    def sit(self, row: SeatRow, person: int, at: datetime) -> None:
        """A person has one seat and a seat one person. Raises SeatTaken."""
        if row.person_id not in (None, person):
            raise SeatTaken(row.number, row.person_id)
        former = self.of_person(person)
        if former is not None and former is not row:
            former.person_id = former.since = None
            self._session.flush()
        row.person_id, row.since = person, at

    def leave(self, row: SeatRow) -> None:
        row.person_id = row.since = None
