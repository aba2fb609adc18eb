"""The desk's calls: one with everything, its form, the lists of the unit."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from cases.categories import Categories
from seats.call_file import AlreadyWrappedUp, CallFiles, NewerForm, NoSuchCall, SavedForm
from seats.form import Saved
from web.answers import Refused
from web.gate import Person

UNKNOWN = "没有这通电话，或者您无权查看。"
WRAPPED_UP = "这通电话已办结登记，不能直接修改。请用“更正”，并写明原因。"
NEWER = "这份登记表已在别处保存过，已为您取回新内容。"


class DeskApi:
    def __init__(self, files: CallFiles, categories: Categories) -> None:
        self._files, self._categories = files, categories

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api")
        router.add_api_route("/calls", self.recent, methods=["GET"])
        router.add_api_route("/calls/{call_id}", self.call, methods=["GET"])
        router.add_api_route("/calls/{call_id}/form", self.save, methods=["PUT"])
        router.add_api_route("/categories", self.categories, methods=["GET"])
        router.add_api_route("/work-items", self.work_items, methods=["GET"])
        return router

    async def call(self, call_id: str, viewer: Person) -> dict[str, Any]:
        try:
            return await run_in_threadpool(self._files.whole, viewer, call_id)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None

    async def save(self, call_id: str, saved: Saved, viewer: Person) -> SavedForm:
        try:
            return await run_in_threadpool(self._files.save, viewer, call_id, saved)
        except NoSuchCall:
            raise Refused(404, UNKNOWN) from None
        except NewerForm as newer:
            raise Refused(409, NEWER, version=newer.version, form=newer.form) from None
        except AlreadyWrappedUp:
            raise Refused(423, WRAPPED_UP) from None

    async def recent(self, viewer: Person, before: str = "") -> list[dict[str, Any]]:
        return await run_in_threadpool(self._files.recent, viewer, before)

    async def work_items(self, viewer: Person) -> list[dict[str, Any]]:
        return await run_in_threadpool(self._files.work_items, viewer)

    async def categories(self, _viewer: Person) -> dict[str, Any]:
        """The newest list of natures (性质)."""
        tops = [{"name": top, "subs": self._categories.subs(top)} for top in self._categories.tops()]
        return {"version": self._categories.version, "tops": tops}
