"""One's own second factor, while signed in: enrol, new recovery codes, remove."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from cases.access import Viewer
from cases.clock import CHINA
from cases.second_factor import Demand, Demands, Verdict
from store.unit_of_work import Store
from web.answers import Refused
from web.entry import HOME
from web.gate import Person, signed_in
from web.pages import page
from web.second_factor import half, sayings
from web.second_factor.checks import AlreadyEnrolled, SecondFactors
from web.second_factor.pages import CodeChecks, Typed, offered, recovery_page
from web.sessions import Sessions, SignedIn

OWN = "/second-factor"
NOT_OFFERED = "本系统没有为您的角色启用动态验证码。"


class OwnSecondFactor:
    def __init__(
        self, store: Store, sessions: Sessions, factors: SecondFactors, checks: CodeChecks, demands: Demands
    ) -> None:
        self._store, self._sessions, self._factors = store, sessions, factors
        self._checks, self._demands = checks, demands

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_route(OWN, self.show, methods=["GET"])
        router.add_api_route(OWN, self.enrol, methods=["POST"])
        router.add_api_route(f"{OWN}/recovery", self.new_recovery, methods=["POST"])
        router.add_api_route(f"{OWN}/remove", self.remove, methods=["POST"])
        return router

    async def show(self, viewer: Person) -> Response:
        if self._demands[viewer.role] is Demand.OFF:
            return page("not_offered.html", 404)
        return await self._page(viewer)

    async def enrol(
        self, who: Annotated[SignedIn, Depends(signed_in)], code: Typed = "", offer: Typed = ""
    ) -> Response:
        self._refuse_where_off(who.viewer)
        shown = half.read_offer(self._store, offer, who.viewer.person)
        if shown is None:
            return await self._page(who.viewer, 401, sayings.OFFER_OVER)
        try:
            outcome, codes = await run_in_threadpool(self._factors.enrol, who.viewer.person, shown.secret, code)
        except AlreadyEnrolled:
            return RedirectResponse(OWN, 303)
        if outcome.verdict is not Verdict.GOOD:
            return await self._page(who.viewer, 401, sayings.of(outcome, self._store.clock()), offer)
        # Who had only the password must not stay.
        await run_in_threadpool(self._sessions.close_others, who)
        return recovery_page(codes, HOME)

    async def new_recovery(self, viewer: Person, code: Typed = "") -> Response:
        if refused := await self._not_proved(viewer, code):
            return refused
        return recovery_page(await run_in_threadpool(self._factors.new_recovery, viewer.person), OWN)

    async def remove(self, viewer: Person, code: Typed = "") -> Response:
        if self._demands[viewer.role] is Demand.REQUIRED:
            return await self._page(viewer, 403, sayings.REQUIRED)
        if refused := await self._not_proved(viewer, code):
            return refused
        await run_in_threadpool(self._factors.remove, viewer.person)
        return RedirectResponse(OWN, 303)

    async def _not_proved(self, viewer: Viewer, code: str) -> Response | None:
        self._refuse_where_off(viewer)
        outcome, wait = await self._checks.check(viewer.person, code)
        if outcome is None:
            return await self._page(viewer, 429, sayings.too_often(wait))
        if outcome.verdict is not Verdict.GOOD:
            return await self._page(viewer, 401, sayings.of(outcome, self._store.clock()))
        return None

    async def _page(self, viewer: Viewer, status: int = 200, message: str = "", slip: str = "") -> Response:
        standing = await run_in_threadpool(self._factors.standing, viewer.person)
        if standing.enrolled_at is None:
            login = await run_in_threadpool(self._login, viewer.person)
            return offered(self._store, viewer.person, login, OWN, status, message, slip)
        values: dict[str, Any] = {"since": f"{standing.enrolled_at.astimezone(CHINA):%Y-%m-%d %H:%M}"}
        removable = self._demands[viewer.role] is not Demand.REQUIRED
        left = standing.recovery_left
        return page("second_factor.html", status, message=message, left=left, removable=removable, **values)

    def _login(self, person: int) -> str:
        with self._store.reading() as work:
            row = work.people.get(person)
            return row.login if row else ""

    def _refuse_where_off(self, viewer: Viewer) -> None:
        if self._demands[viewer.role] is Demand.OFF:
            raise Refused(404, NOT_OFFERED)
