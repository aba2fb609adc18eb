"""Registrations and the work items beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.sealing import Sealer
from store.tables import RegistrationRow, WorkItemRow

DRAFT, FORM = "registrations.draft", "registrations.form"


class StaleForm(Exception):
    """Somebody saved a newer version of the form."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the form is at version {version}")
        self.version = version


class Registrations:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def of_call(self, call_id: str) -> RegistrationRow | None:
        return self._session.scalars(select(RegistrationRow).where(RegistrationRow.call_id == call_id)).first()

    def open(self, call_id: str, unit: str, at: datetime) -> RegistrationRow:
        """Safe to repeat: a call has one registration."""
        row = self.of_call(call_id)
        if row is None:
            row = RegistrationRow(call_id=call_id, unit=unit, created_at=at, updated_at=at)
            self._session.add(row)
            self._session.flush()
        return row

    def keep_draft(self, row: RegistrationRow, draft: dict[str, Any]) -> None:
        """What the drafter proposes: never touches what a person wrote."""
        row.draft_sealed = self._sealer.seal_json(DRAFT, draft)

    def draft(self, row: RegistrationRow) -> dict[str, Any] | None:
        return self._sealer.unseal_json(DRAFT, row.draft_sealed) if row.draft_sealed else None

    def save_form(self, row: RegistrationRow, form: dict[str, Any], version: int, at: datetime) -> int:
        """The new version. Raises StaleForm when `version` is not the one that was last saved."""
        if version != row.version:
            raise StaleForm(row.version)
        row.form_sealed, row.version, row.updated_at = self._sealer.seal_json(FORM, form), version + 1, at
        return row.version

    def form(self, row: RegistrationRow) -> dict[str, Any] | None:
        return self._sealer.unseal_json(FORM, row.form_sealed) if row.form_sealed else None


class WorkItems:
    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, kind: str, call_id: str, unit: str, due: date, provisional: bool, at: datetime) -> bool:
        """False when it was there already."""
        query = select(WorkItemRow).where(WorkItemRow.kind == kind, WorkItemRow.call_id == call_id)
        if self._session.scalars(query).first() is not None:
            return False
        row = WorkItemRow(kind=kind, call_id=call_id, unit=unit, due=due, provisional=provisional, created_at=at)
        self._session.add(row)
        self._session.flush()
        return True

    def of_units(self, units: Sequence[str], limit: int = 100) -> Sequence[WorkItemRow]:
        query = (
            select(WorkItemRow)
            .where(WorkItemRow.unit.in_(units), WorkItemRow.state == "open")
            .order_by(WorkItemRow.due, WorkItemRow.id)
            .limit(limit)
        )
        return self._session.scalars(query).all()
