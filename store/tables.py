"""The tables. Times are UTC; a column that ends in `_sealed` is closed by `store.sealing`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC on both sides: SQLite keeps no zone, and a naive time is a fault of ours."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  (SQLAlchemy's own form)


class EventRow(Row):
    """Append-only and hash-chained: `hash` covers the row and the hash before it."""

    __tablename__ = "events"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    call_id: Mapped[str] = mapped_column(String(80), index=True)
    unit: Mapped[str] = mapped_column(String(6))
    seat: Mapped[str] = mapped_column(String(8))
    body: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class CallRow(Row):
    __tablename__ = "calls"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    unit: Mapped[str] = mapped_column(String(6), index=True)
    called: Mapped[str] = mapped_column(String(80))
    caller_sealed: Mapped[bytes]
    caller_index: Mapped[str] = mapped_column(String(64), index=True)
    action: Mapped[str] = mapped_column(String(10))
    arrived_at: Mapped[datetime] = mapped_column(index=True)
    queued_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    seat: Mapped[str] = mapped_column(String(8), default="")
    answered_by: Mapped[int | None]
    """Who sat at the seat when it answered."""
    outcome: Mapped[str] = mapped_column(String(10), default="")
    talk_s: Mapped[float] = mapped_column(default=0.0)


class SegmentRow(Row):
    """One file of one side, opened before the recorder starts.

    `state`: open → kept (the sound is in the vault; `flaw` may still say what is wrong with it) | flawed (no file).
    """

    __tablename__ = "segments"
    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    call_id: Mapped[str] = mapped_column(String(80), index=True)
    n: Mapped[int]
    side: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(10), default="open", index=True)
    opened_at: Mapped[datetime]
    file: Mapped[str] = mapped_column(String(300), default="")
    """Relative to the vault once kept."""
    bytes: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    flaw: Mapped[str] = mapped_column(String(10), default="")


class TranscriptRow(Row):
    """The want is the row: `state` wanted → ready | failed. A job may run twice; the row says whether it must."""

    __tablename__ = "transcripts"
    __table_args__ = (UniqueConstraint("call_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[str] = mapped_column(String(80))
    n: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="wanted", index=True)
    wanted_at: Mapped[datetime]
    seconds: Mapped[float]
    """Length of the audio: the job's time limit comes from it."""
    tries: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    model: Mapped[str] = mapped_column(String(80), default="")
    turns_sealed: Mapped[bytes | None]
    error: Mapped[str] = mapped_column(String(200), default="")


class RegistrationRow(Row):
    """One for each call. `draft_sealed` is what the drafter proposes, `form_sealed` what the operator wrote."""

    __tablename__ = "registrations"
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[str] = mapped_column(String(80), unique=True)
    unit: Mapped[str] = mapped_column(String(6), index=True)
    state: Mapped[str] = mapped_column(String(10), default="draft", index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)
    draft_sealed: Mapped[bytes | None]
    form_sealed: Mapped[bytes | None]
    edited_by: Mapped[int | None] = mapped_column(index=True)
    number: Mapped[str | None] = mapped_column(String(30), unique=True)
    disposition: Mapped[str] = mapped_column(String(60), default="")
    accepted_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it was wrapped up, with a number or without."""
    accepted_by: Mapped[int | None] = mapped_column(index=True)
    due: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    real_name: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    barred_sealed: Mapped[bytes | None]
    """被核查单位: `[{name, code}]`; none of them may handle the matter."""
    repeats: Mapped[int | None] = mapped_column(index=True)
    """The earlier registration that this one repeats: linked, never merged."""

    marked: Mapped[bool] = mapped_column(default=False)
    """Whether `closures` says what this one says. A row that is not marked is closed to all but its takers."""


class ClosureRow(Row):
    """回避: the call and its matter are closed to whoever bears the mark, a keyed hash (`cases.recusal`)."""

    __tablename__ = "closures"
    call_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)


class RegistrationVersionRow(Row):
    """What a registration said: 1 as it was confirmed, then one for each amendment. Never changed."""

    __tablename__ = "registration_versions"
    __table_args__ = (UniqueConstraint("registration_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"))
    n: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[int]
    disposition: Mapped[str] = mapped_column(String(60))
    reason_sealed: Mapped[bytes]
    form_sealed: Mapped[bytes]


class NumberRow(Row):
    """The last number that a unit gave in a year: counted in the transaction that uses it."""

    __tablename__ = "matter_numbers"
    unit: Mapped[str] = mapped_column(String(6), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class WorkItemRow(Row):
    """Something a person of the unit must do: a message to hear, somebody to call back, a matter that happens now.
    `due` is a day in China, `due_at` a moment."""

    __tablename__ = "work_items"
    __table_args__ = (UniqueConstraint("kind", "call_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    call_id: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str] = mapped_column(String(6), index=True)
    due: Mapped[date]
    provisional: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="open", index=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    note_sealed: Mapped[bytes | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None]


class KnowledgeRow(Row):
    """法律法规 and 办事指南, from config/knowledge. `unit` empty: for every unit, else for it and those below."""

    __tablename__ = "knowledge"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    unit: Mapped[str] = mapped_column(String(6), default="")
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    citation: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)


class AlarmRow(Row):
    """Open while `open_key` is there: one alarm of a key at a time. `cause`: the fact that raised it, if one did."""

    __tablename__ = "alarms"
    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(6))
    seat: Mapped[str] = mapped_column(String(8), default="")
    call_id: Mapped[str] = mapped_column(String(80), default="")
    value: Mapped[float]
    bound: Mapped[float]
    """The limit that was passed."""
    cause: Mapped[int | None] = mapped_column(unique=True)
    open_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    raised_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    note_sealed: Mapped[bytes | None]


class DispatchRow(Row):
    """统一调度: an order of a supervisor. `unit`: of the seat, the call or the queue; of a broadcast the unit whose
    jurisdiction it goes to. `before`: what undoing leads back to. `text_sealed`: of a broadcast."""

    __tablename__ = "dispatches"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(20), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit: Mapped[str] = mapped_column(String(6))
    seat: Mapped[str] = mapped_column(String(8), default="")
    call_id: Mapped[str] = mapped_column(String(80), default="")
    to: Mapped[str] = mapped_column(String(200), default="")
    before: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(String(20))
    note_sealed: Mapped[bytes | None]
    text_sealed: Mapped[bytes | None]
    sitter: Mapped[int | None]
    """The person at the seat, for orders that are told until they are read."""
    failed: Mapped[bool] = mapped_column(default=False)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None]


class BroadcastReceiptRow(Row):
    """Who has confirmed which broadcast."""

    __tablename__ = "broadcast_receipts"
    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatches.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[datetime]


class PersonRow(Row):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(6), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    given_seat: Mapped[str | None] = mapped_column(String(8))
    """指定坐席: offered first; the person may still sit elsewhere."""


class SecondFactorRow(Row):
    """The app on a person's phone (RFC 6238). There only once it has been proved by a code."""

    __tablename__ = "second_factors"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    secret_sealed: Mapped[bytes]
    enrolled_at: Mapped[datetime]
    last_step: Mapped[int]
    """Of the last code that was taken, in steps of 30 s since 1970: no code is taken twice."""
    burnt: Mapped[list[Any]]
    """Steps to come whose codes were tried too early, and are worth nothing any more."""


class RecoveryCodeRow(Row):
    __tablename__ = "recovery_codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)


class DeskLatencyRow(Row):
    """Counts by the buckets of `cases.latency`. `whole`: event → painted; `paint`: received → painted."""

    __tablename__ = "desk_latency"
    seat: Mapped[str] = mapped_column(String(8), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    whole: Mapped[list[Any]]
    paint: Mapped[list[Any]]


class OccupiedDayRow(Row):
    """Of a day in China that is over: `{seat: [busy_s, present_s]}`. Folded from facts; not there means not yet."""

    __tablename__ = "occupied_days"
    day: Mapped[date] = mapped_column(primary_key=True)
    seats: Mapped[dict[str, Any]]


class OccupiedMarkRow(Row):
    """One row: by which rule those days were folded, and up to which fact."""

    __tablename__ = "occupied_marks"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[int]
    seq: Mapped[int]


class WallPassRow(Row):
    """大屏: the browser of a screen. It shows the unit and what is below; `place`: where it hangs."""

    __tablename__ = "wall_passes"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    unit: Mapped[str] = mapped_column(String(6), index=True)
    place: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None]


class SessionRow(Row):
    """A signed-in browser; the token itself is only in the cookie."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SeatRow(Row):
    """A seat's account at the exchange, and who sits there (hot desk)."""

    __tablename__ = "seats"
    number: Mapped[str] = mapped_column(String(8), primary_key=True)
    unit: Mapped[str] = mapped_column(String(6), index=True)
    secret_sealed: Mapped[bytes]
    device: Mapped[str] = mapped_column(String(10), default="sip")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), unique=True)
    since: Mapped[datetime | None]


Index("ix_calls_unit_arrived_at", CallRow.unit, CallRow.arrived_at)
Index("ix_calls_answered_by_arrived_at", CallRow.answered_by, CallRow.arrived_at)
Index("ix_events_kind_at", EventRow.kind, EventRow.at)
Index("ix_events_kind_seat_at", EventRow.kind, EventRow.seat, EventRow.at)
