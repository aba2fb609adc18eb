"""Every version of a registration, as it was confirmed and amended. Reads the database: to be called in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.access import Viewer
from cases.units import Directory
from seats.call_file import visible_call
from store.tables import RegistrationVersionRow
from store.unit_of_work import Store, Work


@dataclass(frozen=True, slots=True)
class Versions:
    store: Store
    directory: Directory

    def of_call(self, viewer: Viewer, call_id: str) -> list[dict[str, Any]]:
        """Oldest first. Raises NoSuchCall."""
        with self.store.reading() as work:
            visible_call(work, viewer, call_id, self.directory)
            row = work.registrations.of_call(call_id)
            return [_shown(work, version) for version in work.registrations.versions(row)] if row else []


def _shown(work: Work, version: RegistrationVersionRow) -> dict[str, Any]:
    reason, form = work.registrations.version_said(version)
    person = work.people.get(version.person_id)
    return {
        "n": version.n,
        "at": version.at.isoformat(),
        "person": person.name if person is not None else "",
        "disposition": version.disposition,
        "reason": reason,
        "form": form,
    }
