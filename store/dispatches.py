"""Orders of supervisors (统一调度), and who confirmed which broadcast."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from cases.dispatch import OVERFLOW, POSTING, STANDING, Act
from cases.postings import Posting
from store.sealing import Sealer
from store.tables import BroadcastReceiptRow, DispatchRow

NOTE, TEXT = "dispatches.note", "dispatches.text"
LISTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`text`: of a broadcast. `sitter`: the person at the seat."""

    act: Act
    person: int
    unit: str
    reason: str
    note: str = ""
    seat: str = ""
    call_id: str = ""
    to: str = ""
    before: str = ""
    text: str = ""
    sitter: int | None = None


class Dispatches:
    def __init__(self, session: Session, sealer: Sealer) -> None:
        self._session, self._sealer = session, sealer

    def get(self, dispatch: int) -> DispatchRow | None:
        return self._session.get(DispatchRow, dispatch)

    def locked(self, dispatch: int) -> DispatchRow | None:
        """Nobody else changes it before the commit. SQLite's writer is alone anyway."""
        return self._session.get(DispatchRow, dispatch, with_for_update=True, populate_existing=True)

    def add(self, order: Order, at: datetime) -> DispatchRow:
        row = DispatchRow(
            at=at, act=order.act.value, person_id=order.person, unit=order.unit, seat=order.seat,
            call_id=order.call_id, to=order.to, before=order.before, reason=order.reason, sitter=order.sitter,
            note_sealed=self._sealer.seal(NOTE, order.note) if order.note else None,
            text_sealed=self._sealer.seal(TEXT, order.text) if order.text else None,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row

    def note(self, row: DispatchRow) -> str:
        return self._sealer.unseal(NOTE, row.note_sealed) if row.note_sealed else ""

    def text(self, row: DispatchRow) -> str:
        return self._sealer.unseal(TEXT, row.text_sealed) if row.text_sealed else ""

    def last(self, units: Collection[str]) -> Sequence[DispatchRow]:
        """The newest first."""
        query = select(DispatchRow).where(DispatchRow.unit.in_(units)).order_by(DispatchRow.id.desc())
        return self._session.scalars(query.limit(LISTED)).all()

    def standing(self, acts: Collection[Act] = STANDING, since: datetime | None = None) -> Sequence[DispatchRow]:
        """Those that hold, in their order."""
        query = select(DispatchRow).where(DispatchRow.act.in_([act.value for act in acts]))
        query = query.where(DispatchRow.undone_at.is_(None), DispatchRow.failed.is_(False))
        if since is not None:
            query = query.where(DispatchRow.at >= since)
        return self._session.scalars(query.order_by(DispatchRow.id)).all()

    def overflow(self, at: datetime | None = None, without: int = 0) -> dict[str, str]:
        """Of each unit that had an order by then (None: by now), what its last one said: `open`, `closed`, or empty
        when that was undone. `without`: as if this order were undone."""
        query = select(DispatchRow).where(DispatchRow.act.in_([act.value for act in OVERFLOW]))
        query = query.where(DispatchRow.failed.is_(False)).order_by(DispatchRow.id)
        if at is not None:
            query = query.where(DispatchRow.at <= at)
        rows = self._session.scalars(query).all()
        return {row.unit: OVERFLOW[Act(row.act)] if row.id != without and _held(row, at) else "" for row in rows}

    def postings(self, without: int = 0) -> list[Posting]:
        """Those that hold. `without`: as if this order were undone."""
        rows = [row for row in self.standing(POSTING) if row.id != without]
        return [Posting(row.seat, row.to, row.act == Act.SHARE_SEAT) for row in rows]

    def supersede(self, row: DispatchRow, at: datetime) -> None:
        """Former orders of this kind about the same hold no more."""
        posting = row.act in POSTING
        for former in self.standing(POSTING if posting else OVERFLOW):
            same = (former.seat, former.to) == (row.seat, row.to) if posting else former.unit == row.unit
            held = self.locked(former.id) if same and former.id < row.id else None
            if held is not None and held.undone_at is None:
                held.undone_at, held.undone_by = at, row.person_id

    def confirm(self, row: DispatchRow, person: int, at: datetime) -> bool:
        """False when it was confirmed before."""
        insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        receipt = insert(BroadcastReceiptRow).values(dispatch_id=row.id, person_id=person, at=at)
        new = self._session.execute(receipt.on_conflict_do_nothing().returning(BroadcastReceiptRow.person_id))
        return new.first() is not None

    def confirmed_by(self, person: int) -> set[int]:
        query = select(BroadcastReceiptRow.dispatch_id).where(BroadcastReceiptRow.person_id == person)
        return set(self._session.scalars(query))

    def receipts(self, dispatches: Collection[int]) -> dict[int, int]:
        """How many have confirmed each."""
        of = BroadcastReceiptRow.dispatch_id
        query = select(of, func.count()).where(of.in_(dispatches)).group_by(of)
        return {row[0]: row[1] for row in self._session.execute(query)}


def _held(row: DispatchRow, at: datetime | None) -> bool:
    return row.undone_at is None or (at is not None and row.undone_at > at)
