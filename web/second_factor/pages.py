"""The second page of signing in: a code, or enrolling where the role must. Works without JavaScript."""

from __future__ import annotations

import math
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from cases.access import Role
from cases.second_factor import Demands, Next, Verdict, after_password
from store.tables import PersonRow
from store.unit_of_work import Store
from web.entry import Entry, inside
from web.gate import SIGN_IN
from web.pages import page
from web.second_factor import half, sayings
from web.second_factor.checks import AlreadyEnrolled, Outcome, SecondFactors
from web.second_factor.codes import in_groups, new_secret, picture
from web.second_factor.half import Half, Halves, Offer
from web.slowdown import Slowdown

CODE, ENROL = "/sign-in/code", "/sign-in/enrol"
log = structlog.get_logger()
Typed = Annotated[str, Form()]


class CodeChecks:
    """Codes, slowed down by person: who has the password must not get more tries by coming from elsewhere."""

    def __init__(self, factors: SecondFactors, slowdown: Slowdown) -> None:
        self._factors, self._slowdown = factors, slowdown

    async def check(self, person: int, typed: str) -> tuple[Outcome | None, int]:
        """The outcome, or None and the seconds to wait."""
        who = str(person)
        if wait := math.ceil(self._slowdown.wait_s(who, "")):
            return None, wait
        # Counted before it is looked at: many at once are many tries.
        self._slowdown.failed(who, "")
        outcome = await run_in_threadpool(self._factors.check, person, typed)
        if outcome.verdict is Verdict.GOOD:
            self._slowdown.succeeded(who, "")
        else:
            log.info("second factor failed", person=person, reason=outcome.verdict.value)
        return outcome, 0


class SecondStep:
    def __init__(
        self, store: Store, entry: Entry, factors: SecondFactors, checks: CodeChecks, demands: Demands
    ) -> None:
        self._store, self._entry, self._factors, self._checks = store, entry, factors, checks
        self._demands, self._halves = demands, Halves(store)

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_route(CODE, self.ask, methods=["GET"])
        router.add_api_route(CODE, self.check, methods=["POST"])
        router.add_api_route(ENROL, self.offer, methods=["GET"])
        router.add_api_route(ENROL, self.enrol, methods=["POST"])
        return router

    async def after_password(self, request: Request, person: PersonRow, next: str) -> Response:
        enrolled = (await run_in_threadpool(self._factors.standing, person.id)).enrolled_at is not None
        step = after_password(self._demands[Role(person.role)], enrolled=enrolled)
        if step is Next.IN:
            return await self._entry.go(request, person.id, next)
        answer = RedirectResponse(CODE if step is Next.CODE else ENROL, 303)
        slip = self._halves.slip(person, inside(next))
        answer.set_cookie(
            half.COOKIE, slip, max_age=int(half.LASTS.total_seconds()), path=SIGN_IN,
            httponly=True, samesite="strict", secure=request.url.scheme == "https",
        )  # fmt: skip
        return answer

    async def ask(self, request: Request) -> Response:
        if await self._half(request) is None:
            return RedirectResponse(SIGN_IN, 303)
        return page("code.html")

    async def check(self, request: Request, code: Typed = "") -> Response:
        who = await self._half(request)
        if who is None:
            return _too_late()
        try:
            outcome, wait = await self._checks.check(who.person, code)
            if outcome is None:
                return _slower("code.html", wait)
            if outcome.verdict is not Verdict.GOOD:
                return page("code.html", 401, message=sayings.of(outcome, self._store.clock()))
            return _done(await self._entry.go(request, who.person, who.next))
        except SQLAlchemyError as error:
            log.error("sign-in could not be written", error=type(error).__name__)
            return page("code.html", 503, message=sayings.NO_DATABASE)

    async def offer(self, request: Request) -> Response:
        who = await self._half(request)
        return offered(self._store, who.person, who.login, ENROL) if who else RedirectResponse(SIGN_IN, 303)

    async def enrol(self, request: Request, code: Typed = "", offer: Typed = "") -> Response:
        who = await self._half(request)
        if who is None:
            return _too_late()
        try:
            return await self._enrol(request, who, code, offer)
        except AlreadyEnrolled:
            return RedirectResponse(CODE, 303)
        except SQLAlchemyError as error:
            log.error("second factor could not be written", error=type(error).__name__)
            return offered(self._store, who.person, who.login, ENROL, 503, sayings.NO_DATABASE, offer)

    async def _enrol(self, request: Request, who: Half, code: str, slip: str) -> Response:
        again = (self._store, who.person, who.login, ENROL)
        offer = half.read_offer(self._store, slip, who.person)
        if offer is None:
            return offered(*again, 401, sayings.OFFER_OVER)
        outcome, codes = await run_in_threadpool(self._factors.enrol, who.person, offer.secret, code)
        if outcome.verdict is not Verdict.GOOD:
            return offered(*again, 401, sayings.of(outcome, self._store.clock()), slip)
        return _done(await self._entry.admit(request, who.person, recovery_page(codes, who.next)))

    async def _half(self, request: Request) -> Half | None:
        slip = request.cookies.get(half.COOKIE, "")
        return await run_in_threadpool(self._halves.find, slip) if slip else None


def offered(
    store: Store, person: int, login: str, action: str, status: int = 200, message: str = "", slip: str = ""
) -> Response:
    """The page with the QR code: of the secret that was shown before, when there is one."""
    offer = half.read_offer(store, slip, person) or Offer(person, new_secret())
    values: dict[str, Any] = {"action": action, "message": message, "secret": in_groups(offer.secret)}
    svg = Markup(picture(offer.secret, login))  # noqa: S704  (drawn by segno: paths, and no text of anybody)
    return page("enrol.html", status, picture=svg, offer=half.write_offer(store, offer), **values)


def recovery_page(codes: list[str], next: str) -> Response:
    return page("recovery.html", codes=codes, next=inside(next))


def _slower(name: str, wait: int) -> Response:
    answer = page(name, 429, message=sayings.too_often(wait))
    answer.headers["Retry-After"] = str(wait)
    return answer


def _too_late() -> Response:
    return page("sign_in.html", 401, next="/desk/", message=sayings.TOO_LATE)


def _done(answer: Response) -> Response:
    answer.delete_cookie(half.COOKIE, path=SIGN_IN, httponly=True, samesite="strict")
    return answer
