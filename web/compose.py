"""One ASGI app made from the rooms' routers: the gate, the headers and the answers are the same for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import RedirectResponse
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from cases.second_factor import OFFERED, Demands
from store.unit_of_work import Store
from web.answers import add_answers
from web.entry import HOME, Entry
from web.gate import Gate
from web.headers import SecurityHeaders
from web.limits import BodyLimit
from web.passwords import PasswordChecks
from web.second_factor.checks import SecondFactors
from web.second_factor.own import OwnSecondFactor
from web.second_factor.pages import CodeChecks, SecondStep
from web.sessions import Sessions
from web.sign_in import SignIn
from web.slowdown import Slowdown

STATIC = Path(__file__).parent / "static"


def compose(
    store: Store,
    sessions: Sessions,
    routers: Sequence[APIRouter],
    mounts: Sequence[BaseRoute] = (),
    demands: Demands = OFFERED,
) -> SecurityHeaders:
    """`routers` and `mounts` of the rooms, behind one sign-in. The FastAPI app is `.app` of what is returned."""
    checks = PasswordChecks()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        checks.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    add_answers(app)
    for router in (*_doors(store, sessions, checks, demands), _home(), *routers):
        app.include_router(router)
    app.routes.extend([Mount("/static", StaticFiles(directory=STATIC), name="static"), *mounts])
    app.add_middleware(Gate, sessions=sessions)
    app.add_middleware(BodyLimit)
    # Outside of everything, so that an answer to a fault of ours has the headers too.
    return SecurityHeaders(app)


def _doors(store: Store, sessions: Sessions, checks: PasswordChecks, demands: Demands) -> Iterator[APIRouter]:
    factors = SecondFactors(store)
    codes = CodeChecks(factors, Slowdown())
    step = SecondStep(store, Entry(sessions), factors, codes, demands)
    yield SignIn(store, sessions, checks, Slowdown(), step).router()
    yield step.router()
    yield OwnSecondFactor(store, sessions, factors, codes, demands).router()


def _home() -> APIRouter:
    router = APIRouter()

    @router.get("/")
    async def home() -> Response:
        return RedirectResponse(HOME, 303)

    return router
