"""A caller is about to leave a message: its segment is opened before the recording starts."""

from __future__ import annotations

from store.unit_of_work import Store
from tests.fakes.agi_peer import ask, headers
from tests.integration.agi.conftest import NIGHT, Serve

CALL = "1763773200.1"
MESSAGE = headers(network_script="message", extension="s", arg_2="")


def segments(store: Store) -> list[str]:
    with store.reading() as work:
        return [row.id for row in work.segments.of_call(CALL)]


def test_a_message_gets_a_segment_of_its_own(serve: Serve, store: Store) -> None:
    address = serve(store, at=NIGHT)
    way = ask(address)
    ask(address, MESSAGE, **way)
    assert segments(store) == [f"{CALL}.1.rx", f"{CALL}.1.tx", f"{CALL}.2.rx"]
    with store.reading() as work:
        assert [row.kind for row in work.log.of_call(CALL)].count("RecordingStarted") == 3


def test_asking_twice_opens_it_once(serve: Serve, store: Store) -> None:
    address = serve(store)
    ask(address, MESSAGE, HOTLINE_UNIT="370900")
    ask(address, MESSAGE, HOTLINE_UNIT="370900")
    with store.reading() as work:
        assert [row.kind for row in work.log.of_call(CALL)].count("RecordingStarted") == 3


def test_a_call_that_came_while_we_were_away_gets_its_rows_now(serve: Serve, store: Store) -> None:
    ask(serve(store), MESSAGE, HOTLINE_UNIT="320100")
    with store.reading() as work:
        row = work.calls.get(CALL)
        assert row is not None
        assert (row.unit, row.called, row.action) == ("320100", "053812389", "message")
    assert segments(store) == [f"{CALL}.1.rx", f"{CALL}.1.tx", f"{CALL}.2.rx"]


def test_a_unit_that_is_none_gives_way_to_the_dialled_one(serve: Serve, store: Store) -> None:
    ask(serve(store), MESSAGE, HOTLINE_UNIT="hangup")
    with store.reading() as work:
        row = work.calls.get(CALL)
        assert row is not None and row.unit == "370900"


def test_a_hostile_call_id_writes_nothing(serve: Serve, store: Store) -> None:
    assert ask(serve(store), headers(network_script="message", arg_1="../x")) == {}
    assert segments(store) == []
