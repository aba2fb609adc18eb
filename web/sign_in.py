"""Signing in and out. Works without JavaScript."""

from __future__ import annotations

import math
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from store.tables import PersonRow
from store.unit_of_work import Store
from web.entry import HOME, inside
from web.gate import SIGN_IN, signed_in
from web.pages import page
from web.passwords import PasswordChecks, TooManySignIns
from web.second_factor import sayings
from web.second_factor.pages import SecondStep
from web.sessions import COOKIE, Sessions, SignedIn
from web.slowdown import Slowdown

WRONG = "登录名或密码不对，请重新输入。"
BUSY = "正在登录的人太多，请稍等几秒后再试。"
LONGEST_LOGIN, LONGEST_PASSWORD = 40, 200
log = structlog.get_logger()


class SignIn:
    def __init__(
        self, store: Store, sessions: Sessions, checks: PasswordChecks, slowdown: Slowdown, step: SecondStep
    ) -> None:
        self._store, self._sessions, self._checks, self._slowdown = store, sessions, checks, slowdown
        self._step = step

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_route(SIGN_IN, self.show, methods=["GET"])
        router.add_api_route(SIGN_IN, self.sign_in, methods=["POST"])
        router.add_api_route("/sign-out", self.sign_out, methods=["POST"])
        return router

    async def show(self, request: Request, next: str = HOME) -> Response:
        if request.state.signed_in is not None:
            return RedirectResponse(inside(next), 303)
        return page("sign_in.html", next=inside(next))

    async def sign_in(
        self,
        request: Request,
        login: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = HOME,
    ) -> Response:
        login = login.replace("\0", "").strip()[: LONGEST_LOGIN + 1]
        address = request.client.host if request.client else ""
        if wait := math.ceil(self._slowdown.wait_s(login, address)):
            return _again(429, f"连续输错多次，请等 {wait} 秒后再试。", login, next, {"Retry-After": str(wait)})
        try:
            person = await self._check(login, password[: LONGEST_PASSWORD + 1])
        except TooManySignIns:
            return _again(503, BUSY, login, next)
        if person is None:
            self._slowdown.failed(login, address)
            log.info("sign-in failed")
            return _again(401, WRONG, login, next)
        self._slowdown.succeeded(login, address)
        try:
            return await self._step.after_password(request, person, next)
        except SQLAlchemyError as error:
            log.error("sign-in could not be written", error=type(error).__name__)
            return _again(503, sayings.NO_DATABASE, login, next)

    async def _check(self, login: str, password: str) -> PersonRow | None:
        person = await run_in_threadpool(self._find, login)
        return person if await self._checks.matches(person.password_hash if person else None, password) else None

    def _find(self, login: str) -> PersonRow | None:
        with self._store.reading() as work:
            row = work.people.by_login(login)
        return row if row is not None and row.active else None

    async def sign_out(self, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        await run_in_threadpool(self._sessions.close, who.session)
        await self._sessions.tell_ended(who)
        answer = RedirectResponse(SIGN_IN, 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer


def _again(status: int, message: str, login: str, next: str, headers: dict[str, str] | None = None) -> Response:
    answer = page("sign_in.html", status, next=inside(next), message=message, login=login[:LONGEST_LOGIN])
    answer.headers.update(headers or {})
    return answer
