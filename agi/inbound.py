"""`agi://…/inbound`: whose call it is, and whether it goes to a queue or to a message."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog

from agi.headers import Asked, asked
from agi.office import Office
from agi.rows import BOTH, WHOLE_CALL, is_routed, open_segments, teach_route, write_arrival, write_route
from agi.session import Session
from cases.routing import Route, route
from store.unit_of_work import Work

log = structlog.get_logger()


def inbound(session: Session, office: Office) -> None:
    at, call = office.clock(), asked(session.env)
    chosen = route(call.called, call.trunk_unit, at, office.directory, office.hours)
    # The caller's way first: our records must never cost the caller the call.
    session.set_variable("HOTLINE_UNIT", chosen.unit)
    session.set_variable("HOTLINE_ACTION", chosen.action.value)
    log.info("call routed", call_id=call.call_id, unit=chosen.unit, action=chosen.action.value)
    if not call.call_id:
        log.error("call routed but not recorded: what came is no call id")
        return
    # The recorder starts when we have let go of the call, so that its rows come first.
    office.records.keep(call.call_id, partial(_write, call=call, chosen=chosen, at=at), session.left_s())


def _write(work: Work, call: Asked, chosen: Route, at: datetime) -> None:
    if write_arrival(work, call, chosen.unit, chosen.action.value, at):
        write_route(work, call.call_id, chosen)
    elif not is_routed(work, call.call_id):
        teach_route(work, call.call_id, chosen)
        write_route(work, call.call_id, chosen)
    open_segments(work, call.call_id, chosen.unit, WHOLE_CALL, BOTH, at)
