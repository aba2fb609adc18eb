"""The lists of the desk: my drafts, my day, the ledger of the unit. Reads the database: to be called in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cases.access import Viewer, may_see, visible_units
from cases.clock import CHINA
from cases.phones import normalise
from cases.units import Directory
from seats.caller import number_masked, unit_name
from store.closures import Sight
from store.matters import Pair, Wanted
from store.unit_of_work import Store, Work


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person typed: a number of a matter or of a phone, and days in China."""

    state: str = ""
    q: str = ""
    urgent: bool = False
    first: date | None = None
    last: date | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    store: Store
    directory: Directory

    def drafts(self, viewer: Viewer) -> list[dict[str, Any]]:
        with self.store.reading() as work:
            return self._drafts(work, viewer)

    def my_day(self, viewer: Viewer, day: date | None) -> dict[str, Any]:
        """Today in China when no day is named."""
        with self.store.reading() as work:
            since = _midnight(day or work.now.astimezone(CHINA).date())
            until = since + timedelta(days=1)
            calls = work.matters.answered_by(viewer.person, since, until)
            open_ones = work.matters.answered_by(viewer.person, since, until, self._sight(work, viewer))
            done = work.matters.wrapped_up_by(viewer.person, since, until)
            return {
                "day": since.date().isoformat(),
                "answered": len(calls),
                "mean_talk_s": _mean([call.talk_s for call, _ in calls if call.ended_at is not None]),
                "registered": done.get("confirmed", 0),
                "closed": done.get("closed", 0),
                "items_done": work.matters.closed_by(viewer.person, since, until),
                "drafts": len(self._drafts(work, viewer)),
                "calls": self._shown(work, viewer, open_ones),
            }

    def ledger(self, viewer: Viewer, asked: Asked) -> list[dict[str, Any]]:
        units = visible_units(viewer, self.directory)
        if not units:
            return []
        with self.store.reading() as work:
            sight = self._sight(work, viewer)
            return self._shown(work, viewer, work.matters.ledger(units, sight, self._wanted(asked)))

    def _drafts(self, work: Work, viewer: Viewer) -> list[dict[str, Any]]:
        sight = self._sight(work, viewer)
        return self._shown(work, viewer, work.matters.drafts_of(viewer.person, sight, work.now))

    def _sight(self, work: Work, viewer: Viewer) -> Sight:
        return work.closures.sight(viewer, self.directory)

    def _wanted(self, asked: Asked) -> Wanted:
        q = asked.q.strip()
        phone = normalise(q)
        by_number = "-" in q and q[:6].isdigit()
        index = self.store.sealer.index(phone.digits if phone and phone.digits else q) if q and not by_number else ""
        return Wanted(
            state=asked.state, number=q if by_number else "", caller_index=index, urgent=asked.urgent,
            since=_midnight(asked.first) if asked.first else None,
            until=_midnight(asked.last) + timedelta(days=1) if asked.last else None,
            before=asked.before,
        )  # fmt: skip

    def _shown(self, work: Work, viewer: Viewer, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
        """What the person may no longer see is left out: somebody may have changed units."""
        return [
            self._row(work, pair)
            for pair in pairs
            if may_see(viewer, pair[1].unit if pair[1] else pair[0].unit, self.directory)
        ]

    def _row(self, work: Work, pair: Pair) -> dict[str, Any]:
        call, registration = pair
        form = (work.registrations.form(registration) if registration else None) or {}
        return {
            "call_id": call.id,
            "unit_name": unit_name(self.directory, call.unit),
            "caller": number_masked(work.calls.caller(call)),
            "arrived_at": call.arrived_at.isoformat(),
            "talk_s": call.talk_s,
            "outcome": call.outcome,
            "state": registration.state if registration else "draft",
            "number": registration.number if registration else None,
            "disposition": registration.disposition if registration else "",
            "accepted_at": _iso(registration.accepted_at if registration else None),
            "due": _iso(registration.due if registration else None),
            "provisional": bool(registration and registration.provisional),
            "urgent": bool(registration and registration.urgent),
            "category": form.get("category") or "",
            "problem": (form.get("main_problem") or "")[:60],
        }


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 1) if values else 0.0


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None
