"""From a draft to a numbered registration: what it must say, and what may still change. No I/O.

A form comes as the mapping that is stored. Texts are for the operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cases.barred import barred_units, is_barred, plain
from cases.categories import Categories
from cases.clock import CHINA, is_day
from cases.dispositions import Disposition, Dispositions
from cases.units import Directory

Form = Mapping[str, Any]
BY_PHONE = "12389电话"


class State(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    """Wrapped up without a number: a question that was answered, a wrong number."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is a key of the form."""

    field: str
    message: str


class NotReady(Exception):
    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


@dataclass(frozen=True, slots=True)
class Book:
    """The lists that a form is checked against."""

    categories: Categories
    dispositions: Dispositions
    directory: Directory


def check(form: Form, book: Book) -> Disposition:
    """What the form says was done with the call. Raises NotReady with everything that is missing."""
    found = disposition_of(form, book.dispositions)
    faults = list(_faults(form, found, book))
    if found is None or faults:
        raise NotReady(faults)
    return found


def check_amended(before: State, form: Form, reason: str, book: Book) -> Disposition:
    """Raises NotReady: a number that was given is never taken back, and a change needs its reason."""
    if not reason.strip():
        raise NotReady([Fault("reason", "请写明更正的原因。")])
    found = check(form, book)
    if before is State.CONFIRMED and not found.registers:
        raise NotReady([Fault("disposition", "已经编号的登记不能改成不登记的处置。")])
    return found


def disposition_of(form: Form, dispositions: Dispositions) -> Disposition | None:
    return dispositions.find(form.get("disposition") or "", form.get("disposition_version"))


def real_name(form: Form) -> bool:
    """实名: a name and a contact, from somebody who did not ask to stay anonymous."""
    contact = _said(form, "reporter_phone") or _said(form, "reporter_address")
    return not form.get("anonymous") and _said(form, "reporter_name") and contact


def told_at(before: Form, form: Form, now: datetime) -> str | None:
    """已告知 by the clock of the service: when it was first ticked, whatever the browser says."""
    if not form.get("told_lawful"):
        return None
    earlier = before.get("told_at") if before.get("told_lawful") else None
    return earlier or now.isoformat(timespec="seconds")


def callback_time(said: str) -> datetime | None:
    """`2026-11-23 09:30`, in China. None for what is no time, or none that anybody could mean."""
    try:
        at = datetime.strptime(said.strip(), "%Y-%m-%d %H:%M")
    except ValueError:
        return None
    return at.replace(tzinfo=CHINA) if is_day(at) else None


def _faults(form: Form, found: Disposition | None, book: Book) -> Iterator[Fault]:
    """In the order of the page."""
    if found is not None and found.registers:
        yield from _matter_faults(form, book)
        yield from _fast_track_faults(form, book.directory)
    if found is None:
        yield Fault("disposition", "请选择处置结果。")
    if _said(form, "callback_at") and callback_time(form["callback_at"]) is None:
        yield Fault("callback_at", "回拨时间无法识别，请写成 2026-11-23 09:30。")


def _matter_faults(form: Form, book: Book) -> Iterator[Fault]:
    if not _said(form, "main_problem"):
        yield Fault("main_problem", "请填写主要问题。")
    yield from _category_faults(form, book.categories)
    by_phone = form.get("channel") == BY_PHONE
    if by_phone and not form.get("told_lawful") and not _said(form, "not_told_reason"):
        yield Fault("told_lawful", "请勾选“已告知依法如实反映”；没有告知的，写明原因。")


def _category_faults(form: Form, categories: Categories) -> Iterator[Fault]:
    top, sub, version = form.get("category"), form.get("sub_category"), form.get("category_version")
    if not top:
        yield Fault("category", "请选择性质大类。")
    elif top not in categories.tops(version):
        yield Fault("category", "性质大类不在清单里，请重新选择。")
    elif sub and not categories.has(top, sub, version):
        yield Fault("sub_category", "性质小类不属于这个大类，请重新选择。")


def _fast_track_faults(form: Form, directory: Directory) -> Iterator[Fault]:
    if not form.get("urgent"):
        return
    if not _said(form, "fast_track_person"):
        yield Fault("fast_track_person", "正在发生的事项要即时快办，请写明到场处置的责任人。")
    if plain(form.get("fast_track_person") or "") in _accused_names(form):
        yield Fault("fast_track_person", "不能交给被反映人处置，请换一位责任人。")
    if is_barred(form.get("fast_track_unit") or "", barred_units(form, directory)):
        yield Fault("fast_track_unit", "不能交给被反映的单位处置，请换一个单位。")


def _accused_names(form: Form) -> set[str]:
    return {plain(one["name"]) for one in form.get("accused") or () if one.get("name")}


def _said(form: Form, field: str) -> bool:
    return bool(str(form.get(field) or "").strip())
