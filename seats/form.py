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


class Form(_Part):
    channel: Short = "12389电话"
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
    told_lawful: bool = False
    """已告知: lawfully, truthfully, reasonably."""
    told_at: Short | None = None
    note: Long | None = None


class Saved(_Part):
    version: Annotated[int, Field(ge=0)]
    form: Form
