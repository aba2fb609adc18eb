"""The account of the phone in the browser: for the person who sits there, and in no other answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from cases.seats import BROWSER_SUFFIX
from seats.seating import NotSeated, Seating
from web.answers import Refused
from web.gate import Person

WAY, REALM = "/ws/sip", "hotline"
"""`REALM` as `default_realm` in asterisk-conf/pjsip.conf."""
NO_SEAT = "您还没有坐席，请先选择坐席。"


class AccountApi:
    def __init__(self, seating: Seating) -> None:
        self._seating = seating

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/api/phone")
        router.add_api_route("/account", self.account, methods=["GET"])
        return router

    async def account(self, viewer: Person) -> dict[str, Any]:
        try:
            seat, password = await run_in_threadpool(self._seating.account, viewer.person)
        except NotSeated:
            raise Refused(409, NO_SEAT) from None
        return {"endpoint": seat + BROWSER_SUFFIX, "password": password, "ws": WAY, "realm": REALM}
