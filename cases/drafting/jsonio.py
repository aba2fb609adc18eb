"""Calls and drafts as JSON: `{"id", "call_time", "turns"}` in, `{"id", "fields", "evidence"}` out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from math import isfinite
from typing import Any, TypeGuard

from cases.clock import CHINA
from cases.drafting.drafter import draft
from cases.drafting.model import Call, Draft, Role, Turn, Word
from cases.drafting.opinions import with_opinion
from cases.drafting.units.gazetteer import Gazetteer

_OPERATOR = frozenset(("operator", "agent", "seat", "tx", "值机员", "接听员", "接线员", "话务员", "坐席"))
_CALLER = frozenset(("caller", "customer", "rx", "反映人", "举报人", "来电人", "来电者", "群众"))
_SURROGATE = re.compile("[\ud800-\udfff]")
Tell = Callable[[str], None]


class CallError(ValueError):
    """A line that is no call; the message says what is wrong with it, without its text."""


# The calendar of the package ends there.
_FIRST, _LAST = 1801, 2199


def call_from_json(text: str, tell: Tell = lambda _: None) -> tuple[str | int, Call]:
    """The id and the call of one line; labels are ignored. `tell` hears which turns could not be read, and why.

    Such turns stay empty: a greeting read as the caller's words would make up whom they complain about.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CallError("不是 JSON") from error
    if not isinstance(data, dict):
        raise CallError("不是一个 JSON 对象")
    turns = data.get("turns")
    if not isinstance(turns, list):
        raise CallError("缺少 turns 列表")
    call = Call(
        _time(data.get("call_time")), _text(data.get("caller_id")), _text(data.get("called_unit")), _turns(turns, tell)
    )
    return _id(data.get("id")), call


def _id(value: object) -> str | int:
    return value if _whole(value) else _text(value)


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str:
    """Half a character of UTF-16 can be written in JSON, but not printed."""
    if _whole(value):
        return str(value)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else ""


def _time(value: object) -> datetime:
    """In China's time: 昨天 is the caller's yesterday, wherever the clock stood."""
    if value is None or value == "":
        raise CallError("缺少 call_time")
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise CallError("call_time 不是 ISO 时间，应如 2026-05-20T10:00:00+08:00") from error
    if not _FIRST <= moment.year <= _LAST:
        raise CallError(f"call_time 不在 {_FIRST}–{_LAST} 年之间")
    return moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _turns(items: list[Any], tell: Tell) -> tuple[Turn, ...]:
    faults: dict[str, list[int]] = {}
    for number, item in enumerate(items, start=1):
        if fault := _fault(item):
            faults.setdefault(fault, []).append(number)
    for fault, numbers in faults.items():
        tell(f"第 {'、'.join(map(str, numbers))} 轮没有读：{fault}")
    return tuple(Turn("caller", "") if _fault(item) else _turn(item) for item in items)


def _fault(item: object) -> str:
    if not isinstance(item, dict):
        return "不是一个 JSON 对象"
    if _role(item) is None:
        return "角色 role 应为 operator 或 caller"
    return "" if isinstance(item.get("text"), str | None) else "text 应为文字"


def _role(item: dict[str, Any]) -> Role | None:
    name = _text(item.get("role")).strip().lower()
    return "operator" if name in _OPERATOR else "caller" if name in _CALLER else None


def _turn(item: dict[str, Any]) -> Turn:
    words = item.get("words")
    heard = tuple(w for w in map(_word, words if isinstance(words, list) else ()) if w)
    role = _role(item) or "caller"
    return Turn(role, _text(item.get("text")), _seconds(item.get("start")), _seconds(item.get("end")), heard)


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
    call_id: str | int, call: Call, gazetteer: Gazetteer, *, with_summary: bool = False, opinion: object = None
) -> dict[str, Any]:
    """One line of output; `with_summary` adds the text and what is missing, `opinion` what another model said."""
    made = with_opinion(draft(call, gazetteer), opinion, call)
    return drafted_json(call_id, made, with_summary=with_summary)


def drafted_json(call_id: str | int, made: Draft, *, with_summary: bool = False) -> dict[str, Any]:
    evidence = {name: [asdict(e) for e in found] for name, found in made.evidence.items()}
    line: dict[str, Any] = {"id": call_id, "fields": made.fields, "evidence": evidence}
    return line | ({"summary": made.summary, "missing": list(made.missing)} if with_summary else {})
