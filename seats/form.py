"""The registration form as the operator writes it: the drafter's fields, and what only a person can say.

Every field may be empty: a form is saved while one types. Unknown fields are refused rather than lost in silence.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Short = Annotated[str, StringConstraints(max_length=200)]
Words = Annotated[str, StringConstraints(max_length=2_000)]
Long = Annotated[str, StringConstraints(max_length=300_000)]
Few = Annotated[list[Short], Field(max_length=50)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Accused(_Part):
    """被反映人: a person, or a unit alone."""

    name: Short | None = None
    unit: Short | None = None
    position: Short | None = None
    badge_number: Short | None = None
    kind: Short | None = None
    """民警, 辅警 or 单位."""


class Form(_Part):
    channel: Short = "12389电话"
    incoming_number: Short | None = None
    reporter_name: Short | None = None
    reporter_sex: Short | None = None
    reporter_phone: Short | None = None
    reporter_id_number: Short | None = None
    reporter_address: Words | None = None
    anonymous: bool = False
    confidential: bool = False
    accused: Annotated[list[Accused], Field(max_length=100)] = []
    incident_date: Short | None = None
    incident_time: Short | None = None
    incident_place: Words | None = None
    category: Short | None = None
    sub_category: Short | None = None
    category_version: int | None = None
    in_scope: bool | None = None
    main_problem: Long | None = None
    demand: Long | None = None
    evidence: Few = []
    plate_numbers: Few = []
    amounts_yuan: Annotated[list[float], Field(max_length=50)] = []
    risk_flags: Few = []
    urgent: bool = False
    repeat_report: bool = False
    repeat_of: Short | None = None
    """The number of the earlier registration."""
    already_in: Few = []
    """信访, 复议, 诉讼."""
    units_concerned: Few = []
    assigning_leader: Short | None = None
    leader_note: Words | None = None
    told_lawful: bool = False
    """已告知: lawfully, truthfully, reasonably."""
    told_at: Short | None = None
    """Set by the service."""
    not_told_reason: Short | None = None
    note: Long | None = None
    disposition: Short | None = None
    disposition_version: int | None = None
    callback_at: Short | None = None
    """`2026-11-23 09:30`, in China."""
    callback_note: Words | None = None
    fast_track_person: Short | None = None
    fast_track_unit: Short | None = None


class Saved(_Part):
    version: Annotated[int, Field(ge=0)]
    form: Form


class Confirmed(_Part):
    """What the person saw when confirming."""

    version: Annotated[int, Field(ge=0)]


class Amended(_Part):
    after: Annotated[int, Field(ge=1)]
    """The version that it amends."""
    reason: Words
    form: Form
