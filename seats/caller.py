"""Who calls: the place that the number hints at, and the caller's earlier calls and matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.access import Viewer, may_see
from cases.dispositions import was_cut_off
from cases.phones import PhoneKind, PhoneNumber, normalise, place_of
from cases.recusal import Closure
from cases.units import Directory
from seats.mobile_places import MobilePlaces
from seats.states import LiveCall
from store.calls import CALLER
from store.tables import CallRow, RegistrationRow
from store.unit_of_work import Store, Work

LONGEST_RAW = 40
UNREADABLE = "号码无法识别"


def number_shown(raw: str) -> str:
    """The number in full, for the operator of the call."""
    number = normalise(raw)
    return number.shown if number is not None else _printable(raw) or UNREADABLE


def number_masked(raw: str) -> str:
    """For lists."""
    number = normalise(raw)
    return number.masked if number is not None else UNREADABLE


def _printable(raw: str) -> str:
    # What is no number is shown as it came, but for what could turn or hide text on the screen.
    return "".join(c for c in raw[:LONGEST_RAW] if c.isprintable())


class Places:
    """Where a number hints at. Never waits: what is not known yet is an empty string."""

    def __init__(self, directory: Directory, mobiles: MobilePlaces) -> None:
        self._directory, self._mobiles = directory, mobiles

    def units(self, codes: Iterable[str]) -> list[dict[str, str]]:
        """With their short names, as lists show them."""
        return [{"unit": code, "name": self._directory.unit(code).short_name} for code in codes]

    def of(self, raw: str) -> str:
        number = normalise(raw)
        return (self._place(number) or "") if number is not None else ""

    def _place(self, number: PhoneNumber) -> str | None:
        if number.kind is PhoneKind.MOBILE:
            return self._mobiles.place(number.digits)
        return place_of(number, self._directory)


@dataclass(frozen=True, slots=True)
class Earlier:
    """As the desk gets it, and to whom it is closed."""

    body: dict[str, Any]
    closure: Closure


class Callers:
    """Reads the database: to be called in a thread."""

    def __init__(self, store: Store, directory: Directory) -> None:
        self._store, self._directory = store, directory

    def earlier(self, call: LiveCall) -> list[Earlier]:
        """Newest first, of every unit: whoever shows them leaves out what the viewer may not see."""
        with self._store.reading() as work:
            row = work.calls.get(call.call_id) or self._not_yet_written(call)
            return [Earlier(self._shown(work, one), work.closures.of(one)) for one in work.calls.earlier(row)]

    def earlier_than(self, work: Work, row: CallRow, viewer: Viewer) -> list[dict[str, Any]]:
        sight = work.closures.sight(viewer, self._directory)
        seen = (one for one in work.calls.earlier(row) if may_see(viewer, one.unit, self._directory))
        return [self._shown(work, one) for one in seen if work.closures.sees(sight, one)]

    def _not_yet_written(self, call: LiveCall) -> CallRow:
        """The writer may be behind the ring; the caller is known all the same."""
        number = normalise(call.caller)
        digits, sealer = (number.digits if number else call.caller), self._store.sealer
        return CallRow(
            id=call.call_id, arrived_at=call.arrived_at,
            caller_sealed=sealer.seal(CALLER, digits), caller_index=sealer.index(digits),
        )  # fmt: skip

    def _shown(self, work: Work, row: CallRow) -> dict[str, Any]:
        registration = work.registrations.of_call(row.id)
        return {
            "call_id": row.id,
            "unit": row.unit,
            "unit_name": unit_name(self._directory, row.unit),
            "arrived_at": row.arrived_at.isoformat(),
            "outcome": row.outcome,
            "talk_s": row.talk_s,
            "cut_off": was_cut_off(row.outcome, registration.disposition if registration is not None else ""),
            "matter": _matter(work, registration) if registration is not None else None,
        }


def unit_name(directory: Directory, code: str) -> str:
    return directory.unit(code).name if code in directory else code


def _matter(work: Work, row: RegistrationRow) -> dict[str, Any]:
    fields = work.registrations.form(row) or (work.registrations.draft(row) or {}).get("fields") or {}
    return {
        "registration": row.id,
        "number": row.number,
        "state": row.state,
        "category": fields.get("category") or "",
        "about": _about(fields),
        "updated_at": _iso(row.updated_at),
    }


def _about(fields: dict[str, Any]) -> str:
    """Whom the matter concerns, in a few words."""
    accused = fields.get("accused") or [{}]
    first = accused[0] if isinstance(accused[0], dict) else {}
    return " ".join(str(first[key]) for key in ("unit", "position", "name") if first.get(key))[:80]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
