"""The browser's SIP over our own origin: for who sits there, as long as the session lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from cases.seats import browser_secret
from seats.seating import Seating
from store.unit_of_work import Store
from tests.desk_world import SEAT, SHANDONG, SHANDONG_SEAT, World, open_world
from tests.fakes.ami_peer import until
from tests.fakes.sip_peer import SipPeer, sip_peer
from web.sessions import Sessions, token_hash

ASKED = "REGISTER sip:hotline SIP/2.0\r\n\r\n"


@pytest.fixture
def exchange() -> Iterator[SipPeer]:
    with sip_peer() as peer:
        yield peer


@pytest.fixture
def world(tmp_path: Path, exchange: SipPeer) -> Iterator[World]:
    with open_world(tmp_path, sip=exchange.address) as made:
        yield made


@contextmanager
def phone(world: World, headers: dict[str, str], protocol: str = "sip") -> Iterator[ClientConnection]:
    address = f"ws://{world.served.address}/ws/sip"
    with connect(address, additional_headers=headers, subprotocols=[Subprotocol(protocol)]) as connection:
        yield connection


def closed_with(connection: ClientConnection) -> int:
    try:
        while True:
            connection.recv(timeout=10)
    except ConnectionClosed as closed:
        assert closed.rcvd is not None
        return closed.rcvd.code


def secret(store: Store, number: str) -> str:
    with store.reading() as work:
        row = work.seats.get(number)
        assert row is not None
        return work.seats.secret(row)


def test_the_account_is_for_the_person_who_sits_there(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    own = browser_secret(secret(world.store, SEAT))
    assert world.client.get("/api/phone/account", headers=headers).json() == {
        "endpoint": "37091w", "password": own, "ws": "/ws/sip", "realm": "hotline",
    }  # fmt: skip


def test_no_account_without_a_seat_and_none_in_any_other_answer(world: World) -> None:
    world.person("fang")
    headers = world.sign_in("fang")
    answer = world.client.get("/api/phone/account", headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (409, "您还没有坐席，请先选择坐席。")
    world.sit("fang", SEAT)
    for path in ("/api/me", "/api/seats"):
        said = world.client.get(path, headers=headers).text
        assert secret(world.store, SEAT) not in said and browser_secret(secret(world.store, SEAT)) not in said


def test_what_the_browser_says_reaches_the_exchange_and_its_answer_comes_back(world: World, exchange: SipPeer) -> None:
    world.person("fang")
    with phone(world, world.sit("fang", SEAT)) as ours:
        assert ours.subprotocol == "sip"
        ours.send(ASKED)
        assert ours.recv(timeout=10) == exchange.answer
        assert exchange.heard == [ASKED]
    until(lambda: not exchange.open)


def test_without_a_seat_no_byte_of_sip_passes(world: World, exchange: SipPeer) -> None:
    world.person("fang")
    with phone(world, world.sign_in("fang")) as ours:
        assert closed_with(ours) == 4404
    assert exchange.open == []


def test_another_seats_account_is_not_spoken_for(world: World, exchange: SipPeer) -> None:
    world.person("fang")
    with phone(world, world.sit("fang", SEAT)) as ours:
        ours.send('REGISTER sip:hotline SIP/2.0\r\nAuthorization: Digest username="37011w"\r\n\r\n')
        assert closed_with(ours) == 4403
    assert exchange.heard == []


def test_a_socket_that_speaks_no_sip_is_refused(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with connect(f"ws://{world.served.address}/ws/sip", additional_headers=headers) as ours:
        assert closed_with(ours) == 4403


def test_the_phone_ends_with_the_session(world: World, exchange: SipPeer) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with phone(world, headers) as ours:
        until(lambda: exchange.open)
        world.client.post("/sign-out", headers=headers)
        assert closed_with(ours) == 4401
    until(lambda: not exchange.open)


def test_the_phone_ends_when_its_session_was_closed_elsewhere(world: World, exchange: SipPeer) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    world.service.relay.look_every_s = 0.02
    with phone(world, headers) as ours:
        Sessions(world.store).close(token_hash(headers["Cookie"].partition("=")[2]))
        assert closed_with(ours) == 4401


@pytest.mark.parametrize(("what", "asked"), [(Sessions, "still"), (Seating, "seat_of")])
def test_a_database_that_is_away_takes_nobody_the_phone(
    world: World, exchange: SipPeer, monkeypatch: pytest.MonkeyPatch, what: type, asked: str
) -> None:
    looked: list[object] = []

    def away(_self: object, whom: object) -> None:
        looked.append(whom)
        raise OperationalError("select", {}, Exception("away"))

    world.person("fang")
    headers = world.sit("fang", SEAT)
    world.service.relay.look_every_s = 0.02
    with phone(world, headers) as ours:
        until(lambda: exchange.open)
        monkeypatch.setattr(what, asked, away)
        until(lambda: len(looked) > 2)
        ours.send(ASKED)
        assert ours.recv(timeout=10) == exchange.answer


def test_who_gets_up_leaves_the_phone(world: World) -> None:
    world.person("hui", SHANDONG)
    headers = world.sit("hui", SHANDONG_SEAT)
    with phone(world, headers) as ours:
        world.sit("hui", "37002")
        assert closed_with(ours) == 4404


def test_the_page_that_was_opened_last_has_the_phone(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with phone(world, headers) as first, phone(world, headers) as second:
        assert closed_with(first) == 4409
        second.send(ASKED)
        assert second.recv(timeout=10)


def test_a_frame_longer_than_any_message_ends_the_phone(world: World, exchange: SipPeer) -> None:
    world.person("fang")
    with phone(world, world.sit("fang", SEAT)) as ours:
        ours.send("x" * 70_000)
        assert closed_with(ours) == 1009
    assert exchange.heard == []


def test_an_exchange_that_is_away_asks_to_try_again(tmp_path: Path) -> None:
    with open_world(tmp_path) as world:
        world.person("fang")
        with phone(world, world.sit("fang", SEAT)) as ours:
            assert closed_with(ours) == 1013
