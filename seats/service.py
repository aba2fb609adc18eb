"""The web side of the seats, built once: hub, socket, API, page. `main()` and the tests build it alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

from fastapi import APIRouter, Response
from redis import Redis

from cases.second_factor import OFFERED, Demands
from cases.units import Directory
from recordings.vault import Vault
from seats.board.api import BoardApi
from seats.board.board import Board
from seats.board.socket import BoardSocket
from seats.board.watch import WatchPlan
from seats.bulletins import Bulletins
from seats.call_file import CallFiles
from seats.caller import Callers, Places
from seats.desk_api import DeskApi
from seats.desk_pages import DIST, desk_assets, desk_page
from seats.dispatch.building import DispatchPlan, dispatch_api
from seats.dispatch.dispatcher import Exchange as Dispatched
from seats.dispatch.overflow import Overflow
from seats.dispatch.postings import Postings
from seats.figures.api import FiguresApi
from seats.hearing import Hearings
from seats.histories import Histories
from seats.hub import Bulletin, Exchange, Hub
from seats.latency.api import LatencyApi
from seats.matters.building import MatterRules, matters_api
from seats.mobile_places import MobilePlaces
from seats.phone.account_api import AccountApi
from seats.phone.phone_api import Exchange as Phones
from seats.phone.phone_api import PhoneApi
from seats.phone.relay import SipRelay
from seats.recording_api import RecordingApi
from seats.replay.api import ReplayApi
from seats.replay.decisions_api import DecisionsApi
from seats.seat_api import SeatApi, Seats
from seats.seating import Seating
from seats.socket import DeskSocket
from seats.states import Change, LinkChanged
from seats.targets import Targets
from seats.wall.api import WallApi
from seats.wall.passes import Passes
from store.unit_of_work import Store
from web.answers import saying
from web.compose import compose
from web.headers import SecurityHeaders
from web.sessions import Sessions, SignedIn

GOING_DOWN = 1012


class Link(Exchange, Seats, Phones, Dispatched, Protocol):
    """The AMI link, as far as the desks need it."""


class DeskService:
    def __init__(
        self,
        store: Store,
        directory: Directory,
        rules: MatterRules,
        link: Link,
        redis: Redis,
        vault: Path,
        sip: str,
        watch: WatchPlan,
        dispatch: DispatchPlan,
        dist: Path = DIST,
        demands: Demands = OFFERED,
    ) -> None:
        self._link, self._store, self._redis = link, store, redis
        self.mobiles = MobilePlaces()
        places, callers, seating = Places(directory, self.mobiles), Callers(store, directory), Seating(store, directory)
        self.hub = Hub(link, directory, places, store.clock, seat_knows=dispatch.rules.seat_knows)
        self.hub.on_ring(Histories(self.hub, callers).ask)
        sessions = Sessions(store)
        self.relay = SipRelay(sip, sessions, seating)
        self._seat_api = SeatApi(seating, self.hub, link, directory, self.relay.left)
        sessions.on_end(self._signed_out)
        self.socket = DeskSocket(self.hub, sessions, seating, directory)
        self.board = Board(link, places, directory, store, redis, watch)
        self.board_socket = BoardSocket(self.board, sessions, seating, directory)
        self.wall = WallApi(Passes(store, directory), self.board, directory, dist)
        self.overflow = Overflow(store, link.dispatch)
        self.postings = Postings(store, directory, link.dispatch)
        routers = [
            _health(link),
            self._seat_api.router(),
            DeskApi(CallFiles(store, directory, places, callers), rules.book.categories).router(),
            matters_api(store, rules).router(),
            RecordingApi(Hearings(store, directory, Vault(vault))).router(),
            Targets(store, directory, self.hub).router(),
            self.socket.router(),
            self.board_socket.router(),
            self.wall.router(),
            FiguresApi(store, directory, places).router(),
            BoardApi(directory, store).router(),
            LatencyApi(store, directory).router(),
            AccountApi(seating).router(),
            DecisionsApi(store, directory, dispatch.levels, seat_knows=dispatch.rules.seat_knows).router(),
            ReplayApi(store, directory, places).router(),
            PhoneApi(seating, link, directory).router(),
            self.relay.router(),
            dispatch_api(
                store,
                directory,
                dispatch.rules,
                link,
                self.hub,
                seating,
                self._seat_api.vacate,
                self.overflow,
                self.postings,
            ).router(),
            desk_page(dist),
        ]
        self.app: SecurityHeaders = compose(store, sessions, routers, [desk_assets(dist)], demands)

    def changed(self, change: Change) -> None:
        """For `Link.on_change`."""
        self.hub.changed(change)
        self.board.changed(change)
        if isinstance(change, LinkChanged) and change.connected:
            self.overflow.is_due()
            self.postings.is_due()

    async def _signed_out(self, who: SignedIn) -> None:
        """No phone rings at a desk that its person has left, unless another page of theirs is still there."""
        self.hub.desks.end_session(who.session)
        self.board.end_session(who.session)
        self.relay.end_session(who.session)
        if all(desk.session == who.session for desk in self.hub.desks.of_person(who.viewer.person)):
            await self._seat_api.leave(who.viewer)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follows the log of facts meanwhile, and warms what is slow at first."""
        loop = asyncio.get_running_loop()

        def announce(news: Bulletin) -> None:
            with suppress(RuntimeError):  # the loop closed while the thread was reading
                loop.call_soon_threadsafe(self.hub.announce, news)

        bulletins = Bulletins(self._store, self._redis, announce)
        self.mobiles.warm_up()
        bulletins.start()
        board = asyncio.create_task(self.board.run())
        orders = [asyncio.create_task(standing.run()) for standing in (self.overflow, self.postings)]
        try:
            yield
        finally:
            board.cancel()
            for standing in orders:
                standing.cancel()
            bulletins.stop()
            self.board.close_all(GOING_DOWN)
            self.hub.desks.close_all(GOING_DOWN)


def _health(link: Exchange) -> APIRouter:
    router = APIRouter()

    @router.get("/health")
    async def health() -> Response:
        """503 while the exchange is away: the page is there, but no call reaches it."""
        if not link.connected:
            return saying(503, "话务系统未连接。", connected=False)
        return saying(200, "正常", connected=True)

    return router
