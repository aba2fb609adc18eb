"""The transcript of a call → the registration that is proposed to the operator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog

from cases.clock import CHINA
from cases.drafting import Call, Gazetteer, Turn, Word, draft
from cases.drafting.jsonio import drafted_json
from cases.events import RegistrationDrafted
from store.tables import CallRow
from store.unit_of_work import Work

log = structlog.get_logger()


def propose(work: Work, call: CallRow, gazetteer: Gazetteer) -> None:
    """From all that is transcribed of the call so far. Never touches what a person wrote; safe to repeat."""
    registration = work.registrations.open(call.id, call.unit, work.now)
    try:
        made = draft(_heard(work, call), gazetteer)
    except Exception as error:
        # The rules met speech that they cannot take: the operator still gets the words and an empty form.
        log.error("起草失败，请人工登记；文字稿已保存。", call_id=call.id, error=type(error).__name__, exc_info=True)
        return
    work.registrations.keep_draft(registration, drafted_json(call.id, made, with_summary=True))
    work.record(RegistrationDrafted(call_id=call.id, unit=call.unit, registration=registration.id))


def _heard(work: Work, call: CallRow) -> Call:
    turns = [turn for row in work.transcripts.of_call(call.id) for turn in _turns(work.transcripts.turns(row))]
    return Call(call.arrived_at.astimezone(CHINA), work.calls.caller(call), call.unit, turns)


def _turns(said: list[dict[str, Any]]) -> Iterator[Turn]:
    for turn in said:
        words = tuple(Word(w["word"], w["start"], w["end"], w["confidence"]) for w in turn["words"])
        yield Turn(turn["side"], turn["text"], turn["start"], turn["end"], words)
