"""`agi://…/message`: the caller is about to leave a message."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog

from agi.headers import Asked, asked
from agi.office import Office
from agi.rows import BOTH, CALLER_ONLY, MESSAGE, WHOLE_CALL, open_segments, write_arrival
from agi.session import Session
from cases.routing import Action, called_unit
from store.unit_of_work import Work

log = structlog.get_logger()


def message(session: Session, office: Office) -> None:
    at, call = office.clock(), asked(session.env)
    if not call.call_id:
        log.error("message not recorded: what came is no call id")
        return
    unit = _unit(session, call, office)
    office.records.keep(call.call_id, partial(_write, call=call, unit=unit, at=at), session.left_s())


def _unit(session: Session, call: Asked, office: Office) -> str:
    """Where the dialplan sent the call, whoever decided it."""
    sent_to = session.get_variable("HOTLINE_UNIT")
    if sent_to in office.directory:
        return sent_to
    return called_unit(call.called, call.trunk_unit, office.directory)[0].code


def _write(work: Work, call: Asked, unit: str, at: datetime) -> None:
    # Our server may have been away when the call came: then the whole call has no rows either.
    write_arrival(work, call, unit, Action.MESSAGE.value, at)
    open_segments(work, call.call_id, unit, WHOLE_CALL, BOTH, at)
    open_segments(work, call.call_id, unit, MESSAGE, CALLER_ONLY, at)
