"""The server among broken peers: each is let go with one line in the log, and the next call is served."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from agi.office import Office
from agi.records import Records
from agi.server import CannotListen, Server, listen
from agi.session import Session
from cases.units import Directory
from config.load import load_hours_book
from store.unit_of_work import Store
from tests.fakes.agi_peer import Address, Exchange, ask, connect, headers, reset, say_bytewise
from tests.integration.agi.conftest import CONFIG, WORKING, Serve

WAY = {"HOTLINE_UNIT": "370900", "HOTLINE_ACTION": "queue"}
CALL = "1763773200.1"


@pytest.fixture
def store(lone_store: Store) -> Store:
    return lone_store


def let_go(address: Address, say: Callable[[Exchange], object]) -> list[MutableMapping[str, Any]]:
    """The log of one connection on which `say` was done, until the server closed it."""
    with capture_logs() as logs, connect(address) as peer:
        exchange = Exchange(peer)
        say(exchange)
        list(exchange.heard())
    return logs


def test_an_unknown_script_is_one_line_and_the_call_goes_on(serve: Serve, store: Store) -> None:
    logs = let_go(serve(store), lambda asterisk: asterisk.say(headers(network_script="../inbound")))
    assert [(entry["event"], entry["call_id"]) for entry in logs] == [("unknown script", CALL)]


def test_no_script_at_all_is_an_unknown_one(serve: Serve, store: Store) -> None:
    logs = let_go(serve(store), lambda asterisk: asterisk.say(headers(network_script="")))
    assert [entry["event"] for entry in logs] == ["unknown script"]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "ForgedHeaders"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", "ForgedHeaders"),
        (headers(calleridname="a\nagi_arg_1: b"), "ForgedHeaders"),
        (b"agi_x: " + b"y" * 100_000, "TooMuch"),
        (headers() + b"200 result=1\n", "ForgedHeaders"),
        (headers()[:-1], "TooSlow"),
        (b"a", "TooSlow"),
    ],
)
def test_a_malformed_peer_is_given_up_with_one_line(serve: Serve, store: Store, said: bytes, fault: str) -> None:
    address = serve(store, session_s=0.3)
    logs = let_go(address, lambda asterisk: asterisk.say(said))
    assert [entry["fault"] for entry in logs] == [fault]
    assert ask(address) == WAY


def test_a_half_open_socket_is_given_up_in_its_time(serve: Serve, store: Store) -> None:
    address = serve(store, session_s=0.3)
    assert [entry["fault"] for entry in let_go(address, lambda _: None)] == ["TooSlow"]


def test_a_look_whether_we_listen_leaves_no_alarm(serve: Serve, store: Store) -> None:
    def look(asterisk: Exchange) -> None:
        asterisk.peer.shutdown(1)

    logs = let_go(serve(store), look)
    assert not [entry for entry in logs if entry["log_level"] != "debug"]


@pytest.mark.parametrize("answer", [b"HANGUP\n", b"511 Command Not Permitted on a dead channel\n"])
def test_a_caller_who_hangs_up_in_mid_command_is_no_fault(serve: Serve, store: Store, answer: bytes) -> None:
    def hang_up(asterisk: Exchange) -> None:
        asterisk.say(headers())
        next(asterisk.heard())
        asterisk.say(answer)

    logs = let_go(serve(store), hang_up)
    assert [(entry["event"], entry["call_id"]) for entry in logs] == [("caller hung up", CALL)]
    with store.reading() as work:
        assert work.log.last() == 0


def test_a_connection_reset_in_mid_command_does_not_stop_the_server(serve: Serve, store: Store) -> None:
    address = serve(store)
    for _ in range(5):
        peer = connect(address)
        peer.sendall(headers())
        peer.recv(1)
        reset(peer)
    assert ask(address) == WAY


def test_a_caller_whose_asterisk_speaks_byte_by_byte_is_served(serve: Serve, store: Store) -> None:
    with connect(serve(store)) as peer:
        say_bytewise(peer, headers())
        assert Exchange(peer).answer_all() == WAY


def test_a_fault_of_ours_is_one_line_that_quotes_nobody(serve: Serve, store: Store) -> None:
    def faulty(session: Session, office: Office) -> None:
        raise ValueError(f"secret {session.env['agi_callerid']}")

    address = serve(store, scripts={"inbound": faulty})
    (entry,) = let_go(address, lambda asterisk: asterisk.say(headers()))
    assert (entry["event"], entry["call_id"], entry["error"]) == ("fault of ours", CALL, "ValueError")
    assert re.search(r"test_agi_server\.py:\d+$", entry["where"])
    assert "13900000000" not in str(entry)


def test_when_every_place_is_taken_the_call_goes_on_at_once(serve: Serve, store: Store) -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(session: Session, office: Office) -> None:
        inside.set()
        leave.wait(10)

    address = serve(store, scripts={"inbound": slow}, places=1)
    with connect(address) as first:
        first.sendall(headers())
        assert inside.wait(10)
        with capture_logs() as logs:
            assert ask(address) == {}
        assert [entry["event"] for entry in logs] == ["every place is taken: the call goes on without us"]
        leave.set()
        Exchange(first).answer_all()


def test_a_place_is_free_again_after_each_call(serve: Serve, store: Store) -> None:
    address = serve(store, places=4)
    assert [ask(address) for _ in range(12)] == [WAY] * 12


def test_the_end_waits_for_the_calls_that_are_being_asked_about(directory: Directory, store: Store) -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(session: Session, office: Office) -> None:
        inside.set()
        leave.wait(10)

    listener = listen("127.0.0.1", 0)
    records = Records(store)
    office = Office(directory, load_hours_book(CONFIG), lambda: WORKING, records)
    server = Server(listener, office, scripts={"inbound": slow})
    thread = threading.Thread(target=server.serve)
    with connect(listener.getsockname()) as peer:
        thread.start()
        peer.sendall(headers())
        assert inside.wait(10)
        server.stop()
        thread.join(0.3)
        assert thread.is_alive()
        leave.set()
        thread.join(10)
        assert not thread.is_alive()
    server.stop()
    records.close(10)


def test_a_port_in_use_is_told_with_what_to_do() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=rf"127\.0\.0\.1:{port}.*ports\.agi"):
            listen("127.0.0.1", port)


def test_the_log_of_a_call_holds_neither_number_nor_name(serve: Serve, store: Store) -> None:
    said = headers(calleridname="张伟", extension="13811112222", dnid="13811112222")
    logs = let_go_answered(serve(store), said)
    assert [entry["event"] for entry in logs] == ["call routed"]
    assert not re.search("1390000|1381111|张伟", str(logs))


def let_go_answered(address: Address, said: bytes) -> list[MutableMapping[str, Any]]:
    with capture_logs() as logs:
        ask(address, said)
    return logs
