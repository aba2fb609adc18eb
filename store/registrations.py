"""Registrations: drafts, what was confirmed, and every version since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.recusal import marks_in
from store.closures import DRAFT as UNFINISHED
from store.closures import Closures
from store.sealing import Sealer
from store.tables import RegistrationRow, RegistrationVersionRow

DRAFT, FORM, BARRED = "registrations.draft", "registrations.form", "registrations.barred"
REASON, VERSION = "registration_versions.reason", "registration_versions.form"


class StaleForm(Exception):
    """Somebody saved a newer version of the form."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the form is at version {version}")
        self.version = version


class Registrations:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer
        self._closures = Closures(session, sealer)

    def of_call(self, call_id: str) -> RegistrationRow | None:
        return self._session.scalars(select(RegistrationRow).where(RegistrationRow.call_id == call_id)).first()

    def numbered(self, number: str) -> RegistrationRow | None:
        return self._session.scalars(select(RegistrationRow).where(RegistrationRow.number == number)).first()

    def locked(self, call_id: str) -> RegistrationRow | None:
        """Nobody else changes it before the commit. SQLite's writer is alone anyway."""
        query = select(RegistrationRow).where(RegistrationRow.call_id == call_id).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def open(self, call_id: str, unit: str, at: datetime) -> RegistrationRow:
        """Safe to repeat: a call has one registration."""
        row = self.of_call(call_id)
        if row is None:
            row = RegistrationRow(call_id=call_id, unit=unit, created_at=at, updated_at=at, marked=True)
            self._session.add(row)
            self._session.flush()
        return row

    def keep_draft(self, row: RegistrationRow, draft: dict[str, Any]) -> None:
        """What the drafter proposes: never touches what a person wrote."""
        row.draft_sealed = self._sealer.seal_json(DRAFT, draft)
        self.mark(row)

    def draft(self, row: RegistrationRow) -> dict[str, Any] | None:
        return self._sealer.unseal_json(DRAFT, row.draft_sealed) if row.draft_sealed else None

    def save_form(
        self, row: RegistrationRow, form: dict[str, Any], version: int, at: datetime, person: int | None = None
    ) -> int:
        """The new version. Raises StaleForm when `version` is not the one that was last saved."""
        if version != row.version:
            raise StaleForm(row.version)
        row.form_sealed, row.version, row.updated_at = self._sealer.seal_json(FORM, form), version + 1, at
        row.edited_by = person or row.edited_by
        self.mark(row)
        return row.version

    def form(self, row: RegistrationRow) -> dict[str, Any] | None:
        return self._sealer.unseal_json(FORM, row.form_sealed) if row.form_sealed else None

    def mark(self, row: RegistrationRow) -> None:
        """To whom it is closed from now on."""
        self._closures.put(row.call_id, self.marks(row))
        row.marked = True

    def marks(self, row: RegistrationRow) -> frozenset[str]:
        """By what a person wrote and, until it is wrapped up, what is proposed."""
        written = marks_in(self.form(row))
        return written | marks_in((self.draft(row) or {}).get("fields")) if row.state == UNFINISHED else written

    def not_marked(self, limit: int) -> Sequence[RegistrationRow]:
        """Those of which it is not known yet, the first of them."""
        query = select(RegistrationRow).where(RegistrationRow.marked.is_(False)).order_by(RegistrationRow.id)
        return self._session.scalars(query.limit(limit)).all()

    def bar(self, row: RegistrationRow, units: list[dict[str, str]]) -> None:
        row.barred_sealed = self._sealer.seal_json(BARRED, units)

    def barred(self, row: RegistrationRow) -> list[dict[str, str]]:
        return list(self._sealer.unseal_json(BARRED, row.barred_sealed)) if row.barred_sealed else []

    def keep_version(self, row: RegistrationRow, person: int, reason: str, at: datetime) -> int:
        """What the form says now becomes the next version; its number. Closes the matter to whoever it names."""
        self.mark(row)
        n = len(self.versions(row)) + 1
        self._session.add(
            RegistrationVersionRow(
                registration_id=row.id, n=n, at=at, person_id=person, disposition=row.disposition,
                reason_sealed=self._sealer.seal(REASON, reason),
                form_sealed=self._sealer.seal_json(VERSION, self.form(row)),
            )
        )  # fmt: skip
        self._session.flush()
        return n

    def versions(self, row: RegistrationRow) -> Sequence[RegistrationVersionRow]:
        query = select(RegistrationVersionRow).where(RegistrationVersionRow.registration_id == row.id)
        return self._session.scalars(query.order_by(RegistrationVersionRow.n)).all()

    def version_said(self, version: RegistrationVersionRow) -> tuple[str, dict[str, Any]]:
        """Why it was made, and the form."""
        form = self._sealer.unseal_json(VERSION, version.form_sealed)
        return self._sealer.unseal(REASON, version.reason_sealed), dict(form)
