"""Second factors of people: the secret of their app, and what is left of their recovery codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from store.sealing import Sealer
from store.tables import RecoveryCodeRow, SecondFactorRow

SEALED_AS = "second_factors.secret"


class SecondFactors:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def of(self, person: int) -> SecondFactorRow | None:
        return self._session.get(SecondFactorRow, person)

    def held(self, person: int) -> SecondFactorRow | None:
        """As `of`; who asks for the same row meanwhile waits for our commit, so that a code is taken once."""
        return self._session.get(SecondFactorRow, person, with_for_update=True, populate_existing=True)

    def secret(self, row: SecondFactorRow) -> str:
        return self._sealer.unseal(SEALED_AS, row.secret_sealed)

    def enrol(self, person: int, secret: str, step: int, at: datetime) -> SecondFactorRow:
        """`step`: of the code that proved it, which is thereby used."""
        row = self.of(person) or SecondFactorRow(person_id=person)
        row.secret_sealed, row.enrolled_at = self._sealer.seal(SEALED_AS, secret), at
        row.last_step, row.burnt = step, []
        self._session.add(row)
        self._session.flush()
        return row

    def remove(self, person: int) -> bool:
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person))
        row = self.of(person)
        if row is not None:
            self._session.delete(row)
        return row is not None

    def put_recovery(self, person: int, codes: Iterable[str]) -> None:
        """Instead of the ones before."""
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person))
        self._session.add_all(RecoveryCodeRow(person_id=person, code_hash=self._hash(person, code)) for code in codes)

    def take_recovery(self, person: int, code: str) -> bool:
        """Whether it was one that is left; now it is gone."""
        mine = (RecoveryCodeRow.person_id == person) & (RecoveryCodeRow.code_hash == self._hash(person, code))
        return self._session.scalar(delete(RecoveryCodeRow).where(mine).returning(RecoveryCodeRow.id)) is not None

    def recovery_left(self, person: int) -> int:
        query = select(func.count()).where(RecoveryCodeRow.person_id == person)
        return self._session.scalar(query) or 0

    def _hash(self, person: int, code: str) -> str:
        # Keyed, since the codes are short enough to be tried out by who has only the database.
        return self._sealer.index(f"recovery {person} {code.replace('-', '')}")
