"""The transcript of a call → the registration that is proposed to the operator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog

from cases.clock import CHINA
from cases.drafting import Call, Gazetteer, Turn, Word, draft
from cases.drafting.jsonio import drafted_json
from cases.drafting.opinions import with_opinion
from cases.events import RegistrationDrafted
from store.tables import CallRow
from store.unit_of_work import Store, Work
from transcribe.opinion import Opinion, OpinionFault

log = structlog.get_logger()


def propose(work: Work, call: CallRow, gazetteer: Gazetteer, opinion: object = None) -> None:
    """From all that is transcribed of the call so far. Never touches what a person wrote; safe to repeat."""
    registration = work.registrations.open(call.id, call.unit, work.now)
    try:
        heard = _heard(work, call)
        made = with_opinion(draft(heard, gazetteer), opinion, heard)
    except Exception as error:
        # The rules met speech that they cannot take: the operator still gets the words and an empty form.
        log.error("起草失败，请人工登记；文字稿已保存。", call_id=call.id, error=type(error).__name__, exc_info=True)
        return
    work.registrations.keep_draft(registration, drafted_json(call.id, made, with_summary=True))
    work.record(RegistrationDrafted(call_id=call.id, unit=call.unit, registration=registration.id))


def ask_second_opinion(store: Store, service: Opinion, call_id: str, gazetteer: Gazetteer) -> None:
    """After the draft of the rules is kept, and with no transaction open while the service thinks."""
    try:
        with store.reading() as work:
            call = work.calls.get(call_id)
            heard = _heard(work, call) if call is not None else None
        if heard is not None and heard.turns:
            _add(store, call_id, gazetteer, service.about(heard))
    except OpinionFault as fault:
        log.warning("第二意见没有取得，草稿照常。", call_id=call_id, reason=str(fault))
    except Exception as error:
        # The draft of the rules is kept already: nothing here may fail the job.
        log.error("第二意见没有并入，草稿照常。", call_id=call_id, error=type(error).__name__)


def _add(store: Store, call_id: str, gazetteer: Gazetteer, opinion: object) -> None:
    with store.work() as work:
        call = work.calls.get(call_id)
        if call is not None:
            propose(work, call, gazetteer, opinion)
        work.commit()


def _heard(work: Work, call: CallRow) -> Call:
    turns = [turn for row in work.transcripts.of_call(call.id) for turn in _turns(work.transcripts.turns(row))]
    return Call(call.arrived_at.astimezone(CHINA), work.calls.caller(call), call.unit, turns)


def _turns(said: list[dict[str, Any]]) -> Iterator[Turn]:
    for turn in said:
        words = tuple(Word(w["word"], w["start"], w["end"], w["confidence"]) for w in turn["words"])
        yield Turn(turn["side"], turn["text"], turn["start"], turn["end"], words)
