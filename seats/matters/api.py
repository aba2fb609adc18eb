"""Wrapping up, amending, lists and knowledge, over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from cases.clock import FIRST_DAY, LAST_DAY
from cases.dispositions import Dispositions
from cases.registration import NotReady
from seats.call_file import NewerForm, NoSuchCall
from seats.desk_api import NEWER, UNKNOWN
from seats.form import Amended, Confirmed
from seats.matters.knowledge import KnowledgeBook
from seats.matters.lists import Asked, Lists
from seats.matters.versions import Versions
from seats.matters.work_items import NoSuchItem, WorkDone
from seats.matters.wrap_up import NotWrappedUp, WrapUps
from web.answers import Refused
from web.gate import Person

NO_ITEM = "没有这个待办事项，或者您无权办理。"
NOT_YET = "这通电话还没有办结，直接填写登记表即可。"
AMENDED_ELSEWHERE = "这份登记已在别处更正过，请核对新内容后再更正。"
Day = Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY)]


class MattersApi:
    def __init__(
        self, wrap_ups: WrapUps, lists: Lists, knowledge: KnowledgeBook, versions: Versions, done: WorkDone
    ) -> None:
        self._wrap_ups, self._lists, self._knowledge = wrap_ups, lists, knowledge
        self._versions, self._done = versions, done

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        router.add_api_route("/calls/{call_id}/confirm", self.confirm, methods=["POST"])
        router.add_api_route("/calls/{call_id}/amend", self.amend, methods=["POST"])
        router.add_api_route("/calls/{call_id}/versions", self.versions, methods=["GET"])
        router.add_api_route("/dispositions", self.dispositions, methods=["GET"])
        router.add_api_route("/drafts", self.drafts, methods=["GET"])
        router.add_api_route("/my-day", self.my_day, methods=["GET"])
        router.add_api_route("/matters", self.ledger, methods=["GET"])
        router.add_api_route("/knowledge", self.knowledge, methods=["GET"])
        router.add_api_route("/work-items/{item}/close", self.close, methods=["POST"], status_code=204)
        return router

    async def confirm(self, call_id: str, seen: Confirmed, viewer: Person) -> dict[str, Any] | None:
        try:
            return await run_in_threadpool(self._wrap_ups.confirm, viewer, call_id, seen.version)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None
        except NewerForm as newer:
            raise Refused(409, NEWER, version=newer.version, form=newer.form) from None
        except NotReady as missing:
            raise _refused(missing) from None

    async def amend(self, call_id: str, amended: Amended, viewer: Person) -> dict[str, Any] | None:
        try:
            return await run_in_threadpool(self._wrap_ups.amend, viewer, call_id, amended)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None
        except NotWrappedUp:
            raise Refused(409, NOT_YET) from None
        except NewerForm as newer:
            raise Refused(409, AMENDED_ELSEWHERE, version=newer.version, form=newer.form) from None
        except NotReady as missing:
            raise _refused(missing) from None

    async def versions(self, call_id: str, viewer: Person) -> list[dict[str, Any]]:
        try:
            return await run_in_threadpool(self._versions.of_call, viewer, call_id)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None

    async def dispositions(self, _viewer: Person) -> dict[str, Any]:
        """The newest list."""
        known: Dispositions = self._wrap_ups.book.dispositions
        offered = [{"name": one.name, "registers": one.registers} for one in known.offered()]
        return {"version": known.version, "offered": offered}

    async def drafts(self, viewer: Person) -> list[dict[str, Any]]:
        return await run_in_threadpool(self._lists.drafts, viewer)

    async def my_day(self, viewer: Person, day: Day = None) -> dict[str, Any]:
        return await run_in_threadpool(self._lists.my_day, viewer, day)

    async def ledger(
        self,
        viewer: Person,
        state: str = "",
        q: Annotated[str, Query(max_length=60)] = "",
        urgent: bool = False,
        first: Day = None,
        last: Day = None,
        before: str = "",
    ) -> list[dict[str, Any]]:
        asked = Asked(state, q, urgent, first, last, before)
        return await run_in_threadpool(self._lists.ledger, viewer, asked)

    async def knowledge(self, viewer: Person, q: str = "") -> list[dict[str, Any]]:
        return await run_in_threadpool(self._knowledge.find, viewer, q)

    async def close(self, item: Annotated[int, Path(ge=1)], viewer: Person) -> Response:
        try:
            await run_in_threadpool(self._done.close, viewer, item)
        except NoSuchItem:
            raise Refused(404, NO_ITEM) from None
        return Response(status_code=204)


def _refused(missing: NotReady) -> Refused:
    """Says the first that is missing, and names them all."""
    faults = [{"field": fault.field, "message": fault.message} for fault in missing.faults]
    return Refused(422, faults[0]["message"], field=faults[0]["field"], faults=faults)
