"""Calls and drafts as JSON: `{"id", "call_time", "turns"}` in, `{"id", "fields", "evidence"}` out."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from cases.drafting.drafter import draft
from cases.drafting.gazetteer import Gazetteer
from cases.drafting.model import Call, Draft, Turn, Word
from cases.drafting.opinions import with_opinion

_ROLES = {
    "operator": "operator",
    "agent": "operator",
    "seat": "operator",
    "tx": "operator",
    "值机员": "operator",
    "接听员": "operator",
}


class CallError(ValueError):
    """A line that is no call; the message says what is wrong with it, without its text."""


# The calendar of the package ends there.
_FIRST, _LAST = 1801, 2199


def call_from_json(text: str) -> tuple[str, Call]:
    """The id and the call of one line. Labels are ignored; a role that is not known counts as the caller's."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CallError("不是 JSON") from error
    if not isinstance(data, dict):
        raise CallError("不是一个 JSON 对象")
    turns = data.get("turns")
    if not isinstance(turns, list):
        raise CallError("缺少 turns 列表")
    call = Call(
        _time(data.get("call_time")), _text(data.get("caller_id")), _text(data.get("called_unit")), _turns(turns)
    )
    return _text(data.get("id")), call


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _time(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise CallError("call_time 不是 ISO 时间") from error
    if not _FIRST <= moment.year <= _LAST:
        raise CallError(f"call_time 不在 {_FIRST}–{_LAST} 年之间")
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def _turns(items: list[Any]) -> tuple[Turn, ...]:
    return tuple(_turn(item) for item in items if isinstance(item, dict))


def _turn(item: dict[str, Any]) -> Turn:
    role = "operator" if _text(item.get("role")).lower() in _ROLES else "caller"
    words = item.get("words")
    heard = tuple(w for w in map(_word, words if isinstance(words, list) else ()) if w)
    return Turn(role, _text(item.get("text")), _seconds(item.get("start")), _seconds(item.get("end")), heard)  # type: ignore[arg-type]


def _word(item: object) -> Word | None:
    if not isinstance(item, dict):
        return None
    start, end, sure = (_seconds(item.get(key)) for key in ("start", "end", "confidence"))
    text = _text(item.get("word", item.get("text")))
    return (
        Word(text, start, end, 1.0 if sure is None else sure)
        if text and start is not None and end is not None
        else None
    )


def _seconds(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None


def draft_json(
    call_id: str, call: Call, gazetteer: Gazetteer, *, with_summary: bool = False, opinion: object = None
) -> dict[str, Any]:
    """One line of output; `with_summary` adds the text and what is missing, `opinion` what another model said."""
    made = with_opinion(draft(call, gazetteer), opinion, call)
    return drafted_json(call_id, made, with_summary=with_summary)


def drafted_json(call_id: str, made: Draft, *, with_summary: bool = False) -> dict[str, Any]:
    evidence = {name: [asdict(e) for e in found] for name, found in made.evidence.items()}
    line: dict[str, Any] = {"id": call_id, "fields": made.fields, "evidence": evidence}
    return line | ({"summary": made.summary, "missing": list(made.missing)} if with_summary else {})
